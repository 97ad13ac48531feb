package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.Cancelled;
import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.LoginOutcome.Reason;
import io.github.bayernkommunal.bayernid.LoginOutcome.Refused;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.Mishap;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Library and simulator share no code; they meet here, in text. */
class SimulatorTest {

    @RegisterExtension
    static final BayernIdSimulator simulator = BayernIdSimulator.create();

    private static Map<String, String> settings;
    private static BayernIdServiceProvider bayernId;

    private final TestCitizen citizen = TestCitizen.catalogue().get(0).using(TestCitizen.Means.EID);
    private final LoginRequest request = LoginRequest.atLeast(TrustLevel.HIGH)
            .requesting(Attribute.GIVEN_NAME, Attribute.SURNAME, Attribute.BIRTH_DATE, Attribute.POSTBOX_HANDLE);

    @BeforeAll
    static void configure() {
        settings = new HashMap<>(simulator.settings());
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/sp");
        settings.put("bayernid.answers-to", "https://antrag.musterstadt.example/saml/acs");
        settings.put("bayernid.display-name", "Stadt Musterstadt – Führungszeugnis");
        bayernId = BayernIdServiceProvider.from(settings);
    }

    @BeforeEach
    void register() {
        simulator.register(bayernId.metadata());
    }

    @AfterAll
    static void close() {
        bayernId.close();
    }

    private static String sent(LoginStart start) {
        return start.formFields().get("SAMLRequest");
    }

    @Test
    void logsACitizenIn() {
        LoginStart start = bayernId.startLogin(request);

        LoginOutcome outcome = bayernId.finishLogin(simulator.answer(sent(start), citizen), start.pending());

        Citizen person = assertInstanceOf(LoggedIn.class, outcome).citizen();
        assertEquals(TrustLevel.HIGH, person.trustLevel());
        assertEquals(citizen.value(Attribute.SURNAME.name()), person.surname());
        assertEquals(citizen.postboxHandle(), person.postboxHandle());
        assertEquals(Optional.of(AuthenticationMethod.EID), person.method());
        assertTrue(person.id().isPresent());
    }

    @Test
    void letsACitizenCancel() {
        LoginStart start = bayernId.startLogin(request);

        LoginOutcome outcome = bayernId.finishLogin(simulator.cancel(sent(start)), start.pending());

        assertInstanceOf(Cancelled.class, outcome);
    }

    @Test
    void refusesTheSameAnswerTwice() {
        LoginStart start = bayernId.startLogin(request);
        String answer = simulator.answer(sent(start), citizen);
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, start.pending()));

        var refusal =
                assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, start.pending()));

        assertEquals(Check.REPLAY, refusal.failedCheck());
    }

    @Test
    void refusesTheAnswerToAnotherLogin() {
        LoginStart ours = bayernId.startLogin(request);
        LoginStart other = bayernId.startLogin(request);
        String answer = simulator.answer(sent(other), citizen);

        var refusal =
                assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, ours.pending()));

        assertEquals(Check.IN_RESPONSE_TO, refusal.failedCheck());
    }

    @Test
    void doesNotLetALowerLevelIn() {
        LoginStart start = bayernId.startLogin(request);
        String answer = simulator.answer(sent(start), citizen.atLevel(3));

        Refused refused = assertInstanceOf(Refused.class, bayernId.finishLogin(answer, start.pending()));

        assertEquals(Reason.LEVEL_NOT_REACHED, refused.reason());
        assertEquals("BAYERNID-804", refused.code());
        assertEquals(Optional.of(TrustLevel.SUBSTANTIAL), refused.reached());
    }

    @Test
    void temporaryLoginsHaveNeitherIdNorMailbox() {
        LoginStart start = bayernId.startLogin(request);
        String answer = simulator.answer(sent(start), citizen.withoutAccount());

        Citizen person = assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, start.pending()))
                .citizen();

        assertTrue(person.isTemporary());
        assertEquals(Optional.empty(), person.postboxHandle());
    }

    @Test
    void aMissingMailboxIsRefusedWhereOneIsRequired() {
        LoginStart start = bayernId.startLogin(request.requiring(Attribute.POSTBOX_HANDLE));
        String answer = simulator.answer(sent(start), citizen.withoutAccount());

        Refused refused = assertInstanceOf(Refused.class, bayernId.finishLogin(answer, start.pending()));

        assertEquals(Reason.ATTRIBUTES_UNAVAILABLE, refused.reason());
        assertEquals(List.of(Attribute.POSTBOX_HANDLE), refused.unavailable());
    }

    @Test
    void settingsAndASharedMemoryOfUsedAssertionsGoTogether() {
        ReplayGuard everythingWasUsed = (assertion, until) -> false;
        for (BayernIdServiceProvider node : List.of(
                BayernIdServiceProvider.from(settings, everythingWasUsed),
                BayernIdServiceProvider.from(settings::get, everythingWasUsed))) {
            LoginStart start = node.startLogin(request);
            String answer = simulator.answer(sent(start), citizen);

            var refusal =
                    assertThrows(ResponseNotTrustedException.class, () -> node.finishLogin(answer, start.pending()));

            assertEquals(Check.REPLAY, refusal.failedCheck());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {
                "LEVEL_NOT_REACHED",
                "LEVEL_TOO_LOW",
                "ATTRIBUTES_MISSING",
                "AUTHENTICATION_FAILED",
                "TECHNICAL_FAULT",
                "UNKNOWN_STATUS"
            })
    void everyMishapBecomesAReason(Mishap mishap) {
        LoginStart start = bayernId.startLogin(request);
        String answer = simulator.answer(mishap, sent(start), citizen);

        Refused refused = assertInstanceOf(Refused.class, bayernId.finishLogin(answer, start.pending()));

        Reason expected = switch (mishap) {
            case LEVEL_NOT_REACHED, LEVEL_TOO_LOW -> Reason.LEVEL_NOT_REACHED;
            case ATTRIBUTES_MISSING -> Reason.ATTRIBUTES_UNAVAILABLE;
            default -> Reason.TECHNICAL;
        };
        assertEquals(expected, refused.reason());
        assertFalse(refused.explanation().isBlank());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EID", "ELSTER", "AUTHEGA", "EIDAS", "BENUTZERNAME", "FINK"})
    void understandsEveryMeansOfIdentification(String means) {
        LoginStart start = bayernId.startLogin(LoginRequest.atLeast(TrustLevel.BASIC)
                .requesting(Attribute.catalogue().stream()
                        .filter(attribute -> attribute != Attribute.OLD_CITIZEN_ID)
                        .toList()));
        TestCitizen somebody = TestCitizen.catalogue().stream()
                .filter(each -> each.possibleMeans().contains(TestCitizen.Means.valueOf(means)))
                .findFirst()
                .orElseThrow()
                .using(TestCitizen.Means.valueOf(means));

        LoginOutcome outcome = bayernId.finishLogin(simulator.answer(sent(start), somebody), start.pending());

        Citizen person = assertInstanceOf(LoggedIn.class, outcome).citizen();
        assertEquals(
                Optional.of(
                        AuthenticationMethod.of(TestCitizen.Means.valueOf(means).wireName())),
                person.method());
    }
}
