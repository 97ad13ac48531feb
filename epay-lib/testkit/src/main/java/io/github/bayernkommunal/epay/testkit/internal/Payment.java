package io.github.bayernkommunal.epay.testkit.internal;

import io.github.bayernkommunal.epay.testkit.AccountingView;
import io.github.bayernkommunal.epay.testkit.BookedPayment;
import io.github.bayernkommunal.epay.testkit.BookedPayment.Change;
import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A payment in the books of the platform, with everything that happened to it. */
public final class Payment {

    /** What was ordered; never changes. */
    public record Order(
            String route,
            String tenant,
            String requestId,
            String transactionId,
            String reference,
            List<String> itemReferences,
            BigDecimal amount,
            String text) {}

    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Order order;
    private final String kassenzeichen;
    private final Function<Payment, URI> onward;
    private final List<Change> history = new ArrayList<>();
    private String method = "";
    private BigDecimal received = NOTHING;
    private BigDecimal returned = NOTHING;
    private BigDecimal canceled = NOTHING;
    private @Nullable BigDecimal pretendedAmount;
    private @Nullable String pretendedStatus;

    /** Opens the payment; {@code onward} says where the payer goes once the page is done. */
    public Payment(Order order, String kassenzeichen, Instant at, Function<Payment, URI> onward) {
        this.order = order;
        this.kassenzeichen = kassenzeichen;
        this.onward = onward;
        history.add(new Change(State.OPEN, at));
    }

    public Order order() {
        return order;
    }

    public String kassenzeichen() {
        return kassenzeichen;
    }

    public URI onward() {
        return onward.apply(this);
    }

    public synchronized State state() {
        return history.get(history.size() - 1).state();
    }

    public synchronized Instant openedAt() {
        return history.get(0).at();
    }

    /** Time of the last step. */
    public synchronized Instant changedAt() {
        return history.get(history.size() - 1).at();
    }

    public synchronized String method() {
        return method;
    }

    /** The payer finished; allowed while the payment is open. */
    public synchronized void pay(String by, Instant at) {
        step(State.OPEN, State.PAID, at);
        method = by;
    }

    public synchronized void cancel(Instant at) {
        step(State.OPEN, State.CANCELED, at);
    }

    public synchronized void fail(Instant at) {
        step(State.OPEN, State.FAILED, at);
    }

    /** The money comes although the payment was already ended without success. */
    public synchronized void payLate(String by, Instant at) {
        if (state() != State.CANCELED && state() != State.FAILED) {
            throw new IllegalStateException(
                    "Payment %s is %s; only a canceled or failed one can be paid late. Cancel it first."
                            .formatted(order.transactionId(), state()));
        }
        history.add(new Change(State.PAID, at));
        method = by;
    }

    /** Money arrives at the cash office. */
    public synchronized void receive(BigDecimal amount) {
        requirePaid("receive money");
        received = received.add(amount);
    }

    /** The payer's bank takes everything back that has arrived, or the claim when nothing has. */
    public synchronized void takeBack() {
        requirePaid("be returned");
        if (received.signum() == 0) {
            received = order.amount();
        }
        returned = received;
    }

    /** The cash office withdraws the claim and pays back what arrived. */
    public synchronized void withdraw() {
        requirePaid("be withdrawn");
        canceled = order.amount();
        received = NOTHING;
        returned = NOTHING;
    }

    /** From now on every report names this amount. */
    public synchronized void pretendAmount(BigDecimal amount) {
        pretendedAmount = amount;
    }

    /** From now on every report names this state. */
    public synchronized void pretendStatus(String status) {
        pretendedStatus = status;
    }

    /** The amount to be reported: the ordered one, unless a test wants another. */
    public synchronized BigDecimal reportedAmount() {
        return pretendedAmount == null ? order.amount() : pretendedAmount;
    }

    /** The state that a test wants to see reported instead of the true one. */
    public synchronized Optional<String> pretendedStatus() {
        return Optional.ofNullable(pretendedStatus);
    }

    public synchronized BookedPayment booked() {
        return new BookedPayment(
                order.route(),
                order.reference(),
                order.itemReferences(),
                order.requestId(),
                order.transactionId(),
                order.amount(),
                state(),
                method,
                history);
    }

    /** The claim as the cash office sees it; only finished payments have one. */
    public synchronized Optional<AccountingView.Claim> claim() {
        return state() == State.PAID
                ? Optional.of(new AccountingView.Claim(
                        kassenzeichen, order.reference(), method, order.amount(), received, returned, canceled))
                : Optional.empty();
    }

    private void requirePaid(String what) {
        if (state() != State.PAID) {
            throw new IllegalStateException("Payment %s is %s; only a paid one can %s. Call pay first."
                    .formatted(order.transactionId(), state(), what));
        }
    }

    private void step(State from, State to, Instant at) {
        if (state() != from) {
            throw new IllegalStateException(
                    "Payment %s is %s and cannot become %s; it would have to be %s. payLate pays an ended payment."
                            .formatted(order.transactionId(), state(), to, from));
        }
        history.add(new Change(to, at));
    }
}
