package io.github.bayernkommunal.samples.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.ReceivedMessage.Arrival;
import io.github.bayernkommunal.postfach.testkit.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SwitchboardTest {

    private static final Arrival FIRST = new Arrival(1, Instant.EPOCH, "sendBspNachrichtNative", false);

    private final Switchboard switchboard = new Switchboard();

    @Test
    void acceptedLetterIsNotedWithItsOperationAndNumber() {
        switchboard.mailbox(answered(200), FIRST);

        assertEquals("sendBspNachrichtNative", last().operation());
        assertTrue(last().proven().contains("accepted as number 1, receipt sent"), last().proven());
    }

    @Test
    void receiptThatDeclinesProvesNoDelivery() {
        switchboard.mailbox(answered(200), FIRST);

        switchboard.mailbox(answered(200), FIRST);

        assertEquals(Switchboard.NOT_ACCEPTED, last().operation());
        assertTrue(last().proven().endsWith("message not accepted"), last().proven());
    }

    @Test
    void letterWhoseAnswerWasLostIsNotedWithItsOperationButProvesNothing() {
        switchboard.mailbox(answered(0), FIRST);

        assertEquals("sendBspNachrichtNative", last().operation());
        assertEquals("", last().proven());
    }

    @Test
    void firstLetterAfterAResetIsAcceptedToo() {
        switchboard.mailbox(answered(200), FIRST);

        switchboard.mailbox(answered(200), new Arrival(1, Instant.EPOCH.plusSeconds(1), FIRST.operation(), false));

        assertFalse(last().proven().contains("not accepted"), last().proven());
    }

    private Call last() {
        return switchboard.calls().get(switchboard.calls().size() - 1);
    }

    private static Served answered(int status) {
        return new Served(
                "POST", "/bspx-postkorb-okkomm-ws/x", status, 1, 1, Duration.ZERO, Optional.of("CN=application"));
    }
}
