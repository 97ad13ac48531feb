package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import io.github.bayernkommunal.epay.Journal.Seen;
import io.github.bayernkommunal.epay.PaymentRoute.Attempt;
import io.github.bayernkommunal.epay.PaymentRoute.Status;
import io.github.bayernkommunal.epay.internal.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the platform, notes what it says by the rules of the states, and tells the application once. */
final class Asking {

    private static final Logger log = LoggerFactory.getLogger(EpayClient.class);

    // While another call may still be under way; longer than the longest time limit of a route.
    static final Duration PATIENCE = Duration.ofMinutes(2);
    // After a crash between noting and telling, the application is told again by whoever looks next.
    private static final Duration TELL_AGAIN = Duration.ofMinutes(5);
    private static final int TRIES = 5;
    private static final Seen NOTHING = new Seen("", false, null, null, null, null, null);

    private final Journal journal;
    private final Calls calls;
    private final @Nullable Consumer<PaymentReport> listener;
    private final Notifications notifications;
    private final boolean settles;
    private final Clock clock;

    /** {@code settles}: whether the route tells more after AUTHORIZED. */
    Asking(
            Journal journal,
            Calls calls,
            @Nullable Consumer<PaymentReport> listener,
            Notifications notifications,
            boolean settles,
            Clock clock) {
        this.notifications = notifications;
        this.settles = settles;
        this.journal = journal;
        this.calls = calls;
        this.listener = listener;
        this.clock = clock;
    }

    /** What was noted and what it means. */
    record Noted(Entry entry, PaymentReport report) {}

    /** Asks how an attempt stands; an attempt that nobody has sent yet is not asked for. */
    Noted ask(Entry entry) {
        return ask(entry, false);
    }

    /** {@code claimed}: the entry is due and reserved by the caller, so what was not told yet is told now. */
    Noted ask(Entry entry, boolean claimed) {
        Entry current = entry;
        for (int i = 0; i < TRIES; i++) {
            boolean underWay = current.state() == PaymentState.SUBMITTED
                    && current.changedAt().plus(PATIENCE).isAfter(clock.instant());
            if (current.state() == PaymentState.CREATED || underWay) {
                return unasked(current);
            }
            Status status = calls.status(attempt(current, true));
            Optional<Noted> noted = note(current, status, claimed);
            if (noted.isPresent()) {
                return noted.get();
            }
            // Somebody else noted something while we asked, so our answer may be the older one: ask again.
            current = reload(current);
        }
        throw busy(entry);
    }

    /** Notes an answer; empty if the entry was changed by somebody else in the meantime. */
    Optional<Noted> note(Entry entry, Status status, boolean claimed) {
        return note(entry, status, StateRules.next(entry.state(), believable(entry, status)), claimed);
    }

    /** Gives up a payment that is open even now, right after asking. */
    Optional<Noted> expire(Entry entry) {
        Seen seen = entry.seen() == null ? NOTHING : entry.seen();
        Status last = Status.withoutMoney(PaymentState.PENDING, seen.status(), entry.transactionId(), entry.page());
        return note(entry, last, PaymentState.EXPIRED, true);
    }

    private Optional<Noted> note(Entry entry, Status status, PaymentState next, boolean claimed) {
        Instant now = clock.instant();
        URI page = next == PaymentState.PENDING && status.page() != null ? status.page() : entry.page();
        boolean tell = listener != null
                && StateRules.isAnnounced(next)
                && !entry.announced().contains(next);
        boolean overdue = tell && entry.state() == next;
        EntryChange change = EntryChange.of(entry)
                .state(next)
                .transaction(isForeign(entry, status.transactionId()) ? null : status.transactionId())
                .page(page)
                .nextCheckAt(tell ? now.plus(TELL_AGAIN) : nextCheck(entry, next, now));
        if (!tell && status.transactionId() != null && notifications.wasEarly(status.transactionId())) {
            change.nextCheckAt(now);
        }
        boolean understood = status.state() != PaymentState.UNKNOWN || next == PaymentState.UNKNOWN;
        if (understood) {
            change.seen(status); // otherwise what was confirmed stays
        }
        if (listener == null && StateRules.isAnnounced(next)) {
            change.announced(next);
        }
        Entry changed = change.at(now);
        boolean nothingNew = !tell
                && next == entry.state()
                && Objects.equals(changed.transactionId(), entry.transactionId())
                && Objects.equals(changed.page(), entry.page())
                && Objects.equals(changed.seen(), entry.seen())
                && Objects.equals(changed.nextCheckAt(), entry.nextCheckAt())
                && changed.announced().equals(entry.announced());
        if (overdue && !claimed && !isDue(entry, now)) {
            // Another thread is telling it right now.
            return Optional.of(new Noted(entry, report(entry)));
        }
        if (nothingNew) {
            return Optional.of(new Noted(entry, report(entry)));
        }
        if (!journal.replace(changed)) {
            return Optional.empty();
        }
        AuditLog.changed(entry, changed, status.platformStatus());
        PaymentReport report = report(changed);
        if (next == PaymentState.MISMATCH && entry.state() != next) {
            warn(entry, status);
        }
        return Optional.of(new Noted(tell ? tell(changed, report) : changed, report));
    }

