package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import io.github.bayernkommunal.epay.internal.Redact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event for each decision about a payment, at INFO in a logger of its own, so that it can be kept apart and longer than the
 * rest. Always the same keys in the same order; {@code docs/operations.md} describes them.
 */
final class AuditLog {

    private static final Logger log = LoggerFactory.getLogger("io.github.bayernkommunal.epay.audit");

    private static final String NONE = "none";

    private AuditLog() {}

    static void remembered(Entry entry) {
        write("payment-remembered", NONE, entry.state().name(), NONE, entry);
    }

    /** Told after the change is stored; nothing is told when the state stays. */
    static void changed(Entry before, Entry after, String code) {
        if (before.state() != after.state()) {
            write("state-changed", before.state().name(), after.state().name(), code, after);
        }
    }

    static void notificationRefused(String account, String code) {
        log.info(
                "decision=notification-refused from={} to={} reason={} account={} reference={} attempt={} transaction={}",
                NONE,
                NONE,
                code,
                account,
                NONE,
                NONE,
                NONE);
    }

    private static void write(String decision, String from, String to, String reason, Entry entry) {
        String transaction = entry.transactionId();
        log.info(
                "decision={} from={} to={} reason={} account={} reference={} attempt={} transaction={}",
                decision,
                from,
                to,
                reason.isBlank() ? NONE : Redact.line(reason).replace(' ', '_'),
                entry.account(),
                entry.reference(),
                entry.attempt(),
                transaction == null ? NONE : Redact.line(transaction));
    }
}
