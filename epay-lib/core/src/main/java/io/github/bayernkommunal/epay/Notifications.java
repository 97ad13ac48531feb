package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the next question forward when the platform calls. The question itself is asked by the reconciler, so the call is
 * answered as soon as the wish is stored, and a flood of calls does not become a flood of questions.
 */
final class Notifications {

    static final int LARGEST = 16 * 1024;
    private static final int MOST_EARLY = 1000;
    private static final Duration QUIET = Duration.ofSeconds(10);

    private final PaymentRoute route;
    private final Journal journal;
    private final Clock clock;
    // Calls that were faster than the answer to the creation. After a crash the reconciler asks within a minute anyway.
    private final Map<String, Boolean> early = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_EARLY;
        }
    };

    Notifications(PaymentRoute route, Journal journal, Clock clock) {
        this.route = route;
        this.journal = journal;
        this.clock = clock;
    }

    /** True if the call may be acknowledged; the same for known and unknown payments. */
    boolean take(byte[] body) {
        if (body.length > LARGEST) {
            return false;
        }
        Optional<PaymentNotification> read;
        try {
            read = route.notification(body);
        } catch (EpayProtocolException e) {
            AuditLog.notificationRefused(route.account(), e.code());
            return false;
        }
        if (read.isEmpty()) {
            return false;
        }
        String id = read.get().transactionId();
        Optional<Entry> known = journal.byTransaction(route.account(), id);
        if (known.isEmpty()) {
            remember(id);
        } else {
            bringForward(known.get());
        }
        return true;
    }

    /** Whether the platform has called about a transaction before we knew it. */
    boolean wasEarly(String transactionId) {
        synchronized (early) {
            return early.remove(transactionId) != null;
        }
    }

    private void remember(String id) {
        synchronized (early) {
            early.put(id, true);
        }
    }

    private void bringForward(Entry entry) {
        Instant now = clock.instant();
        Instant soon = entry.changedAt().plus(QUIET);
        Instant wished = soon.isAfter(now) ? soon : now;
        Instant planned = entry.nextCheckAt();
        if (planned == null || planned.isAfter(wished)) {
            // If somebody else changes the entry right now, that is a question of its own.
            journal.replace(EntryChange.of(entry).nextCheckAt(wished).at(entry.changedAt()));
        }
    }
}
