package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.nio.charset.StandardCharsets;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.xml.security.encryption.XMLCipher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a strict judge must still let in: every sound variant of the contract, and the last moment of every limit. */
class AcceptedAnswersTest {

    private static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    private static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    private static final String SHA512 = "http://www.w3.org/2001/04/xmlenc#sha512";
    private static final String MGF = "http://www.w3.org/2009/xmlenc11#mgf1";

    private final PendingLogin pending = Desk.pending();

    private Citizen accepted(Answer answer) {
        return acceptedAt(answer, Desk.NOW);
    }

    private Citizen acceptedAt(Answer answer, Instant time) {
        BayernIdServiceProvider bayernId = Desk.builder().clock(Desk.at(time)).build();
        return assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer.build(), pending))
                .citizen();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
                "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1",
                "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"
            })
    void everyRsaSignatureOfTheList(String algorithm) {
        accepted(Answer.to(pending).signatureAlgorithm(algorithm));
    }

    @Test
    void rsaPssWithSafeParametersInTheMessage() {
        accepted(Answer.to(pending)
                .pssParameters(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)));
    }

    /** This writer leaves the mask out, so with a longer digest it would be another one than the digest's. */
    @ParameterizedTest
    @CsvSource({"SHA-256, SHA-256, 20", "SHA-256, SHA-256, 64", "SHA-384, SHA-384, 48", "SHA-512, SHA-512, 64"})
    void rsaPssWithUnsafeParametersIsRefusedThoughSoundlySigned(String digest, String mask, int salt) {
        String answer = Answer.to(pending)
                .pssParameters(new PSSParameterSpec(digest, "MGF1", new MGF1ParameterSpec(mask), salt, 1))
                .build();

        var refusal = assertThrows(
                ResponseNotTrustedException.class, () -> Desk.serviceProvider().finishLogin(answer, pending));

        assertEquals(Check.SIGNATURE_PARAMETERS, refusal.failedCheck());
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        "secp384r1, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
        "secp521r1, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512"
    })
    void everyEllipticCurveOfTheList(String curve, String algorithm) {
        var key = Keys.ec("identity provider", curve);
        BayernIdServiceProvider bayernId =
                Desk.builder().identityProvider(Desk.identityProvider(key)).build();
        String answer = Answer.to(pending)
                .signatureAlgorithm(algorithm)
                .assertionSignedWith(key)
                .responseSignedWith(key)
                .build();

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
    }

    @ParameterizedTest
    @ValueSource(strings = {XMLCipher.AES_128_GCM, XMLCipher.AES_192_GCM, XMLCipher.AES_256_GCM})
    void everyContentEncryptionOfTheList(String algorithm) {
        accepted(Answer.to(pending).contentEncryption(algorithm));
    }

    @ParameterizedTest
    @CsvSource({
        XMLCipher.RSA_OAEP + "," + SHA1 + ",",
        XMLCipher.RSA_OAEP + "," + SHA256 + ",",
        XMLCipher.RSA_OAEP + ",,",
        XMLCipher.RSA_OAEP_11 + "," + SHA256 + "," + MGF + "sha256",
        XMLCipher.RSA_OAEP_11 + "," + SHA256 + "," + MGF + "sha1",
        XMLCipher.RSA_OAEP_11 + "," + SHA512 + "," + MGF + "sha512",
        XMLCipher.RSA_OAEP_11 + "," + SHA512 + "," + MGF + "sha384",
        XMLCipher.RSA_OAEP_11 + "," + SHA1 + "," + MGF + "sha1"
    })
    void everyKeyTransportOfTheList(String algorithm, String digest, String mask) {
        accepted(Answer.to(pending).keyTransport(algorithm, digest, mask));
    }

    @Test
    void signatureByTheSecondKeyDuringRollover() {
        var next = Keys.rsa("next identity provider", 2048);
        BayernIdServiceProvider bayernId = Desk.builder()
                .identityProvider(Desk.identityProvider(Keys.identityProvider(), next))
                .build();
        String answer = Answer.to(pending)
                .assertionSignedWith(next)
                .responseSignedWith(Keys.identityProvider())
                .build();

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
    }

    @Test
    void encryptionForTheSecondKeyDuringRollover() {
        BayernIdServiceProvider bayernId = Desk.builder()
                .decryptionKeys(Keys.rsa("next decryption", 2048), Keys.decryption())
                .build();

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(Answer.to(pending).build(), pending));
    }

    @Test
    void assertionThatUsesAPrefixOfTheResponse() {
        accepted(Answer.to(pending).inheritingNamespaces());
    }

    @Test
    void wrappedKeyBesideTheEncryptedData() {
        accepted(Answer.to(pending).withoutResponseSignature().tampering(tree -> {
            var key = StructureCases.first(tree, "EncryptedKey");
            StructureCases.first(tree, "EncryptedAssertion").appendChild(key);
        }));
    }

    @Test
    void base64WithLineBreaks() {
        accepted(Answer.to(pending).tamperingForm(text -> String.join("\r\n", text.split("(?<=\\G.{64})")) + "\n"));
    }

    @Test
    void utf8WithByteOrderMarkAndDeclaration() {
        accepted(Answer.to(pending)
                .withoutResponseSignature()
                .tamperingBytes(text -> ("\uFEFF<?xml version='1.0' encoding='utf-8' standalone='yes'?>\n" + text)
                        .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void documentOfExactlyTheLargestSize() {
        accepted(Answer.to(pending).tamperingBytes(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] padded = java.util.Arrays.copyOf(bytes, 256 * 1024);
            java.util.Arrays.fill(padded, bytes.length, padded.length, (byte) '\n');
            return padded;
        }));
    }

    @Test
    void extensionsThatAreAsDeepAndLargeAsAllowed() {
        String deep = "<a>".repeat(62) + "</a>".repeat(62);
        String many = "<a/>".repeat(19_900);
        String wide = "<a "
                + String.join(
                        " ",
                        IntStream.range(0, 64).mapToObj(i -> "a" + i + "=''").toList()) + "/>";
        String declaring = "<a " + MessageCases.namespaces(21) + ">"
                + ("<a " + MessageCases.namespaces(40) + "/>").repeat(2) + "</a>";
        for (String content : List.of(deep, many, wide, declaring)) {
            accepted(Answer.to(pending)
                    .withoutResponseSignature()
                    .tamperingText(text -> MessageCases.extension(text, content)));
        }
    }

    @Test
    void audienceAmongOthersInEveryRestriction() {
        String ours = "<saml:Audience>" + Answer.ENTITY + "</saml:Audience>";
        String other = "<saml:Audience>https://other.example/</saml:Audience>";
        accepted(Answer.to(pending)
                .assertion(
                        "<saml:AudienceRestriction>" + ours + "</saml:AudienceRestriction>",
                        "<saml:AudienceRestriction>" + other + ours + "</saml:AudienceRestriction>"
                                + "<saml:AudienceRestriction>" + ours + other + "</saml:AudienceRestriction>"
                                + "<saml:OneTimeUse/><saml:ProxyRestriction Count=\"0\"/>"));
    }

    @Test
    void secondConfirmationThatSatisfiesEverything() {
        accepted(Answer.to(pending)
                .assertion(
                        "<saml:SubjectConfirmation ",
                        "<saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:sender-vouches\"/>"
                                + "<saml:SubjectConfirmation "));
    }

    @Test
    void issuerThatSaysItIsAnEntity() {
        accepted(Answer.to(pending)
                .assertion(
                        "<saml:Issuer>", "<saml:Issuer Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:entity\">"));
    }

    static Stream<Moment> moments() {
        Duration skew = Duration.ofMinutes(3);
        Instant issued = Instant.parse("2026-03-02T08:17:02.114Z");
        Instant end = Instant.parse("2026-03-02T08:22:02.114Z");
        return Stream.of(
                new Moment("first moment of the response", issued.minus(skew), UnaryOperator.identity()),
                new Moment("last moment of the assertion", end.plus(skew).minusMillis(1), UnaryOperator.identity()),
                new Moment(
                        "issued at the request, less the skew",
                        Desk.NOW,
                        answer -> answer.response("08:17:02.114Z", "08:12:30.000Z")
                                .assertion(
                                        "IssueInstant=\"2026-03-02T08:17:02.114Z\"",
                                        "IssueInstant=\"2026-03-02T08:12:30.000Z\"")),
                new Moment(
                        "identified at the request, less the skew",
                        Desk.NOW,
                        answer -> answer.assertion("08:16:58.902Z", "08:12:30.000Z")),
                new Moment(
                        "valid for an hour by its own words, used within ten minutes",
                        issued.plus(Duration.ofMinutes(10)),
                        answer -> answer.assertion(
                                        "NotOnOrAfter=\"2026-03-02T08:22:02.114Z\"",
                                        "NotOnOrAfter=\"2026-03-02T09:17:02.114Z\"")
                                .assertion("08:22:02.120Z", "09:17:02.114Z")),
                new Moment(
                        "times with offsets, fractions and hour 24",
                        Desk.NOW,
                        answer -> answer.assertion("2026-03-02T08:22:02.120Z", "2026-03-02T09:22:02.120000000001+01:00")
                                .assertion(
                                        "AuthnInstant=\"2026-03-02T08:16:58.902Z\"",
                                        "AuthnInstant=\"2026-03-02T02:46:58-05:30\"")));
    }

    record Moment(String name, Instant now, UnaryOperator<Answer> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("moments")
    void theLastMomentOfEveryLimit(Moment moment) {
        acceptedAt(moment.change.apply(Answer.to(pending)), moment.now);
    }

    @Test
    void oneMillisecondLaterTheAssertionHasExpired() {
        BayernIdServiceProvider late = Desk.builder()
                .clock(Desk.at(Instant.parse("2026-03-02T08:25:02.114Z")))
                .build();
        String answer = Answer.to(pending)
                .assertion("NotOnOrAfter=\"2026-03-02T08:22:02.120Z\"", "NotOnOrAfter=\"2026-03-02T08:23:00.000Z\"")
                .build();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> late.finishLogin(answer, pending));

        assertEquals(Check.EXPIRED, refusal.failedCheck());
    }

    @Test
    void theSkewCanBeNothing() {
        BayernIdServiceProvider exact = Desk.builder()
                .clockSkew(Duration.ZERO)
                .clock(Desk.at(Instant.parse("2026-03-02T08:22:02.113Z")))
                .build();
        BayernIdServiceProvider late = Desk.builder()
                .clockSkew(Duration.ZERO)
                .clock(Desk.at(Instant.parse("2026-03-02T08:22:02.114Z")))
                .build();
        String answer = Answer.to(pending).build();

        assertInstanceOf(LoggedIn.class, exact.finishLogin(answer, pending));
        var refusal = assertThrows(ResponseNotTrustedException.class, () -> late.finishLogin(answer, pending));
        assertEquals(Check.EXPIRED, refusal.failedCheck());
    }

    @Test
    void commentsAndCdataNeverCutAValue() {
        String value = "BEISPIEL";
        for (int offset = 0; offset <= value.length(); offset++) {
            for (String noise : List.of("<!-- -->", "<!--</saml:AttributeValue>-->", "<![CDATA[]]>")) {
                String split = value.substring(0, offset) + noise + value.substring(offset);
                Citizen citizen = accepted(Answer.to(pending)
                        .withoutResponseSignature()
                        .encrypting(signed -> Answer.replaced(signed, ">" + value + "<", ">" + split + "<")));
                assertEquals(Optional.of(value), citizen.surname());
            }
        }
    }

    @Test
    void commentsInTheEnvelopeChangeNothing() {
        accepted(Answer.to(pending)
                .tamperingText(text -> Answer.replaced(text, ".example/idp<", ".exam<!-- x -->ple/idp<")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Müller-Lüdenscheidt",
                "ẞ",
                "J\u030Cosé",
                "\u202Eevil\u202C",
                "Đặng Thị Ngọc",
                "\uD835\uDD38\uD83D\uDE00",
                "O&apos;Neill &amp; &lt;b&gt;",
                " blank in front and behind ",
                "a\nb\tc"
            })
    void textsComeExactlyAsSigned(String text) {
        Citizen citizen = accepted(Answer.to(pending).assertion("BEISPIEL", text));

        assertEquals(
                Optional.of(text.replace("&apos;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")),
                citizen.surname());
    }

    @Test
    void unknownAttributesArriveUnderTheirName() {
        Citizen citizen = accepted(Answer.to(pending)
                .assertion(
                        "</saml:AttributeStatement>",
                        Answer.attribute("1.2.3.4", "one", "FANTASTISCH") + Answer.attribute("1.2.3.4", "two", "HOCH")
                                + "</saml:AttributeStatement>"));

        List<Citizen.Value> values = citizen.values(Attribute.of("urn:oid:1.2.3.4"));
        assertEquals(
                List.of("one", "two"), values.stream().map(Citizen.Value::text).toList());
        assertEquals(Optional.empty(), values.get(0).rating());
        assertEquals(Optional.of(TrustLevel.HIGH), values.get(1).rating());
    }

    @Test
    void blankAttributesAreAbsent() {
        Citizen citizen = accepted(Answer.to(pending).assertion("BEISPIEL", "  "));

        assertEquals(Optional.empty(), citizen.surname());
    }

    @Test
    void attributesOfAnotherNameFormatAreNotOurs() {
        Citizen citizen = accepted(Answer.to(pending)
                .assertion(
                        "Name=\"urn:oid:2.5.4.4\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"",
                        "Name=\"urn:oid:2.5.4.4\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:basic\""));

        assertEquals(Optional.empty(), citizen.surname());
    }

    @ParameterizedTest
    @CsvSource({
        "STORK-QAA-Level-4, STORK-QAA-Level-3, SUBSTANTIAL",
        "STORK-QAA-Level-3, STORK-QAA-Level-4, SUBSTANTIAL",
        "STORK-QAA-Level-3, STORK-QAA-Level-3, SUBSTANTIAL",
        "STORK-QAA-Level-2, STORK-QAA-Level-2, LOW",
        "STORK-QAA-Level-1, STORK-QAA-Level-4, BASIC"
    })
    void theLowerOfTwoStatedLevelsCounts(String reference, String attribute, TrustLevel counted) {
        PendingLogin basic = Desk.pending(TrustLevel.BASIC);
        String answer = Answer.to(basic)
                .assertion(Answer.level("STORK-QAA-Level-4"), Answer.level(reference))
                .assertion(">STORK-QAA-Level-4</saml:AttributeValue>", ">" + attribute + "</saml:AttributeValue>")
                .build();

        LoginOutcome outcome = Desk.serviceProvider().finishLogin(answer, basic);

        assertEquals(
                counted, assertInstanceOf(LoggedIn.class, outcome).citizen().trustLevel());
    }
}
