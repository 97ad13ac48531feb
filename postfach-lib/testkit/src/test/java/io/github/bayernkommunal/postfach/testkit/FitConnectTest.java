package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The worked example goes through the bridge; each other test changes one thing. */
class FitConnectTest {

    @RegisterExtension
    static final PostfachSimulator mailbox =
            PostfachSimulator.builder().mailbox(ZbpCaller.MAILBOX, "Beispiel").create();

    private final FitConnectCaller caller = new FitConnectCaller(mailbox.fitConnectSettings());

    private void assertRejected(String code, String submission) throws IOException {
        assertTrue(mailbox.received().isEmpty());
        assertEquals(
                List.of("create-submission", "submit-submission", "notify-submission", "reject-submission"),
                caller.events(submission));
        String problems =
                FitConnectCaller.eventsOf(caller.eventTokens(submission).get(3)).toString();
        assertTrue(problems.contains("title=" + code), problems);
    }

    private void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertEquals(code, FitConnectCaller.member(answer, "errorCode"));
        assertTrue(mailbox.received().isEmpty());
    }

    @Test
    void theWorkedExampleIsDelivered() throws IOException {
        String submission = FitConnectCaller.member(
                caller.announce(FitConnectCaller.SERVICE, FitConnectCaller.FILE), "submissionId");
        HttpResponse<String> uploaded = caller.upload(submission, FitConnectCaller.FILE, caller.encrypt("abc"));
        String data = caller.data();
        HttpResponse<String> submitted = caller.submit(submission, FitConnectCaller.metadata(data), data);

        assertEquals(204, uploaded.statusCode());
        assertEquals(200, submitted.statusCode(), submitted.body());
        ReceivedMessage message = mailbox.received(ZbpCaller.MAILBOX).get(0);
        assertEquals(ZbpCaller.example(), message.document());
        assertEquals("message_v6", message.arrival().operation());
        assertArrayEquals(ZbpCaller.utf8("abc"), message.attachments().get(0).content());
        assertEquals("application/pdf", message.attachments().get(0).mediaType());
        assertEquals(
                List.of("create-submission", "submit-submission", "notify-submission", "accept-submission"),
                caller.events(submission));
    }

    @Test
    void eventsSayWhoSpeaksAboutWhat() throws Exception {
        HttpResponse<String> announced = caller.announce(FitConnectCaller.SERVICE);
        String submission = FitConnectCaller.member(announced, "submissionId");

        SignedJWT event = caller.eventTokens(submission).get(0);

        assertEquals("secevent+jwt", event.getHeader().getType().toString());
        assertEquals("PS512", event.getHeader().getAlgorithm().getName());
        assertEquals("submission:" + submission, event.getJWTClaimsSet().getSubject());
        assertEquals(
                "case:" + FitConnectCaller.member(announced, "caseId"),
                event.getJWTClaimsSet().getClaim("txn"));
        assertEquals(
                caller.settings.get("postfach.address"), event.getJWTClaimsSet().getIssuer());
    }

    @Test
    void theEventLogHasPages() throws IOException {
        String submission = caller.prepared();
        String data = caller.data();
        caller.submit(submission, FitConnectCaller.metadata(data), data);
        String log = caller.settings.get("postfach.address") + "/v2/submissions/" + submission + "/events";

        String page = caller.get(log + "?limit=2&offset=3", caller.token()).body();

        assertTrue(page.startsWith("{\"offset\":3,\"limit\":2,\"count\":1,\"totalCount\":4,\"eventLog\":[\"eyJ"), page);
        assertRefused(400, "malformed", refused(log + "?limit=0"));
        assertRefused(400, "malformed", refused(log + "?limit=501"));
        assertRefused(400, "malformed", refused(log + "?offset=-1"));
    }

    private HttpResponse<String> refused(String address) throws IOException {
        mailbox.reset();
        return caller.get(
                address.replaceAll("submissions/.*\\?", "submissions/" + caller.prepared() + "/events?"),
                caller.token());
    }

    @Test
    void aStatusGoesTheSameWay() throws IOException {
        String submission = FitConnectCaller.member(
                caller.announce("urn:schema-fitko-de:fit-connect:id.bund.de:status_v6"), "submissionId");
        String data = caller.data(PlainCaller.golden("zbp-status.json"));

        caller.submit(submission, FitConnectCaller.metadataWithoutFiles(data), data);

        assertEquals("RECEIVED", mailbox.statuses().get(0).status());
        assertEquals("status_v6", mailbox.statuses().get(0).operation());
    }

    @Test
    void aBridgeThatIsHeldPicksUpLater() throws IOException {
        mailbox.holdBridge();
        String submission = caller.prepared();
        String data = caller.data();
        caller.submit(submission, FitConnectCaller.metadata(data), data);

        assertTrue(mailbox.received().isEmpty());
        assertEquals(List.of("create-submission", "submit-submission", "notify-submission"), caller.events(submission));
        mailbox.resumeBridge();

        assertEquals(1, mailbox.received().size());
        assertEquals("accept-submission", caller.events(submission).get(3));
    }

    @Test
    void theSameSubmissionTwiceIsOneDelivery() throws IOException {
        String submission = caller.prepared();
        String data = caller.data();
        String metadata = caller.encrypt(FitConnectCaller.metadata(data));
        String encrypted = caller.encrypt(data);

        assertEquals(
                200, caller.submitEncrypted(submission, metadata, encrypted).statusCode());
        assertEquals(
                200, caller.submitEncrypted(submission, metadata, encrypted).statusCode());
        assertEquals(
                409,
                caller.submitEncrypted(submission, metadata, caller.encrypt(data))
                        .statusCode());
        assertEquals(
                409,
                caller.upload(submission, FitConnectCaller.FILE, caller.encrypt("abc"))
                        .statusCode());
        assertEquals(1, mailbox.received().size());
    }

    @Test
    void anAttachmentMayBeRepeatedBeforeTheSubmission() throws IOException {
        String submission = caller.prepared();

        assertEquals(
                204,
                caller.upload(submission, FitConnectCaller.FILE, caller.encrypt("abc"))
                        .statusCode());
    }

    @Test
    void tokensNeedTheRightSecret() throws IOException {
        HttpResponse<String> answer = caller.askForToken("wrong");

        assertEquals(401, answer.statusCode());
        assertEquals("{\"error\":\"invalid_client\"}", answer.body());
        URI address = URI.create(caller.settings.get("postfach.fit-connect.token-address"));
        assertEquals(
                "{\"error\":\"unsupported_grant_type\"}",
                caller.plain.post(address, "grant_type=password").body());
    }

    @Test
    void everyCallNeedsAToken() throws IOException {
        String base = caller.settings.get("postfach.address");

        assertRefused(401, "access-token", caller.get(base + "/v2/submissions/" + ZbpCaller.MAILBOX + "/events", "x"));
        assertRefused(
                401,
                "access-token",
                caller.get(
                        "%s/v2/destinations/%s/keys"
                                .formatted(
                                        caller.settings.get("postfach.fit-connect.destination-address"),
                                        caller.destination()),
                        "x"));
    }

    @Test
    void announcementsNameADestinationAServiceAndIds() throws IOException {
        assertRefused(422, "service", caller.announce("urn:other"));
        assertRefused(400, "malformed", caller.announce(FitConnectCaller.SERVICE, "1"));
        assertRefused(
                400,
                "malformed",
                caller.announce(FitConnectCaller.SERVICE, FitConnectCaller.FILE, FitConnectCaller.FILE));
        assertRefused(
                404,
                "destination",
                caller.send(
                        "POST",
                        "/v2/submissions",
                        "application/json",
                        "{\"destinationId\":\"%s\",\"publicService\":{}}".formatted(ZbpCaller.MAILBOX)));
    }

    @Test
    void onlyAnnouncedAttachmentsAreTakenAndAllMustCome() throws IOException {
        String submission = FitConnectCaller.member(
                caller.announce(FitConnectCaller.SERVICE, FitConnectCaller.FILE), "submissionId");
        String data = caller.data();

        assertRefused(404, "attachment", caller.upload(submission, ZbpCaller.MAILBOX, caller.encrypt("abc")));
        assertRefused(404, "submission", caller.upload(ZbpCaller.MAILBOX, ZbpCaller.MAILBOX, "x"));
        assertRefused(422, "attachment-missing", caller.submit(submission, FitConnectCaller.metadata(data), data));
        assertRefused(
                415,
                "media-type",
                caller.send(
                        "PUT",
                        "/v2/submissions/%s/attachments/%s".formatted(submission, FitConnectCaller.FILE),
                        "application/octet-stream",
                        "abc"));
        assertRefused(400, "malformed", caller.upload(submission, FitConnectCaller.FILE, "abc"));
    }

    @Test
    void theJweHasTheHeaderOfTheContract() throws IOException {
        String submission = caller.prepared();
        RSAKey key = caller.key();
        JWEHeader right = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A256GCM)
                .keyID(key.getKeyID())
                .contentType("application/json")
                .build();
        List<JWEHeader> wrong = List.of(
                new JWEHeader.Builder(right).keyID("other").build(),
                new JWEHeader.Builder(right).contentType(null).build(),
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_512, EncryptionMethod.A256GCM)
                        .keyID(key.getKeyID())
                        .contentType("application/json")
                        .build(),
                new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                        .keyID(key.getKeyID())
                        .contentType("application/json")
                        .build());

        for (JWEHeader header : wrong) {
            String jwe = FitConnectCaller.encrypt("abc", header, key);
            assertRefused(400, "malformed", caller.upload(submission, FitConnectCaller.FILE, jwe));
            assertRefused(400, "malformed", caller.submitEncrypted(submission, jwe, jwe));
        }
        assertEquals(
                204,
                caller.upload(submission, FitConnectCaller.FILE, FitConnectCaller.encrypt("abc", right, key))
                        .statusCode());
    }

    @Test
    void aChangedJweIsRejected() throws IOException {
        String submission = caller.prepared();
        String data = caller.data();
        String encrypted = caller.encrypt(data);
        int text = encrypted.lastIndexOf('.') - 10;
        String changed = encrypted.substring(0, text)
                + (encrypted.charAt(text) == 'A' ? 'B' : 'A')
                + encrypted.substring(text + 1);

        caller.submitEncrypted(submission, caller.encrypt(FitConnectCaller.metadata(data)), changed);

        assertRejected("malformed", submission);
    }

    @ParameterizedTest
    @CsvSource({
        "metadata/2.1.0, metadata/9.9.9, malformed",
        "message_v6/1.0.0, message_v5/1.0.0, malformed",
        "'\"sha512\",\"content\":\"', '\"sha256\",\"content\":\"', malformed",
        "'\"content\":\"', '\"content\":\"0', hash-mismatch",
        "ddaf35, ddaf36, hash-mismatch",
        "bescheid.pdf, anders.pdf, attachment-mismatch",
        "bbbbbbbb-2222, bbbbbbbb-3333, attachment-mismatch",
        "application/pdf, application/zip, attachment-not-allowed"
    })
    void theMetadataMustBelongToTheRest(String part, String by, String code) throws IOException {
        String submission = caller.prepared();
        String data = caller.data();
        String metadata = FitConnectCaller.metadata(data);

        HttpResponse<String> answer = caller.submit(submission, metadata.replace(part, by), data);

        assertEquals(200, answer.statusCode());
        assertRejected(code, submission);
    }

    @Test
    void theDocumentMustBeSignedByTheAuthorOfTheToken() throws IOException {
        String data = caller.data();
        String changed = data.replace("Guten Tag", "Guter Tag");
        assertFalse(changed.equals(data));
        String submission = caller.prepared();

        caller.submit(submission, FitConnectCaller.metadata(changed), changed);

        assertRejected("signature", submission);
    }

    @Test
    void aStrangerIsRejected() throws IOException {
        try (PostfachSimulator other = PostfachSimulator.start(0)) {
            FitConnectCaller stranger = new FitConnectCaller(caller.settings, Author.of(other.zbpSettings()));
            String data = stranger.data();
            String submission = caller.prepared();

            caller.submit(submission, FitConnectCaller.metadata(data), data);

            assertRejected("author-certificate", submission);
        }
    }

    @Test
    void anAuthorOfAKnownCertificateAuthorityIsAccepted() throws IOException {
        try (PostfachSimulator other = PostfachSimulator.start(0);
                PostfachSimulator trusting = PostfachSimulator.builder()
                        .mailbox(ZbpCaller.MAILBOX, "")
                        .clientCa((X509Certificate) other.authorKey().getCertificateChain()[1])
                        .start()) {
            FitConnectCaller visitor =
                    new FitConnectCaller(trusting.fitConnectSettings(), Author.of(other.zbpSettings()));
            String submission = visitor.prepared();
            String data = visitor.data();

            visitor.submit(submission, FitConnectCaller.metadata(data), data);

            assertEquals("accept-submission", visitor.events(submission).get(3));
            assertEquals(1, trusting.received().size());
        }
    }

    @Test
    void aTokenOutlivesAReset() throws IOException {
        String token = caller.token();
        mailbox.reset();

        String keys = caller.settings.get("postfach.fit-connect.destination-address") + "/v2/destinations/"
                + caller.destination() + "/keys";
        assertEquals(200, caller.get(keys, token).statusCode());
    }

    @Test
    void theAuthorsTokenMustBeValid() throws IOException {
        String data = caller.data().replace(caller.author.token(), caller.author.token(1_000_000_000));
        String submission = caller.prepared();

        caller.submit(submission, FitConnectCaller.metadata(data), data);

        assertRejected("author-token", submission);
    }

    @Test
    void aMailboxThatDoesNotExistIsRejected() throws IOException {
        String data = caller.data(ZbpCaller.example().replace("11111111-2222", "21111111-2222"));
        String submission = caller.prepared();

        caller.submit(submission, FitConnectCaller.metadata(data), data);

        assertRejected("mailbox", submission);
    }
}
