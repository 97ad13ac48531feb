package io.github.bayernkommunal.bayernid.testkit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.testkit.Refusal.RefusedRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsAreJudgedTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SSO = "https://127.0.0.1:1/idp/profile/SAML2/POST/SSO";

    private final OnlineService service = new OnlineService(SSO, NOON);
    private final RequestReader reader =
            new RequestReader(Map.of(OnlineService.ENTITY_ID, ServiceProvider.ofMetadata(OnlineService.metadata())));

    private LoginQuestion read() throws RefusedRequest {
        return reader.post(service.post(), SSO, NOON);
    }

    private Refusal refusal() {
        return assertThrows(RefusedRequest.class, this::read).refusal();
    }

    @Test
    void understandsTheWholeRequest() throws RefusedRequest {
        service.attributes =
                OnlineService.attribute("urn:oid:2.5.4.4", true) + OnlineService.attribute("urn:oid:1.2.3.4", false);
        service.display += "<classic-ui:Lang>en</classic-ui:Lang>"
                + "<classic-ui:BackURL>https://antrag.musterstadt.example/hundesteuer</classic-ui:BackURL>"
                + "<classic-ui:OnlineServiceId>89479871264-DE</classic-ui:OnlineServiceId>";

        LoginQuestion question = read();

        assertEquals(3, question.level());
        assertEquals(List.of("eID", "Benutzername"), question.methods());
        assertEquals("Stadt Musterstadt – Hundesteuer", question.displayName());
        assertEquals(Language.EN, question.language());
        assertEquals("https://antrag.musterstadt.example/hundesteuer", String.valueOf(question.backAddress()));
        assertTrue(question.wants(Datum.SURNAME) && question.offersWithoutAccount() && question.statusDetail());
        assertEquals(OnlineService.ANSWERS_TO, question.answerTo());
    }

    @ParameterizedTest
    @ValueSource(strings = {Saml.RSA_PSS_SHA256, Saml.RSA_SHA256})
    void acceptsBothSignatureMethods(String method) {
        service.method = method;

        assertDoesNotThrow(this::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {Saml.RSA_SHA1, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512"})
    void refusesOtherSignatureMethods(String method) {
        service.method = method;

        assertEquals(Refusal.SIGNATURE_INVALID, refusal());
    }

    @Test
    void refusesAStrangersSignature() {
        service.signing = OnlineService.KEYS.decryption();

        assertEquals(Refusal.SIGNATURE_INVALID, refusal());
    }

    @Test
    void refusesAChangeAfterSigning() {
        String changed = new String(
                        java.util.Base64.getDecoder().decode(service.post()), java.nio.charset.StandardCharsets.UTF_8)
                .replace("Level-3", "Level-1");

        RefusedRequest refused =
                assertThrows(RefusedRequest.class, () -> reader.post(OnlineService.base64(changed), SSO, NOON));

        assertEquals(Refusal.SIGNATURE_INVALID, refused.refusal());
    }

    @ParameterizedTest(name = "{0} s after issue")
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
    void acceptsRequestsForFiveMinutes(long seconds, boolean accepted) {
        String request = service.post();

        if (accepted) {
            assertDoesNotThrow(() -> reader.post(request, SSO, NOON.plusSeconds(seconds)));
        } else {
            RefusedRequest refused =
                    assertThrows(RefusedRequest.class, () -> reader.post(request, SSO, NOON.plusSeconds(seconds)));
            assertEquals(Refusal.STALE, refused.refusal());
        }
    }

    static List<Arguments> brokenRequests() {
        return List.of(
                broken(Refusal.NOT_SIGNED, "no signature", s -> s.signed = false),
                broken(Refusal.MALFORMED, "digit first in ID", s -> s.id = "7f0c2d9e"),
                broken(Refusal.MALFORMED, "version", s -> replace(s, "Version=\"2.0\"", "Version=\"1.1\"")),
                broken(Refusal.MALFORMED, "no time", s -> replace(s, "IssueInstant=\"2", "IssueInstant=\"x2")),
                broken(
                        Refusal.MALFORMED,
                        "wrong order",
                        s -> replace(
                                s,
                                "<samlp:Extensions>",
                                "<samlp:NameIDPolicy Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:transient\"/><samlp:Extensions>")),
                broken(
                        Refusal.PROVIDER_UNKNOWN,
                        "issuer",
                        s -> replace(s, OnlineService.ENTITY_ID, "https://x.example/sp")),
                broken(Refusal.DESTINATION_WRONG, "destination", s -> replace(s, SSO, "https://id.example/SSO")),
                broken(Refusal.ANSWER_ADDRESS_UNKNOWN, "consumer", s -> replace(s, "/saml/acs", "/saml/other")),
                broken(Refusal.BINDING_UNSUPPORTED, "binding", s -> replace(s, "HTTP-POST", "HTTP-Artifact")),
                broken(
                        Refusal.EXTENSION_MISSING,
                        "no extension",
                        s -> s.broken = xml -> xml.replaceAll("<samlp:Extensions>.*</samlp:Extensions>", "")),
                broken(Refusal.EXTENSION_V1, "version 1", s -> replace(s, " Version=\"2\"", " Version=\"1\"")),
                broken(Refusal.EXTENSION_MALFORMED, "no version", s -> replace(s, " Version=\"2\"", "")),
                broken(Refusal.METHODS_EMPTY, "no methods", s -> s.methods = "<akdb:AuthnMethods/>"),
                broken(
                        Refusal.MISSING_BERCA,
                        "certificate",
                        s -> s.methods =
                                "<akdb:AuthnMethods><akdb:eID><akdb:Berechtigungszertifikat Bundesland=\"HH\"/></akdb:eID></akdb:AuthnMethods>"),
                broken(Refusal.ATTRIBUTES_EMPTY, "no attributes", s -> s.attributes = ""),
                broken(Refusal.ATTRIBUTES_WITHOUT_NAME, "no name", s -> s.attributes = "<akdb:RequestedAttribute/>"),
                broken(
                        Refusal.ATTRIBUTE_NAME_MALFORMED,
                        "blank in name",
                        s -> s.attributes = OnlineService.attribute("urn:oid: 2.5.4.4", false)),
                broken(Refusal.DISPLAY_NAME_MISSING, "no display name", s -> s.display = ""),
                broken(
                        Refusal.DISPLAY_NAME_MISSING,
                        "blank display name",
                        s -> s.display = "<classic-ui:OrganizationDisplayName> </classic-ui:OrganizationDisplayName>"),
                broken(
                        Refusal.PURPOSE_HTML,
                        "script in purpose",
                        s -> s.display += "<classic-ui:Purpose>&lt;script>&lt;/script></classic-ui:Purpose>"),
                broken(
                        Refusal.EXTENSION_MALFORMED,
                        "http back address",
                        s -> s.display += "<classic-ui:BackURL>http://a.example/</classic-ui:BackURL>"),
                broken(Refusal.CONTEXT_UNSUPPORTED, "exact", s -> replace(s, "\"minimum\"", "\"exact\"")),
                broken(Refusal.CONTEXT_UNSUPPORTED, "level 5", s -> replace(s, "Level-3", "Level-5")));
    }

    private static Arguments broken(Refusal refusal, String name, Consumer<OnlineService> change) {
        return Arguments.of(refusal, Named.of(name, change));
    }

    private static void replace(OnlineService service, String text, String by) {
        service.broken = xml -> {
            assertTrue(xml.contains(text), "the control must contain what is replaced");
            return xml.replace(text, by);
        };
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("brokenRequests")
    void refusesARequestThatIsBrokenInOnePlace(Refusal expected, Consumer<OnlineService> change) {
        assertDoesNotThrow(this::read);

        change.accept(service);

        assertEquals(expected, refusal());
    }

    @Test
    void offersEveryMeansWhenNoneIsNamed() throws RefusedRequest {
        service.methods = "";

        LoginQuestion question = read();

        for (TestCitizen.Means means : TestCitizen.Means.values()) {
            assertTrue(question.offers(means));
        }
    }

    @Test
    void refusesMetadataWithEveryProblemNamedAtOnce() {
        String metadata = OnlineService.metadata()
                .replace(
                        "entityID=\"https://antrag.musterstadt.example/",
                        "ID=\"_1\" validUntil=\"2030-01-01T00:00:00Z\" entityID=\"http://antrag.musterstadt.example:8080/")
                .replace("use=\"encryption\"", "use=\"signing\"");

        String message = assertThrows(IllegalArgumentException.class, () -> ServiceProvider.ofMetadata(metadata))
                .getMessage();

        for (String problem : List.of("validUntil", "ID", "https address without port", "encryption")) {
            assertTrue(message.contains(problem), message);
        }
    }
}
