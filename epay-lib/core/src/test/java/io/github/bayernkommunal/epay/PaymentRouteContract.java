package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What every road to a payment platform has to keep, ours and those of others. Extend it, say how the platform behind the
 * road is moved, and run it like any test. Published with classifier {@code tests}.
 */
public abstract class PaymentRouteContract {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecureRandom random = new SecureRandom();

    /** For the road's own test. */
    protected PaymentRouteContract() {}

    /**
     * The road.
     *
     * @return connected to a platform without payments
     */
    protected abstract PaymentRoute route();

    /**
     * An order that the road can carry.
     *
     * @param reference its reference
     * @return the order
     */
    protected abstract PaymentOrder order(String reference);

    /**
     * The citizen pays by a means that cannot fail any more.
     *
     * @param transactionId the platform's id
     */
    protected abstract void pay(String transactionId);

    /**
     * The citizen breaks off.
     *
     * @param transactionId the platform's id
     */
    protected abstract void breakOff(String transactionId);

    /**
     * The platform's own count.
     *
     * @return payments that the platform has created
     */
    protected abstract int payments();

    private PaymentRoute.Attempt attempt(PaymentOrder order) {
        StringBuilder id = new StringBuilder("EPAY");
        random.ints(26, 0, LETTERS.length()).forEach(letter -> id.append(LETTERS.charAt(letter)));
        return new PaymentRoute.Attempt(id.toString(), order.reference(), order.amount(), Instant.now(), false, null);
    }

    private static PaymentRoute.Attempt again(PaymentRoute.Attempt first, String transactionId) {
        return new PaymentRoute.Attempt(
                first.id(), first.reference(), first.amount(), first.startedAt(), true, transactionId);
    }

    /** A road says where it leads. */
    @Test
    void accountAndAddressAreStable() {
        assertEquals(route().account(), route().account());
        assertFalse(route().account().isBlank());
        assertEquals("https", route().address().getScheme());
    }

    /** Opening gives an id and a page. */
    @Test
    void anOpenedPaymentHasAnIdAndAPage() {
        PaymentOrder order = order("az-1");
        assertDoesNotThrow(() -> route().check(order));

        PaymentRoute.Status opened = route().open(order, attempt(order));

        assertEquals(PaymentState.PENDING, opened.state());
        assertNotNull(opened.transactionId());
        assertEquals("https", assertNotNullPage(opened).getScheme());
        assertEquals(1, payments());
    }

    /** An open payment is reported as open. */
    @Test
    void anOpenPaymentIsPending() {
        PaymentOrder order = order("az-1");
        PaymentRoute.Attempt attempt = attempt(order);
        String id = route().open(order, attempt).transactionId();

        assertEquals(PaymentState.PENDING, route().status(again(attempt, id)).state());
    }

    /** A paid payment is reported with what was paid. */
    @Test
    void aPaidPaymentIsReportedAsPaid() {
        PaymentOrder order = order("az-1");
        PaymentRoute.Attempt attempt = attempt(order);
        String id = route().open(order, attempt).transactionId();
        pay(id);

        PaymentRoute.Status status = route().status(again(attempt, id));

        assertTrue(status.state() == PaymentState.AUTHORIZED || status.state() == PaymentState.SETTLED);
        assertTrue(status.state() == PaymentState.SETTLED || status.authorizedIsPaid());
        assertTrue(status.amount() == null
                || status.amount().compareTo(order.amount().amount()) == 0);
        assertEquals(id, status.transactionId());
    }

    /** A payment over another amount than the one ordered is never paid. */
    @Test
    void anotherAmountIsNeverPaid() {
        PaymentOrder order = order("az-1");
        PaymentRoute.Attempt attempt = attempt(order);
        String id = route().open(order, attempt).transactionId();
        pay(id);
        PaymentRoute.Attempt dearer = new PaymentRoute.Attempt(
                attempt.id(), "az-1", order.amount().plus(Money.cents(1)), attempt.startedAt(), true, id);

        PaymentRoute.Status status = route().status(dearer);

        assertTrue(
                status.state() == PaymentState.MISMATCH || status.amount() == null,
                "either the road compares, or its protocol names no amount");
    }

    /** A payment that the citizen broke off is not paid. */
    @Test
    void aPaymentThatWasBrokenOffIsNotPaid() {
        PaymentOrder order = order("az-1");
        PaymentRoute.Attempt attempt = attempt(order);
        String id = route().open(order, attempt).transactionId();
        breakOff(id);

        PaymentState state = route().status(again(attempt, id)).state();

        assertTrue(state == PaymentState.CANCELED || state == PaymentState.PENDING, () -> "reported as " + state);
    }

    /** What the platform has never seen is unknown, neither failed nor paid. */
    @Test
    void anAttemptThatNobodyHasSentIsUnknown() {
        PaymentRoute.Status status = route().status(again(attempt(order("az-1")), null));

        assertEquals(PaymentState.UNKNOWN, status.state());
    }

    /** The same attempt sent twice is one payment. */
    @Test
    void aRepeatedAttemptIsOnePayment() {
        PaymentOrder order = order("az-1");
        PaymentRoute.Attempt attempt = attempt(order);
        route().open(order, attempt);

        try {
            route().open(order, again(attempt, null));
        } catch (EpayException allowed) {
            assertFalse(allowed instanceof EpayRejectedException, "a known attempt is not a refused one");
        }

        assertEquals(1, payments());
    }

    /** Two attempts are two payments. */
    @Test
    void anotherAttemptIsAnotherPayment() {
        PaymentOrder order = order("az-1");

        String one = route().open(order, attempt(order)).transactionId();
        String two = route().open(order, attempt(order)).transactionId();

        assertNotEquals(one, two);
        assertEquals(2, payments());
    }

    /** What the protocol cannot carry is refused before anything is sent. */
    @Test
    void aTextThatTheProtocolCannotCarryIsRefusedBeforehand() {
        PaymentOrder impossible = PaymentOrder.builder("az-1")
                .item(LineItem.of("\u5317\u4eac", Money.cents(1), "1"))
                .purpose("\u5317\u4eac")
                .returnTo(order("az-1").returnTo())
                .build();

        assertThrows(IllegalArgumentException.class, () -> route().check(impossible));
        assertEquals(0, payments());
    }

    private static java.net.URI assertNotNullPage(PaymentRoute.Status opened) {
        assertNotNull(opened.page());
        return opened.page();
    }
}