    /** What is noted, without asking. */
    Noted unasked(Entry entry) {
        return new Noted(entry, report(entry));
    }

    Attempt attempt(Entry entry, boolean repeated) {
        return new Attempt(
                entry.attemptId(),
                entry.reference(),
                entry.amount(),
                entry.createdAt(),
                repeated,
                entry.transactionId());
    }

    Entry reload(Entry entry) {
        return journal.attempts(entry.account(), entry.reference()).stream()
                .filter(stored -> stored.attempt() == entry.attempt())
                .findFirst()
                .orElse(entry);
    }

    EpayException busy(Entry entry) {
        return Fault.CALL_UNDER_WAY.unavailable(
                "Another call for the payment %s is under way. Repeat in a moment".formatted(entry.reference()),
                true,
                Duration.ofSeconds(2),
                null);
    }

    /** A route compares what its protocol reports; whether the sum is right is checked here once more for every route. */
    private PaymentState believable(Entry entry, Status status) {
        BigDecimal amount = status.amount();
        boolean paid = status.state() == PaymentState.AUTHORIZED || status.state() == PaymentState.SETTLED;
        boolean otherSum =
                paid && amount != null && amount.compareTo(entry.amount().amount()) != 0;
        return otherSum || isForeign(entry, status.transactionId()) ? PaymentState.MISMATCH : status.state();
    }

    /** A transaction belongs to one attempt for ever, and an attempt to one transaction. */
    private boolean isForeign(Entry entry, @Nullable String transactionId) {
        if (transactionId == null || transactionId.equals(entry.transactionId())) {
            return false;
        }
        return entry.transactionId() != null
                || journal.byTransaction(entry.account(), transactionId).isPresent();
    }

    @Nullable Instant nextCheck(Entry entry, PaymentState next, Instant now) {
        return CheckSchedule.next(next, settles, entry.createdAt(), now);
    }

    private static boolean isDue(Entry entry, Instant now) {
        Instant due = entry.nextCheckAt();
        return due == null || !due.isAfter(now);
    }

    private Entry tell(Entry changed, PaymentReport report) {
        Consumer<PaymentReport> told = listener;
        if (told == null) {
            return changed;
        }
        try {
            told.accept(report);
        } catch (RuntimeException e) {
            log.warn("the application failed to take {}; it is told again later", report.changeKey(), e);
            return changed;
        }
        Entry current = changed;
        for (int i = 0; i < TRIES; i++) {
            Instant now = clock.instant();
            Entry done = EntryChange.of(current)
                    .announced(report.state())
                    .nextCheckAt(
                            current.version() == changed.version()
                                    ? nextCheck(current, current.state(), now)
                                    : current.nextCheckAt())
                    .at(now);
            if (journal.replace(done)) {
                return done;
            }
            current = reload(current);
        }
        return current;
    }

    private PaymentReport report(Entry entry) {
        Seen seen = entry.seen() == null ? NOTHING : entry.seen();
        boolean paid = entry.state() == PaymentState.SETTLED
                || (entry.state() == PaymentState.AUTHORIZED && seen.authorizedIsPaid());
        return new PaymentReport(
                entry.reference(),
                entry.attempt(),
                entry.state(),
                paid,
                entry.amount(),
                Optional.ofNullable(seen.amount()),
                Optional.ofNullable(seen.balance()),
                Optional.ofNullable(seen.method()),
                Optional.ofNullable(entry.transactionId()),
                Optional.ofNullable(seen.transactionReference()),
                Optional.ofNullable(seen.paidAt()),
                clock.instant(),
                seen.status());
    }

    private static void warn(Entry entry, Status status) {
        log.warn(
                "payment {} attempt {} does not fit: noted as {} over {} EUR; the platform reports {} over {} as {}",
                entry.reference(),
                entry.attemptId(),
                entry.state(),
                entry.amount(),
                status.platformStatus(),
                status.amount(),
                status.transactionId());
    }
}
