package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for every payment that is not final, with growing pauses, until the platform says how it stands. With it, no payment
 * depends on a browser that comes back or a notification that arrives.
 *
 * <p>Call {@link #run()} every minute or so, on one node or on many: each payment is reserved before it is asked for. A run
 * asks for what is due and ends by itself. Immutable and safe for many threads.
 */
public final class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

    private static final int BATCH = 100;
    private static final int GIVE_UP_AFTER = 5;
    private static final Duration RESERVED = Duration.ofMinutes(5);
    private static final Duration AGAIN_AFTER_SILENCE = Duration.ofDays(1);

    private final String account;
    private final Journal journal;
    private final Asking asking;
    private final Clock clock;
    private final @Nullable Duration expiry;
    private final Consumer<Progress> listener;

    Reconciler(String account, Journal journal, Asking asking, Clock clock) {
        this(account, journal, asking, clock, null, progress -> {});
    }

    private Reconciler(
            String account,
            Journal journal,
            Asking asking,
            Clock clock,
            @Nullable Duration expiry,
            Consumer<Progress> listener) {
        this.account = account;
        this.journal = journal;
        this.asking = asking;
        this.clock = clock;
        this.expiry = expiry;
        this.listener = listener;
    }

    /**
     * How far a run has come.
     *
     * @param asked payments that the platform was asked for
     * @param changed of these, payments that stand otherwise than before
     * @param unanswered of these, payments about which the platform gave no usable answer
     * @param platformSilent whether the run ended early because the platform does not answer
     */
    public record Progress(int asked, int changed, int unanswered, boolean platformSilent) {}

    /**
     * A reconciler that gives open payments up.
     *
     * @param age counted from the beginning of the attempt; what the cash office allows, at least one hour
     * @return a copy; without it open payments stay as they are after their last question
     * @throws IllegalArgumentException if the age is less than an hour
     */
    public Reconciler expireAfter(Duration age) {
        if (age.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("expireAfter is at least one hour; got " + age);
        }
        return new Reconciler(account, journal, asking, clock, age, listener);
    }

    /**
     * A reconciler that tells how far it has come.
     *
     * @param observer called after each payment
     * @return a copy
     */
    public Reconciler onProgress(Consumer<Progress> observer) {
        return new Reconciler(account, journal, asking, clock, expiry, observer);
    }

    /**
     * Asks for everything that is due now.
     *
     * @return what was done
     * @throws EpayUnavailableException if the journal cannot be used
     */
    public Progress run() {
        Instant start = clock.instant();
        int asked = 0;
        int changed = 0;
        int unanswered = 0;
        int inARow = 0;
        int before = -1;
        // What has been asked for is due later than the start; a part of which nothing could be had ends the run, too.
        for (List<Entry> due = journal.due(account, start, BATCH);
                !due.isEmpty() && asked > before;
                due = journal.due(account, start, BATCH)) {
            before = asked;
            for (Entry entry : due) {
                if (Thread.currentThread().isInterrupted()) {
                    return new Progress(asked, changed, unanswered, false);
                }
                Optional<Entry> mine = reserve(entry);
                if (mine.isEmpty()) {
                    continue; // another node or a citizen was faster
                }
                asked++;
                try {
                    changed += ask(mine.get()) == entry.state() ? 0 : 1;
                    inARow = 0;
                } catch (RuntimeException e) {
                    // Also what a route must not throw: one payment must not keep the others from being asked for.
                    unanswered++;
                    inARow = e instanceof EpayUnavailableException ? inARow + 1 : 0;
                    postpone(mine.get(), e);
                }
                boolean silent = inARow >= GIVE_UP_AFTER;
                Progress progress = new Progress(asked, changed, unanswered, silent);
                tell(progress);
                if (silent) {
                    log.warn(
                            "{} of {} asked payments got no answer in a row; the rest waits for the next run",
                            inARow,
                            asked);
                    return progress;
                }
            }
        }
        return new Progress(asked, changed, unanswered, false);
    }

    private Optional<Entry> reserve(Entry entry) {
        Instant now = clock.instant();
        Entry mine = EntryChange.of(entry).nextCheckAt(now.plus(RESERVED)).at(entry.changedAt());
        return journal.replace(mine) ? Optional.of(mine) : Optional.empty();
    }

    private PaymentState ask(Entry entry) {
        Asking.Noted noted = asking.ask(entry, true);
        Duration limit = expiry;
        Entry now = noted.entry();
        boolean over = limit != null
                && now.state() == PaymentState.PENDING
                && !now.createdAt().plus(limit).isAfter(clock.instant());
        return over ? asking.expire(now).map(Asking.Noted::entry).orElse(now).state() : now.state();
    }

    /** No answer is no reason to stop asking: after the last planned question it is tried again every day. */
    private void postpone(Entry entry, RuntimeException failure) {
        Instant now = clock.instant();
        Instant planned = asking.nextCheck(entry, entry.state(), now);
        Instant next = planned == null ? now.plus(AGAIN_AFTER_SILENCE) : planned;
        if (failure instanceof EpayUnavailableException unavailable) {
            Instant wished = now.plus(unavailable.suggestedPause().orElse(Duration.ZERO));
            next = next.isBefore(wished) ? wished : next;
        } else if (failure instanceof EpayException known) {
            log.warn("payment {} cannot be asked for: {}", entry.reference(), known.getMessage());
        } else {
            log.warn("payment {} cannot be asked for: the route broke its promise", entry.reference(), failure);
        }
        journal.replace(EntryChange.of(entry).nextCheckAt(next).at(entry.changedAt()));
    }

    private void tell(Progress progress) {
        try {
            listener.accept(progress);
        } catch (RuntimeException e) {
            log.warn("the listener of progress failed", e);
        }
    }

    /**
     * What the cash office should know, read from the journal alone.
     *
     * @return a report over this client's account
     */
    public CashReport cashReport() {
        return new CashReport(account, journal, clock);
    }
}
