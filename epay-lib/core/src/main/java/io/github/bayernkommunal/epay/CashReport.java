package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import io.github.bayernkommunal.epay.Journal.Seen;
import io.github.bayernkommunal.epay.internal.Json;
import io.github.bayernkommunal.epay.internal.Table;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the cash office should know: payments that need a look, and all payments that brought money. Read from the journal in
 * parts, so that its length does not matter.
 */
public final class CashReport {

    private static final int PART = 500;
    private static final Duration SETTLED_WITHIN = Duration.ofDays(7);

    private final String account;
    private final Journal journal;
    private final Clock clock;
    private final @Nullable Predicate<String> fulfilled;
    private final Duration patience;

    CashReport(String account, Journal journal, Clock clock) {
        this(account, journal, clock, null, SETTLED_WITHIN);
    }

    private CashReport(
            String account, Journal journal, Clock clock, @Nullable Predicate<String> fulfilled, Duration patience) {
        this.account = account;
        this.journal = journal;
        this.clock = clock;
        this.fulfilled = fulfilled;
        this.patience = patience;
    }

    /** Why a payment needs a look. */
    public enum Reason {
        /** Paid, and the application has not delivered. */
        PAID_NOT_FULFILLED,
        /** Delivered, and the money has not arrived within the time set. */
        FULFILLED_NOT_SETTLED,
        /** Two attempts for one claim brought money. */
        PAID_TWICE,
        /** More than owed has arrived. */
        OVERPAID,
        /** Less than owed has arrived. */
        UNDERPAID,
        /** The money went back. */
        REVERSED,
        /** The platform reports other data than ordered, or contradicts itself. */
        MISMATCH,
        /** Nobody knows how it stands. */
        UNKNOWN,
        /** Open, and nobody asks any more. */
        ABANDONED
    }

    /**
     * A payment that needs a look.
     *
     * @param reason why
     * @param reference the claim
     * @param attempt 1, 2, …
     * @param state how it stands
     * @param amount what was ordered
     * @param transactionId the platform's id; empty while it is unknown
     * @param since when it began to stand so
     */
    public record Difference(
            Reason reason,
            String reference,
            int attempt,
            PaymentState state,
            Money amount,
            String transactionId,
            Instant since) {}

    /**
     * A report that knows what the application has delivered.
     *
     * @param delivered whether the claim with this reference was delivered
     * @return a copy; without it what was delivered is not compared
     */
    public CashReport fulfilled(Predicate<String> delivered) {
        return new CashReport(account, journal, clock, delivered, patience);
    }

    /**
     * A report with another patience.
     *
     * @param time after which money for a delivered claim should have arrived; default seven days
     * @return a copy
     */
    public CashReport settledWithin(Duration time) {
        return new CashReport(account, journal, clock, fulfilled, time);
    }

    /**
     * Payments that need a look.
     *
     * @return ordered by reference
     */
    public List<Difference> differences() {
        List<Difference> found = new ArrayList<>();
        List<Entry> claim = new ArrayList<>();
        eachEntry(entry -> {
            if (!claim.isEmpty() && !claim.get(0).reference().equals(entry.reference())) {
                look(claim, found);
                claim.clear();
            }
            claim.add(entry);
        });
        look(claim, found);
        return List.copyOf(found);
    }

    /**
     * Writes {@link #differences()} as a table with a header, separated by semicolons.
     *
     * @param out receives the table; stays open
     * @throws IOException if {@code out} fails
     */
    public void writeDifferencesCsv(Appendable out) throws IOException {
        Table table = Table.csv(out, "reason", "reference", "attempt", "state", "amount", "transactionId", "since");
        for (Difference difference : differences()) {
            table.row(cells(difference));
        }
    }

    /**
     * Writes {@link #differences()} as a JSON array.
     *
     * @param out receives the array; stays open
     * @throws IOException if {@code out} fails
     */
    public void writeDifferencesJson(Appendable out) throws IOException {
        Table table = Table.json(
                out, Json.provider(), "reason", "reference", "attempt", "state", "amount", "transactionId", "since");
        for (Difference difference : differences()) {
            table.row(cells(difference));
        }
        table.end();
    }

    /**
     * Writes all payments that brought money as a table with a header, separated by semicolons.
     *
     * @param out receives the table; stays open
     * @throws IOException if {@code out} fails
     */
    public void writeSettlementsCsv(Appendable out) throws IOException {
        settlements(Table.csv(out, SETTLEMENT));
    }

