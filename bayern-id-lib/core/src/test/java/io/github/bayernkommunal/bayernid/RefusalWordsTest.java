package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal says what was expected, what came, and what to do. */
class RefusalWordsTest {

    private final PendingLogin pending = Desk.pending();

    private String message(BayernIdServiceProvider provider, Answer answer) {
        String form = answer.build();
        return assertThrows(ResponseNotTrustedException.class, () -> provider.finishLogin(form, pending))
                .getMessage();
    }

    private void requireAll(String message, String... parts) {
        for (String part : parts) {
            assertTrue(message.contains(part), part + " in " + message);
        }
    }

    @Test
    void refusalsAboutTimeShowTheDifference() {
        BayernIdServiceProvider slow = Desk.builder()
                .clock(Desk.at(Desk.NOW.minus(Duration.ofMinutes(4))))
                .build();

        requireAll(
                message(slow, Answer.to(pending)),
                "BAYERNID-202",
                "made in the future",
                "Theirs: 2026-03-02T08:17:02.114Z, ours: 2026-03-02T08:13:10Z",
                "difference -232114 ms, tolerated 180000 ms",
                "NTP");
    }

    @Test
    void aWrongAddressIsShownBesideTheRightOne() {
        requireAll(
                message(Desk.serviceProvider(), Answer.to(pending).response(Answer.ADDRESS, Answer.ADDRESS + "/")),
                "BAYERNID-204",
                "expected '" + Answer.ADDRESS + "'",
                "got '" + Answer.ADDRESS + "/'",
                "bayernid.answers-to");
    }

    @Test
    void aWrongKeyIsNamedByTheFingerprintsThatWereTried() {
        String fingerprint = Desk.serviceProvider().keys().stream()
                .filter(key -> key.use().equals("identity provider 1"))
                .findFirst()
                .orElseThrow()
                .fingerprint();

        requireAll(
                message(Desk.serviceProvider(), Answer.to(pending).responseSignedWith(Keys.stranger())),
                "BAYERNID-310",
                fingerprint,
                "metadata is outdated, or the answer is forged");
    }

    @Test
    void aKeyThatDoesNotOpenIsNamedToo() {
        String fingerprint = Desk.serviceProvider().keys().stream()
                .filter(key -> key.use().equals("decryption 1"))
                .findFirst()
                .orElseThrow()
                .fingerprint();

        requireAll(
                message(Desk.serviceProvider(), Answer.to(pending).encryptedFor(Keys.stranger())),
                "BAYERNID-404",
                fingerprint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nforged line", "\r\nx", "\u001b[31m", "\u202Eevil", "\u2028x"})
    void aMessageIsOneLine(String evil) {
        String escaped = evil.replace("\n", "&#10;").replace("\r", "&#13;").replace("\u001b", "");

        String message = message(
                Desk.serviceProvider(),
                Answer.to(pending).response("<saml:Issuer>", "<saml:Issuer>" + escaped + "x".repeat(1000)));

        assertEquals(1, message.lines().count());
        assertTrue(message.length() < 1000, message);
        assertTrue(message.chars().noneMatch(c -> c == 0x202E || c == 0x2028 || c < 32), message);
    }
}
