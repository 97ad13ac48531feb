package io.github.bayernkommunal.bayernid.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.testkit.TestCitizen.Means;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersToALoginTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SURNAME = "urn:oid:2.5.4.4";
    private static final String BPK2 = "urn:oid:1.3.6.1.4.1.25484.494450.3";
    private static final String HANDLE = "urn:oid:2.5.4.18";

    @RegisterExtension
    static final BayernIdSimulator bayernId =
            BayernIdSimulator.builder().clock(Clock.fixed(NOON, ZoneOffset.UTC)).create();

    private final OnlineService service = new OnlineService(bayernId.address() + "/idp/profile/SAML2/POST/SSO", NOON);

    @BeforeAll
    static void register() {
        bayernId.register(OnlineService.metadata());
    }

    private StrictReader.Login read(BayernIdSimulator by, String answer) throws Exception {
        return new StrictReader(
                        by.entityId(),
                        service.id,
                        by.signingCertificate(),
                        OnlineService.KEYS.decryption().getPrivateKey(),
                        NOON)
                .read(answer);
    }

    private StrictReader.Login login(TestCitizen citizen) throws Exception {
        return read(bayernId, bayernId.answer(service.post(), citizen));
    }

    @Test
    void isSignedAndEncryptedAndTiedToTheRequest() throws Exception {
        StrictReader.Login login = login(TestCitizen.of("anna"));

        assertEquals("STORK-QAA-Level-4", login.level());
        assertEquals("BEISPIEL", login.values().get(SURNAME));
        assertEquals("HOCH", login.trust().get(SURNAME));
        assertEquals("NORMAL", login.trust().get(BPK2));
    }

    @Test
    void containsRequestedAttributesOnly() throws Exception {
        service.attributes = OnlineService.attribute(SURNAME, false);

        assertEquals(Map.of(SURNAME, "BEISPIEL"), login(TestCitizen.of("anna")).values());
    }

    @Test
    void leavesOutWhatThePersonDoesNotHave() throws Exception {
        service.attributes =
                OnlineService.attribute(SURNAME, true) + OnlineService.attribute("urn:oid:2.5.4.42", false);

        assertEquals(
                Map.of(SURNAME, "SUKARNO"), login(TestCitizen.of("sukarno")).values());
    }

    @Test
    void keepsTheIdOfAPersonAtOneHostAndChangesTheTransientName() throws Exception {
        StrictReader.Login first = login(TestCitizen.of("anna"));
        StrictReader.Login byElster = login(TestCitizen.of("anna").using(Means.ELSTER));
        StrictReader.Login other = login(TestCitizen.of("zweite-anna"));

        assertEquals(first.values().get(BPK2), byElster.values().get(BPK2));
        assertEquals(43, first.values().get(BPK2).length());
        assertNotEquals(first.nameId(), byElster.nameId());
        assertNotEquals(first.values().get(BPK2), other.values().get(BPK2));
    }

    @Test
    void givesAnotherHostAnotherId() {
        ServiceProvider here = ServiceProvider.ofMetadata(OnlineService.metadata());
        ServiceProvider samePlace =
                ServiceProvider.ofMetadata(OnlineService.metadata().replace("/sp\"", "/other\""));
        ServiceProvider there = ServiceProvider.ofMetadata(
                OnlineService.metadata().replace("entityID=\"https://antrag.", "entityID=\"https://parken."));
        TestCitizen anna = TestCitizen.of("anna");

        assertEquals(AnswerDesk.bpk2(here, anna), AnswerDesk.bpk2(samePlace, anna));
        assertNotEquals(AnswerDesk.bpk2(here, anna), AnswerDesk.bpk2(there, anna));
    }

    @Test
    void hasNeitherIdNorMailboxWithoutAccount() throws Exception {
        Map<String, String> values =
                login(TestCitizen.of("anna").withoutAccount()).values();

        assertFalse(values.containsKey(BPK2));
        assertFalse(values.containsKey(HANDLE));
        assertEquals("BEISPIEL", values.get(SURNAME));
    }

    @Test
    void hasAPrefixedIdAndNoMailboxThroughFink() throws Exception {
        Map<String, String> values = login(TestCitizen.of("finja")).values();

        assertTrue(values.get(BPK2).length() > 43);
        assertFalse(values.containsKey(HANDLE));
    }

    @ParameterizedTest
    @CsvSource({
        "EID, 4, HOCH, GRÖẞWANG-SÜẞMÜLLER",
        "ELSTER, 3, SUBSTANTIELL, Größwang-Süßmüller",
        "BENUTZERNAME, 1, UNTERGEORDNET, Größwang-Süßmüller"
    })
    void carriesLevelTrustAndSpellingOfTheMeans(Means means, int level, String trust, String surname) throws Exception {
        StrictReader.Login login = login(TestCitizen.of("joerg").using(means));

        assertEquals("STORK-QAA-Level-" + level, login.level());
        assertEquals("STORK-QAA-Level-" + level, login.values().get("urn:oid:1.2.40.0.10.2.1.1.261.94"));
        assertEquals(means.wireName(), login.values().get("urn:oid:1.3.6.1.4.1.25484.494450.2"));
        assertEquals(trust, login.trust().get(SURNAME));
        assertEquals(surname, login.values().get(SURNAME));
    }

    @Test
    void reportsAMissingRequiredAttributeInsteadOfALogin() throws Exception {
        service.attributes = OnlineService.attribute("urn:oid:2.5.4.16", true) + OnlineService.attribute(SURNAME, true);

        List<String> status = StrictReader.status(bayernId.answer(service.post(), TestCitizen.of("ohne-anschrift")));

        assertEquals(List.of("Requester", "RequestDenied"), status.subList(0, 2));
        assertTrue(status.get(2).contains("IDP_REQUIRED_ATTRIBUTES_MISSING"));
        assertTrue(status.get(2).contains("urn:oid:2.5.4.16."));
        assertFalse(status.get(2).contains(SURNAME + "."));
    }

    @Test
    void keepsTheDetailForThoseWhoAskedForIt() throws Exception {
        service.attributes = OnlineService.attribute("urn:oid:2.5.4.16", true);
        service.broken = xml -> xml.replace(" EnableStatusDetail=\"true\"", "");

        assertEquals(
                List.of("Requester", "RequestDenied"),
                StrictReader.status(bayernId.answer(service.post(), TestCitizen.of("ohne-anschrift"))));
    }

    @Test
    void reportsACancellation() throws Exception {
        assertEquals(List.of("Requester", "AuthnFailed"), StrictReader.status(bayernId.cancel(service.post())));
        assertEquals("cancel", bayernId.answered().get(0).outcome());
    }

    @ParameterizedTest
    @CsvSource({
        "LEVEL_NOT_REACHED, Requester, NoAuthnContext",
        "ATTRIBUTES_MISSING, Requester, RequestDenied",
        "AUTHENTICATION_FAILED, Responder, AuthnFailed",
        "TECHNICAL_FAULT, Responder, ",
        "UNKNOWN_STATUS, Responder, NeverHeardOf"
    })
    void hasAStatusForEveryBadDay(Mishap mishap, String first, String second) throws Exception {
        List<String> status = StrictReader.status(bayernId.answer(mishap, service.post(), TestCitizen.of("anna")));

        assertEquals(first, status.get(0));
        assertEquals(second, status.size() > 1 ? status.get(1) : null);
    }

    @Test
    void staysBelowTheDemandedLevelWhenToldTo() throws Exception {
        bayernId.next(Mishap.LEVEL_TOO_LOW);

        assertEquals("STORK-QAA-Level-2", login(TestCitizen.of("anna")).level());
        assertEquals("STORK-QAA-Level-4", login(TestCitizen.of("anna")).level());
    }

    @Test
    void comesTooLateWhenToldTo() {
        bayernId.next(Mishap.LATE_ANSWER);

        assertThrows(StrictReader.Distrust.class, () -> login(TestCitizen.of("anna")));
    }

    @Test
    void followsTheMovedClock() {
        bayernId.advance(Duration.ofMinutes(4));

        StrictReader reader = new StrictReader(
                bayernId.entityId(),
                service.id,
                bayernId.signingCertificate(),
                OnlineService.KEYS.decryption().getPrivateKey(),
                NOON.plusSeconds(241));

        org.junit.jupiter.api.Assertions.assertDoesNotThrow(
                () -> reader.read(bayernId.answer(service.post(), TestCitizen.of("anna"))));
    }

    @Test
    void isSignedWithTheNewKeyOnlyAfterTheSwitch() throws Exception {
        var before = bayernId.signingCertificate();
        bayernId.announceKey();
        assertEquals(before, bayernId.signingCertificate());
        assertEquals(2, occurrences(bayernId.metadata(), "<ds:X509Certificate>"));

        bayernId.switchKey();
        assertNotEquals(before, bayernId.signingCertificate());
        login(TestCitizen.of("anna"));

        bayernId.withdrawOldKeys();
        assertEquals(1, occurrences(bayernId.metadata(), "<ds:X509Certificate>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2009/xmlenc11#aes128-gcm",
                "http://www.w3.org/2009/xmlenc11#aes192-gcm",
                "http://www.w3.org/2009/xmlenc11#aes256-gcm"
            })
    void canUseEveryCombinationOfAlgorithms(String content) throws Exception {
        for (boolean signsResponse : List.of(true, false)) {
            for (String transport : List.of("", Saml.SHA1, Saml.SHA256)) {
                BayernIdSimulator.Builder settings = BayernIdSimulator.builder()
                        .clock(Clock.fixed(NOON, ZoneOffset.UTC))
                        .contentEncryption(content)
                        .signingKey(OnlineService.KEYS.signing())
                        .signsResponse(signsResponse)
                        .signatureMethod(signsResponse ? Saml.RSA_SHA256 : Saml.RSA_PSS_SHA256);
                if (!transport.isEmpty()) {
                    settings.oaepMgf1p(transport);
                }
                try (BayernIdSimulator other = settings.start()) {
                    other.register(OnlineService.metadata());
                    OnlineService asking = new OnlineService(other.address() + "/idp/profile/SAML2/POST/SSO", NOON);
                    asking.id = service.id;
                    String answer = other.answer(asking.post(), TestCitizen.of("anna"));

                    assertEquals("BEISPIEL", read(other, answer).values().get(SURNAME));
                    assertTrue(new String(
                                    java.util.Base64.getDecoder().decode(answer),
                                    java.nio.charset.StandardCharsets.UTF_8)
                            .contains(content));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Forgery.class)
    void isRefusedWhenForged(Forgery forgery) throws Exception {
        String request = service.post();
        assertEquals(
                "BEISPIEL",
                read(bayernId, bayernId.answer(request, TestCitizen.of("anna")))
                        .values()
                        .get(SURNAME));

        String forged = bayernId.forge(forgery, request, TestCitizen.of("anna"));

        assertThrows(Exception.class, () -> read(bayernId, forged));
    }

    @Test
    void hasAForgeryForEveryPartAndAtLeastSixty() {
        assertTrue(Forgery.values().length >= 60);
        assertEquals(
                Set.of(Forgery.Part.values()),
                Set.copyOf(Arrays.stream(Forgery.values())
                        .map(Forgery::part)
                        .distinct()
                        .toList()));
        assertEquals(
                Forgery.values().length,
                Arrays.stream(Forgery.values()).map(Forgery::german).distinct().count());
    }

    @Test
    void everyForgeryHasANameInTwoLanguages() throws Exception {
        Properties names = new Properties();
        names.load(new InputStreamReader(
                Forgery.class.getResourceAsStream("forgeries.properties"), StandardCharsets.UTF_8));
        Set<String> expected = Arrays.stream(Forgery.values())
                .flatMap(forgery -> Stream.of(forgery + ".de", forgery + ".en"))
                .collect(Collectors.toSet());

        assertEquals(expected, names.stringPropertyNames());
        assertTrue(names.values().stream().noneMatch(text -> text.toString().isBlank()));
        assertEquals("Externe Entität", Forgery.EXTERNAL_ENTITY.german());
        assertEquals("External entity", Forgery.EXTERNAL_ENTITY.english());
    }

    private static int occurrences(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }
}
