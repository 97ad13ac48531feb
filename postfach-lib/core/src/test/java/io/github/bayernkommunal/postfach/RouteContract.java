package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * What every road to the mailbox promises. A road's test extends this class, before a service that accepts everything.
 *
 * <p>Published with classifier {@code tests}, for roads that others add.
 */
public abstract class RouteContract {

    /**
     * The road, before a service that accepts everything.
     *
     * @return the same road for one test
     */
    protected abstract PostfachRoute route();

    /**
     * A message that the road and its service take, with an attachment.
     *
     * @return each time a new message to the same mailbox
     */
    protected abstract Message aMessage();

    @Test
    void aRoadHasAShortNameForLogsAndTables() {
        assertTrue(route().name().matches("[a-z0-9-]{1,40}"), route().name());
    }

    @Test
    void preparingTwiceGivesTheSameLetter() {
        Message message = aMessage();

        assertEquals(route().prepare(message), route().prepare(message));
    }

    @Test
    void aLetterBelongsToItsMessage() {
        Message message = aMessage();

        PostfachRoute.Letter letter = route().prepare(message);

        assertEquals(message.messageId(), letter.messageId());
        assertEquals(message.recipient(), letter.recipient());
    }

    @Test
    void aLetterShowsNeitherHandleNorText() {
        Message message = aMessage();

        String shown = route().prepare(message).toString();

        assertFalse(shown.contains(message.recipient().value()));
        assertFalse(shown.contains(message.text()));
    }

    @Test
    void anAcceptedLetterIsProvidedOrHandedOverAndNothingElse() {
        PostfachRoute.Receipt receipt = route().deliver(route().prepare(aMessage()));

        assertTrue(
                receipt.state() == DeliveryState.PROVIDED || receipt.state() == DeliveryState.HANDED_OVER,
                receipt::toString);
    }

    @Test
    void aLetterToSomebodyElseThanItsDocumentSaysIsNotSent() {
        PostfachRoute.Letter letter = route().prepare(aMessage());
        PostfachRoute.Letter mixedUp = new PostfachRoute.Letter(
                letter.messageId(),
                PostboxHandle.of("99999999-8888-4777-8666-555555555555"),
                letter.document(),
                letter.attachments());

        assertThrows(PostfachProtocolException.class, () -> route().deliver(mixedUp));
    }
}
