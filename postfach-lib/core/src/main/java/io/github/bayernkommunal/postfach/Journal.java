package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.MemoryJournal;
import io.github.bayernkommunal.postfach.internal.outbox.JdbcJournal;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers every message before it is sent, so that a reference leads to one letter and never to two.
 *
 * <p>Implementations are thread-safe; each method takes effect completely or not at all.
 */
public interface Journal {

    /**
     * Remembers {@code entry} unless its reference is already known.
     *
     * @param entry the entry to remember
     * @return the entry that was there already, or empty if {@code entry} is now the first
     */
    Optional<Entry> begin(Entry entry);

    /**
     * Replaces {@code expected} by {@code next}, both with the same reference.
     *
     * @param expected the entry as it was read
     * @param next what it becomes
     * @return false if the stored entry is no longer {@code expected}: somebody else was faster
     */
    boolean replace(Entry expected, Entry next);

    /**
     * The entry with the given reference.
     *
     * @param reference the caller's own reference, at most 255 characters
     * @return the entry with the given reference
     */
    Optional<Entry> find(String reference);

    /** {@return a journal for tests and single runs: forgotten when the process ends} */
    static Journal inMemory() {
        return new MemoryJournal();
    }

    /**
     * A journal in a database, in the same tables as the {@link Outbox}; see {@link Outbox#createSchema}.
     *
     * @param dataSource the application's database: PostgreSQL, or H2 for tests
     * @param auditKey at least 32 bytes, kept outside the database, the same on all nodes and for all time
     * @return the journal
     * @throws IllegalArgumentException if the key is shorter
     * @throws IllegalStateException if the tables are missing, or of a version further away than the neighbouring ones
     */
    static Journal jdbc(DataSource dataSource, byte[] auditKey) {
        if (auditKey.length < 32) {
            throw new IllegalArgumentException("An audit key has at least 32 bytes; got " + auditKey.length);
        }
        return new JdbcJournal(dataSource, "", auditKey);
    }

    /**
     * What is remembered of a message. Never its content and never the handle.
     *
     * @param reference the caller's own reference
     * @param messageId the id under which it is sent on every attempt
     * @param createdAt the message's time of creation
     * @param contentHash checksum over recipient and content
     * @param route the road it takes
     * @param state how it stands
     * @param changedAt when it came to this state
     * @param receipt the service's receipt as it came, or null
     */
    record Entry(
            String reference,
            String messageId,
            Instant createdAt,
            String contentHash,
            String route,
            DeliveryState state,
            Instant changedAt,
            @Nullable String receipt) {

        /**
         * The same entry in another state.
         *
         * @param state the new state
         * @param changedAt when
         * @param receipt the service's receipt, or null
         * @return the same entry in another state
         */
        public Entry with(DeliveryState state, Instant changedAt, @Nullable String receipt) {
            return new Entry(reference, messageId, createdAt, contentHash, route, state, changedAt, receipt);
        }

        /** {@return the entry as the caller sees it} */
        public Delivery delivery() {
            return new Delivery(reference, messageId, state, changedAt, route, receipt);
        }

        /** Without the receipt, which may quote file names and text. */
        @Override
        public String toString() {
            return "Entry[%s %s since %s]".formatted(reference, state, changedAt);
        }
    }
}
