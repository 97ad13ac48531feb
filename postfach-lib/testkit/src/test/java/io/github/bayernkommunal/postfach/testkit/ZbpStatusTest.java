package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZbpStatusTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private static final String STATUS = PlainCaller.golden("zbp-status.json");

    private final ZbpCaller caller = ZbpCaller.of(mailbox);

    private HttpResponse<String> sendChanged(String part, String by) throws IOException {
        String changed = STATUS.replace(part, by);
        assertFalse(changed.equals(STATUS), part);
        return caller.plain.send(caller.status(changed));
    }

    @Test
    void aStatusIsKeptAndShown() throws IOException {
        HttpResponse<String> answer = caller.plain.send(caller.status(STATUS));

        assertEquals(200, answer.statusCode(), answer.body());
        ReceivedStatus status = mailbox.statuses().get(0);
        assertEquals("aaaaaaaa-2222-4333-8444-555555555555", status.applicationId());
        assertEquals("RECEIVED", status.status());
        assertEquals("Eingang bestätigt", status.member("statusDetails/de").orElseThrow());
        assertEquals(STATUS, status.document());
        assertEquals(1, mailbox.calls(Step.STATUS));
        assertTrue(mailbox.received().isEmpty());
        String page = caller.plain.get(mailbox.address().resolve("/")).body();
        assertTrue(page.contains("<li>Hundesteuer anmelden: RECEIVED"), page);
        String json = caller.plain
                .get(URI.create(mailbox.address() + "/control/statuses"))
                .body();
        assertTrue(json.startsWith("[{\"applicationId\":\"aaaaaaaa-2222-4333-8444-555555555555\""), json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"INITIATED", "SUBMITTED", "PROCESSING", "ACTION_REQUIRED", "COMPLETED"})
    void allStatesOfTheContractAreAccepted(String state) throws IOException {
        assertEquals(200, sendChanged("RECEIVED", state).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, NONE",
        "RECEIVED, received",
        "aaaaaaaa-2222, aaaaaaaa",
        "'{\"de\":\"Hundesteuer anmelden\"}', '\"Hundesteuer\"'",
        "'{\"de\":\"Hundesteuer anmelden\"}', '{\"de\":\"\"}'",
        "'{\"de\":\"Hundesteuer anmelden\"}', '{\"de\":\"H\",\"en\":\"D\"}'",
        ".000Z, Z",
        ".000Z, .0000Z",
        ".000Z, .000+01:00",
        "11-25T, 02-30T",
        "'\"senderName\":\"Markt Musterstadt\",', ''",
        "senderName, sender"
    })
    void statusesOfAnotherFormAreRefused(String part, String by) throws IOException {
        assertEquals(400, sendChanged(part, by).statusCode());
        assertTrue(mailbox.statuses().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "Hundesteuer anmelden, 100",
        "Markt Musterstadt, 100",
        "Eingang bestätigt, 50",
        "Wir melden uns., 100",
        "HS-2027-1, 50"
    })
    void textsHaveALongestLength(String value, int longest) throws IOException {
        assertEquals(400, sendChanged(value, "x".repeat(longest + 1)).statusCode());
        assertEquals(200, sendChanged(value, "x".repeat(longest)).statusCode());
    }

    @Test
    void theStatusIsSignedAndSentAsJson() throws IOException {
        String other = STATUS.replace("RECEIVED", "COMPLETED");
        String forged = ZbpCaller.envelope(other, caller.author.sign(STATUS));

        assertEquals(
                422,
                caller.plain
                        .send(caller.status(STATUS).POST(java.net.http.HttpRequest.BodyPublishers.ofString(forged)))
                        .statusCode());
        assertEquals(
                415,
                caller.plain
                        .send(caller.status(STATUS).setHeader("Content-Type", "text/plain"))
                        .statusCode());
        assertEquals(
                401,
                caller.plain
                        .send(caller.status(STATUS).setHeader("Authorization", "Bearer x"))
                        .statusCode());
        assertTrue(mailbox.statuses().isEmpty());
    }
}
