package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.ZbpCaller.FilePart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The worked example is accepted; each other test changes one thing. */
class ZbpMessagesTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.builder()
            .mailbox(ZbpCaller.MAILBOX, "Beispiel")
            .zbpAttachments(3, 1000, 2000)
            .create();

    private final ZbpCaller caller = ZbpCaller.of(mailbox);

    private void assertRefused(int status, String code, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"errorCode\":\"" + code + "\""), answer.body());
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(mailbox.received().isEmpty());
    }

    private HttpResponse<String> sendChanged(String part, String by) throws IOException {
        String changed = ZbpCaller.example().replace(part, by);
        assertFalse(changed.equals(ZbpCaller.example()), part);
        return caller.message().content(changed).send();
    }

    @Test
    void theWorkedExampleIsTheOneOfTheSpecification() {
        byte[] example = ZbpCaller.utf8(ZbpCaller.example());

        assertEquals(373, example.length);
        assertEquals(
                "ccd0a6035239036e23602deb1cf317141353a0d1425e5f194e8881c2a4ecdc93"
                        + "15cf1ad45134e677c74d46a998cd86880ca8b92b15354a34d6014bb0416a08ca",
                ZbpCaller.sha512(example));
    }

    @Test
    void theWorkedExampleIsDelivered() throws IOException {
        HttpResponse<String> answer = caller.message().send();

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(answer.body().matches("\\{\"messageId\":\"[0-9a-f-]{36}\"}"), answer.body());
        ReceivedMessage message = mailbox.received(ZbpCaller.MAILBOX).get(0);
        assertEquals(ZbpCaller.example(), message.document());
        assertEquals("Markt Musterstadt", message.senderName());
        assertEquals("Hundesteuer", message.senderService());
        assertEquals("Bescheid", message.subject());
        assertEquals("Guten Tag", message.text());
        assertEquals(3, message.level());
        assertEquals("", message.messageId());
        assertEquals("PUT /v6/mailbox/messages", message.arrival().operation());
        assertFalse(message.html());
        ReceivedMessage.Attachment file = message.attachments().get(0);
        assertEquals("bescheid.pdf", file.fileName());
        assertEquals("application/pdf", file.mediaType());
        assertArrayEquals(ZbpCaller.utf8("abc"), file.content());
        assertEquals(3, file.size());
        assertEquals(1, mailbox.calls());
    }

    @Test
    void allOptionalMembersAreKept() throws IOException {
        String members = "\"applicationId\":\"aaaaaaaa-2222-4333-8444-555555555555\","
                + "\"retrievalConfirmationAddress\":\"gelesen@musterstadt.example\","
                + "\"replyAddress\":\"post@musterstadt.example\",\"reference\":\"HS-1\","
                + "\"senderUrl\":\"https://musterstadt.example\",\"title\":";

        HttpResponse<String> answer = sendChanged("\"title\":", members);

        assertEquals(200, answer.statusCode(), answer.body());
        ReceivedMessage message = mailbox.received().get(0);
        assertEquals("HS-1", message.messageId());
        assertEquals("post@musterstadt.example", message.element("replyAddress").orElseThrow());
    }

    @Test
    void spacesAndBackslashesStayAsTheyAreSigned() throws IOException {
        HttpResponse<String> answer = sendChanged("\"Guten Tag\"", " \"Gr\\u00fc\\u00df Gott\\\\n\\nÜ\" ");

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("Grüß Gott\\n\nÜ", mailbox.received().get(0).text());
    }

    @Test
    void aMessageMayHaveNoFilesAndNoApplication() throws IOException {
        String document = ZbpCaller.example().replaceAll(",\"attachments\".*", ",\"applicationId\":null}");

        assertEquals(
                200, caller.message().withoutFiles().content(document).send().statusCode());
    }

    @Test
    void theSameDocumentAgainIsDeliveredAgainAndMarked() throws IOException {
        caller.message().send();
        caller.message().send();

        assertEquals(2, mailbox.received().size());
        assertEquals(1, mailbox.duplicates().size());
    }

    @ParameterizedTest
    @CsvSource({
        "sender, Markt Musterstadt, 255",
        "title, Bescheid, 1024",
        "service, Hundesteuer, 255",
        "content, Guten Tag, 1000000"
    })
    void textsHaveALongestAndAShortestLength(String member, String value, int longest) throws IOException {
        String old = "\"%s\":\"%s\"".formatted(member, value);

        assertRefused(400, "malformed", sendChanged(old, "\"%s\":\"\"".formatted(member)));
        assertRefused(400, "malformed", sendChanged(old, "\"%s\":\"%s\"".formatted(member, "x".repeat(longest + 1))));
        assertRefused(400, "malformed", sendChanged(old, "\"%s\":7".formatted(member)));
        assertRefused(400, "malformed", sendChanged(old + ",", ""));
        assertEquals(
                200,
                sendChanged(old, "\"%s\":\"%s\"".formatted(member, "x".repeat(longest)))
                        .statusCode());
    }

    @Test
    void theTextIsMeasuredInBytes() throws IOException {
        assertRefused(400, "malformed", sendChanged("Guten Tag", "ü".repeat(500_001)));
        assertEquals(200, sendChanged("Guten Tag", "ü".repeat(500_000)).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "reference, 255, x",
        "senderUrl, 255, x",
        "replyAddress, 320, a@",
        "retrievalConfirmationAddress, 320, a@"
    })
    void optionalTextsHaveALongestLength(String member, int longest, String begin) throws IOException {
        String fits = begin + "y".repeat(longest - begin.length());
        String name = ",\"" + member + "\":";

        assertRefused(400, "malformed", sendChanged(",\"title\"", name + "\"" + fits + "y\",\"title\""));
        assertRefused(400, "malformed", sendChanged(",\"title\"", name + "null,\"title\""));
        assertEquals(
                200,
                sendChanged(",\"title\"", name + "\"" + fits + "\",\"title\"").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "\"3\"", "3.5", "null", "1e999"})
    void theLevelIsAWholeNumberFrom1To4(String level) throws IOException {
        assertRefused(400, "malformed", sendChanged(":3,", ":" + level + ","));
    }

    @Test
    void theLowestAndTheHighestLevelAreAccepted() throws IOException {
        assertEquals(200, sendChanged(":3,", ":1,").statusCode());
        assertEquals(200, sendChanged(":3,", ":4,").statusCode());
        assertEquals(4, mailbox.received().get(1).level());
    }

    @ParameterizedTest
    @CsvSource({
        "stork_qaa_level, storkQaaLevel",
        "'\"title\":', '\"title\":\"A\",\"title\":'",
        "'}]}', '}]} {}'",
        "11111111-2222, 11111111_2222",
        "'\"title\":', '\"applicationId\":\"7\",\"title\":'",
        "'\"title\":', '\"replyAddress\":\"niemand\",\"title\":'",
        "ddaf35, DDAF35",
        "'\"contentLength\":3', '\"contentLength\":\"3\"'",
        "'\"contentLength\":3', '\"contentLength\":3,\"mimeType\":\"application/pdf\"'",
        "Guten Tag, '\\ud83d'"
    })
    void documentsOfAnotherFormAreRefused(String part, String by) throws IOException {
        assertRefused(400, "malformed", sendChanged(part, by));
    }

    @Test
    void aMailboxThatDoesNotExistIsNotFound() throws IOException {
        assertRefused(404, "mailbox", sendChanged("11111111-2222", "21111111-2222"));
    }

    @ParameterizedTest
    @CsvSource({"bescheid.pdf, bescheid2.pdf", "ddaf35, ddaf36", "'\"contentLength\":3', '\"contentLength\":4'"})
    void filesMustBeTheAnnouncedOnes(String part, String by) throws IOException {
        assertRefused(422, "attachment-mismatch", sendChanged(part, by));
    }

    @Test
    void noFileMayBeMissingOrTooMany() throws IOException {
        assertRefused(
                422, "attachment-mismatch", caller.message().withoutFiles().send());
        assertRefused(
                422,
                "attachment-mismatch",
                caller.message().file("b.pdf", "application/pdf", "x").send());
    }

    @Test
    void theOrderOfFilesIsThatOfTheDocument() throws IOException {
        FilePart a = FilePart.pdf("a.pdf", 1);
        FilePart b = FilePart.pdf("b.pdf", 2);
        String swapped = new String(caller.message(a, b).body(), StandardCharsets.UTF_8)
                .replace("filename=\"a.pdf\"", "filename=\"x\"")
                .replace("filename=\"b.pdf\"", "filename=\"a.pdf\"")
                .replace("filename=\"x\"", "filename=\"b.pdf\"");

        assertRefused(
                422,
                "attachment-mismatch",
                caller.plain.send(caller.message(a, b).request().PUT(HttpRequest.BodyPublishers.ofString(swapped))));
        assertEquals(200, caller.message(a, b).send().statusCode());
    }

    @Test
    void attachmentsHaveALargestNumberAndSize() throws IOException {
        FilePart small = FilePart.pdf("a.pdf", 1);

        assertRefused(
                400,
                "malformed",
                caller.message(
                                small,
                                FilePart.pdf("b.pdf", 1),
                                FilePart.pdf("c.pdf", 1),
                                FilePart.pdf("d.pdf", 1),
                                FilePart.pdf("e.pdf", 1))
                        .send());
        assertRefused(
                422,
                "attachment-not-allowed",
                caller.message(small, FilePart.pdf("b.pdf", 1), FilePart.pdf("c.pdf", 1), FilePart.pdf("d.pdf", 1))
                        .send());
        assertRefused(
                413, "too-large", caller.message(FilePart.pdf("a.pdf", 1001)).send());
        assertRefused(
                413,
                "too-large",
                caller.message(FilePart.pdf("a.pdf", 1000), FilePart.pdf("b.pdf", 1000), small.named("c.pdf"))
                        .send());
        assertRefused(
                422,
                "attachment-not-allowed",
                caller.message(FilePart.pdf("a.pdf", 0)).send());
        assertEquals(
                200,
                caller.message(FilePart.pdf("a.pdf", 1000), FilePart.pdf("b.pdf", 1000))
                        .send()
                        .statusCode());
        assertEquals(
                200,
                caller.message(small, FilePart.pdf("b.pdf", 1), FilePart.pdf("c.pdf", 1))
                        .send()
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({"a.pdf, application/zip", "a.exe, application/pdf", "pdf, application/pdf", "a.svg, image/svg+xml"})
    void attachmentsHaveAnAllowedTypeAndAnExtensionOfIt(String name, String type) throws IOException {
        assertRefused(
                422,
                "attachment-not-allowed",
                caller.message(new FilePart(name, type, new byte[1])).send());
    }

    @Test
    void noTwoAttachmentsHaveTheSameName() throws IOException {
        assertRefused(
                422,
                "attachment-not-allowed",
                caller.message(FilePart.pdf("a.pdf", 1), FilePart.pdf("a.pdf", 1))
                        .send());
    }

    @Test
    void theTestFileOfVirusScannersIsFound() throws IOException {
        String reversed = "*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\\4[PA@%P!O5X";
        byte[] eicar = ZbpCaller.utf8(new StringBuilder(reversed).reverse().toString());

        assertRefused(
                422,
                "attachment-infected",
                caller.message(new FilePart("a.txt", "text/plain", eicar)).send());
    }

    @Test
    void fileNamesAreUtf8() throws IOException {
        assertEquals(
                200,
                caller.message(FilePart.pdf("Gebührenbescheid für März.pdf", 4))
                        .send()
                        .statusCode());
        assertEquals(
                "Gebührenbescheid für März.pdf",
                mailbox.received().get(0).attachments().get(0).fileName());
    }

    @Test
    void theSignatureIsThatOfTheVeryBytes() throws IOException {
        String content = ZbpCaller.example();
        String spaced = content.replace(":3,", ": 3,");

        assertRefused(
                422,
                "signature",
                caller.message()
                        .json(ZbpCaller.envelope(spaced, caller.author.sign(content)))
                        .send());
        assertRefused(
                422,
                "signature",
                caller.message()
                        .json(ZbpCaller.envelope(
                                content,
                                Base64.getEncoder()
                                        .encodeToString(ZbpCaller.utf8(ZbpCaller.sha512(ZbpCaller.utf8(content))))))
                        .send());
        assertRefused(
                400,
                "malformed",
                caller.message().json(ZbpCaller.envelope(content, "%%%")).send());
    }

    @Test
    void theEnvelopeHasExactlyTwoStrings() throws IOException {
        String json = ZbpCaller.envelope(ZbpCaller.example(), caller.author.sign(ZbpCaller.example()));

        assertRefused(
                400,
                "malformed",
                caller.message()
                        .json(json.replaceFirst("\\{", "{\"id\":\"1\","))
                        .send());
        assertRefused(
                400,
                "malformed",
                caller.message()
                        .json("{\"content\":" + ZbpCaller.example() + ",\"sha512sum\":\"\"}")
                        .send());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--b1\r\nContent-Disposition: form-data; name=\"json\"\r\n\r\n{}\r\n",
                "--b1\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\nx\r\n",
                "--b1\r\nContent-Disposition: form-data; name=\"files\"\r\nContent-Type: application/pdf\r\n\r\nx\r\n",
                "--b1\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\r\nx\r\n",
                "--b1\r\nContent-Disposition: attachment; name=\"files\"\r\n\r\nx\r\n",
                "--b1\r\nContent-Type: application/pdf\r\n\r\nx\r\n",
                "--b1\r\nno header\r\n\r\nx\r\n",
                "--b1 x\r\n\r\nx\r\n"
            })
    void otherPartsAreRefused(String part) throws IOException {
        assertRefused(400, "malformed", caller.message().part(part).send());
    }

    @Test
    void aFormNeedsItsBoundariesAndItsType() throws IOException {
        String cut = new String(caller.message().body(), StandardCharsets.UTF_8).replace("--b1--", "");

        assertRefused(
                400,
                "malformed",
                caller.plain.send(caller.message().request().PUT(HttpRequest.BodyPublishers.ofString(cut))));
        assertRefused(
                415,
                "media-type",
                caller.message().contentType("application/json").send());
        assertRefused(
                415,
                "media-type",
                caller.message().contentType("multipart/form-data").send());
        assertEquals(
                200,
                caller.message()
                        .contentType("multipart/form-data; boundary=\"b1\"")
                        .send()
                        .statusCode());
    }

    @Test
    void theTokenIsSignedByAKnownAuthority() throws IOException {
        try (PostfachSimulator other = PostfachSimulator.start(0)) {
            Author stranger = Author.of(other.zbpSettings());

            assertRefused(
                    401,
                    "author-token",
                    caller.message().token(stranger.token()).send());
        }
        String token = caller.author.token();
        assertRefused(
                401,
                "author-token",
                caller.message()
                        .token(token.substring(0, token.lastIndexOf('.') + 1))
                        .send());
        assertRefused(401, "author-token", caller.message().token("").send());
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"typ\":\"JWT\",\"alg\":\"RS256\"}'",
        "'{\"typ\":\"JWT\",\"alg\":\"none\"}'",
        "'{\"alg\":\"RS512\"}'",
        "'{\"typ\":\"JWT\",\"alg\":\"RS512\",\"crit\":[\"x\"]}'"
    })
    void theTokenHasTheHeaderOfTheContract(String header) throws IOException {
        long now = Instant.now().getEpochSecond();
        String claims = Author.claims(now, now + 1800, Author.NAME, "THIRD_PARTY");

        assertRefused(
                401,
                "author-token",
                caller.message().token(caller.author.jwt(header, claims)).send());
    }

    @ParameterizedTest(name = "issued {0} s from now, for {1} s, by {2} as {3}")
    @CsvSource({
        "0, 1799, Markt Musterstadt, THIRD_PARTY",
        "0, 1801, Markt Musterstadt, THIRD_PARTY",
        "120, 1800, Markt Musterstadt, THIRD_PARTY",
        "-1801, 1800, Markt Musterstadt, THIRD_PARTY",
        "0, 1800, fachverfahren.example, THIRD_PARTY",
        "0, 1800, Markt Musterstadt, ADMIN"
    })
    void theTokenHasTheClaimsOfTheContract(long start, long lifetime, String signer, String role) throws IOException {
        long issued = Instant.now().getEpochSecond() + start;
        String claims = Author.claims(issued, issued + lifetime, signer, role);
        String token = caller.author.jwt("{\"typ\":\"JWT\",\"alg\":\"RS512\"}", claims);

        assertRefused(401, "author-token", caller.message().token(token).send());
    }

    @Test
    void furtherAuthoritiesCanBeRegistered() throws IOException {
        try (PostfachSimulator other = PostfachSimulator.start(0);
                PostfachSimulator open = PostfachSimulator.builder()
                        .mailbox(ZbpCaller.MAILBOX, "")
                        .author(Author.of(other.zbpSettings()).certificate())
                        .start()) {
            Author second = Author.of(other.zbpSettings());
            String content = ZbpCaller.example();
            String signed = ZbpCaller.envelope(content, second.sign(content));
            ZbpCaller.Message message = ZbpCaller.of(open).message().token(second.token());

            assertEquals(422, message.send().statusCode()); // the token of one, the signature of another
            assertEquals(200, message.json(signed).send().statusCode());
        }
    }

    @Test
    void theClockOfTheSimulatorDecides() throws IOException {
        Instant later = Instant.parse("2030-01-01T00:00:00Z");
        try (PostfachSimulator future = PostfachSimulator.builder()
                .mailbox(ZbpCaller.MAILBOX, "")
                .clock(Clock.fixed(later, ZoneOffset.UTC))
                .start()) {
            ZbpCaller then = ZbpCaller.of(future);

            assertEquals(401, then.message().send().statusCode());
            String token = then.author.token(later.getEpochSecond() - 1799);
            assertEquals(200, then.message().token(token).send().statusCode());
            assertEquals(later, future.received().get(0).receivedAt());
        }
    }

    @Test
    void withoutClientCertificateNobodyMayCall() throws IOException {
        ZbpCaller stranger = new ZbpCaller(mailbox.zbpSettings(), false);

        assertRefused(403, "certificate", stranger.message().send());
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws IOException {
        HttpRequest.Builder request = caller.message().request();
        URI address = request.build().uri();

        assertRefused(
                405,
                "method",
                caller.plain.send(request.copy().method("POST", HttpRequest.BodyPublishers.ofString("x"))));
        assertRefused(404, "path", caller.plain.send(request.copy().uri(address.resolve("/v6/mailbox"))));
        assertRefused(406, "accept", caller.plain.send(request.copy().setHeader("Accept", "text/xml")));
    }
}
