package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.Forgery;
import io.github.bayernkommunal.bayernid.testkit.Mishap;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A process that logs everything, while a person logs in, fails to, and is attacked. In a process of its own, because the log
 * level is read once per process.
 */
class NoLevelPrintsAMessageTest {

    private static final TestCitizen PERSON = TestCitizen.named("seed")
            .name("Xaveria", "Zwirbelhuber")
            .born("1959-10-07")
            .address("Lindwurmgasse 99", "99999", "Pfaffenöd")
            .with("mail", "xaveria@zwirbel.example")
            .build();

    private static String output(String level) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BusyMorning.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    @Test
    void noLogLevelShowsAPersonOrAMessage() throws Exception {
        String output = output("trace");

        assertTrue(output.contains("started login") && output.contains("decision=login-accepted"), output);
        Stream.concat(
                        Stream.of("xaveria", "zwirbelhuber", "1959", "lindwurmgasse", "pfaffenöd"),
                        // A message would show these, in XML or in Base64.
                        Stream.of("<saml", "attributevalue", "phnhbw", "samlresponse", "ciphervalue"))
                .forEach(secret -> assertFalse(
                        output.toLowerCase(java.util.Locale.ROOT).contains(secret), () -> secret + " in\n" + output));
    }

    /** One event for each answer: accepted, refused, not trusted. Its keys are a promise, see docs/operations.md. */
    @Test
    void infoHasOneEventForEachDecision() throws Exception {
        String peer = "https://127\\.0\\.0\\.1:\\d+/idp";
        List<String> events = output("info")
                .lines()
                .filter(line -> line.contains("decision="))
                .map(line -> line.replaceAll(".*bayernid\\.audit - ", ""))
                .toList();

        assertEquals(1 + 3 + Forgery.values().length, events.size());
        String accepted = "decision=login-accepted reason=HIGH request=_[0-9a-f]+ peer=" + peer + " key=[0-9a-f]{16}";
        assertTrue(events.get(0).matches(accepted), events.get(0));
        events.stream()
                .skip(1)
                .forEach(event -> assertTrue(
                        event.matches(
                                "decision=(login-refused|answer-not-trusted) reason=BAYERNID-\\d{3} request=_[0-9a-f]+"
                                        + " peer=" + peer + " key=([0-9a-f]{16}|none)"),
                        event));
    }

    /** What the other process does. */
    static final class BusyMorning {

        private BusyMorning() {}

        public static void main(String... arguments) {
            try (BayernIdSimulator simulator =
                    BayernIdSimulator.builder().citizens(List.of(PERSON)).start()) {
                Map<String, String> settings = new HashMap<>(simulator.settings());
                settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/sp");
                settings.put("bayernid.answers-to", "https://antrag.musterstadt.example/saml/acs");
                settings.put("bayernid.display-name", "Stadt Musterstadt");
                try (BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(settings)) {
                    simulator.register(bayernId.metadata());
                    LoginRequest request = LoginRequest.atLeast(TrustLevel.HIGH)
                            .requesting(Attribute.GIVEN_NAME, Attribute.SURNAME, Attribute.BIRTH_DATE);
                    bayernId.warmUp();
                    LoginStart start = bayernId.startLogin(request);
                    String sent = start.formFields().get("SAMLRequest");
                    if (!(bayernId.finishLogin(simulator.answer(sent, PERSON), start.pending()) instanceof LoggedIn)) {
                        throw new IllegalStateException("not logged in");
                    }
                    for (Mishap mishap :
                            List.of(Mishap.LEVEL_TOO_LOW, Mishap.ATTRIBUTES_MISSING, Mishap.UNKNOWN_STATUS)) {
                        bayernId.finishLogin(simulator.answer(mishap, sent, PERSON), start.pending());
                    }
                    for (Forgery forgery : Forgery.values()) {
                        try {
                            bayernId.finishLogin(simulator.forge(forgery, sent, PERSON), start.pending());
                            throw new IllegalStateException(forgery + " was accepted");
                        } catch (ResponseNotTrustedException expected) {
                            System.out.println(expected.failedCheck());
                        }
                    }
                    bayernId.startLoginByRedirect(request);
                }
            }
        }
    }
}