    /**
     * Writes all payments that brought money as a JSON array.
     *
     * @param out receives the array; stays open
     * @throws IOException if {@code out} fails
     */
    public void writeSettlementsJson(Appendable out) throws IOException {
        Table table = Table.json(out, Json.provider(), SETTLEMENT);
        settlements(table);
        table.end();
    }

    private static final String[] SETTLEMENT = {
        "reference",
        "attempt",
        "transactionId",
        "transactionReference",
        "state",
        "amount",
        "balance",
        "method",
        "paidAt",
        "openedAt",
        "posting"
    };

    private void settlements(Table table) throws IOException {
        List<IOException> failures = new ArrayList<>();
        eachEntry(entry -> {
            Seen seen = entry.seen();
            if (!broughtMoney(entry) || seen == null || !failures.isEmpty()) {
                return;
            }
            try {
                table.row(
                        entry.reference(),
                        Integer.toString(entry.attempt()),
                        text(entry.transactionId()),
                        text(seen.transactionReference()),
                        entry.state().name(),
                        entry.amount().toString(),
                        seen.balance() == null ? "" : seen.balance().toPlainString(),
                        seen.method() == null ? "" : seen.method().code(),
                        text(seen.paidAt()),
                        text(entry.createdAt()),
                        entry.posting());
            } catch (IOException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private void look(List<Entry> claim, List<Difference> found) {
        long paid = claim.stream().filter(CashReport::broughtMoney).count();
        for (Entry entry : claim) {
            Reason reason = reason(entry, paid > 1);
            if (reason != null) {
                found.add(new Difference(
                        reason,
                        entry.reference(),
                        entry.attempt(),
                        entry.state(),
                        entry.amount(),
                        text(entry.transactionId()),
                        entry.changedAt()));
            }
        }
    }

    private @Nullable Reason reason(Entry entry, boolean twice) {
        Seen seen = entry.seen();
        BigDecimal balance = seen == null ? null : seen.balance();
        return switch (entry.state()) {
            case MISMATCH -> Reason.MISMATCH;
            case REVERSED -> Reason.REVERSED;
            case PARTIAL -> twice ? Reason.PAID_TWICE : Reason.UNDERPAID;
            case UNKNOWN, SUBMITTED -> Reason.UNKNOWN;
            case PENDING -> entry.nextCheckAt() == null ? Reason.ABANDONED : null;
            case AUTHORIZED, SETTLED -> {
                if (twice) {
                    yield Reason.PAID_TWICE;
                }
                yield balance != null && entry.state() == PaymentState.SETTLED && balance.signum() < 0
                        ? Reason.OVERPAID
                        : delivery(entry, seen);
            }
            case CREATED, CANCELED, FAILED, EXPIRED -> null;
        };
    }

    private @Nullable Reason delivery(Entry entry, @Nullable Seen seen) {
        Predicate<String> known = fulfilled;
        if (known == null) {
            return null;
        }
        boolean delivered = known.test(entry.reference());
        boolean paid = entry.state() == PaymentState.SETTLED || (seen != null && seen.authorizedIsPaid());
        if (paid && !delivered) {
            return Reason.PAID_NOT_FULFILLED;
        }
        // Only a route that reports a balance can ever say that money has arrived.
        boolean late = seen != null
                && seen.balance() != null
                && entry.state() == PaymentState.AUTHORIZED
                && entry.changedAt().plus(patience).isBefore(clock.instant());
        return delivered && late ? Reason.FULFILLED_NOT_SETTLED : null;
    }

    private void eachEntry(Consumer<Entry> reader) {
        String reference = "";
        int attempt = 0;
        for (List<Entry> part = journal.after(account, reference, attempt, PART);
                !part.isEmpty();
                part = journal.after(account, reference, attempt, PART)) {
            part.forEach(reader);
            Entry last = part.get(part.size() - 1);
            reference = last.reference();
            attempt = last.attempt();
        }
    }

    private static boolean broughtMoney(Entry entry) {
        return switch (entry.state()) {
            case AUTHORIZED, SETTLED, PARTIAL -> true;
            default -> false;
        };
    }

    private static String[] cells(Difference difference) {
        return new String[] {
            difference.reason().name(),
            difference.reference(),
            Integer.toString(difference.attempt()),
            difference.state().name(),
            difference.amount().toString(),
            difference.transactionId(),
            difference.since().toString()
        };
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
