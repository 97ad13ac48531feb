package io.github.bayernkommunal.epay;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Remembers payments before the platform is called, so that no crash and no double click can lead to a second payment.
 *
 * <p>For implementers: every method is atomic and durable when it returns, and may be called from many threads and nodes.
 */
public interface Journal {

    /**
     * A journal that forgets at the end of the process. For tests and demonstrations.
     *
     * @return an empty journal
     */
    static Journal inMemory() {
        return new InMemoryJournal();
    }

    /**
     * A journal in a table {@code epay_payment}, which is made when it does not exist, from the same scripts
     * {@code schema/V*__epay.*.sql} of this library that a migration tool or an administrator may run before.
     *
     * <p>Tried on PostgreSQL, MariaDB and H2; on Oracle only as far as H2 can behave like one. The data source must not take
     * part in the application's transactions: what is remembered has to be durable before the platform is called.
     *
     * @param source gives connections that commit by themselves
     * @return the journal
     * @throws IllegalStateException if the table is missing and may not be made (the message holds the script), if the schema
     *     is of a later version than this library works with, or if the database is another
     */
    static Journal jdbc(DataSource source) {
        return JdbcJournal.on(source);
    }

    /**
     * All attempts to pay a claim.
     *
     * @param account the payee's account
     * @param reference the claim
     * @return the first attempt first; empty when the claim is unknown
     */
    List<Entry> attempts(String account, String reference);

    /**
     * The latest attempt to pay a claim.
     *
     * @param account the payee's account
     * @param reference the claim
     * @return empty when the claim is unknown
     */
    default Optional<Entry> latest(String account, String reference) {
        List<Entry> attempts = attempts(account, reference);
        return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
    }

    /**
     * The attempt with the given token in its return address.
     *
     * @param account the payee's account
     * @param token last part of the path of the return address
     * @return the newest such attempt; empty when the token is unknown
     */
    Optional<Entry> byReturnToken(String account, String token);

    /**
     * The attempt with the given id at the platform.
     *
     * @param account the payee's account
     * @param transactionId the platform's id
     * @return empty when the id is unknown
     */
    Optional<Entry> byTransaction(String account, String transactionId);

    /**
     * Attempts that are to be looked at again.
     *
     * @param account the payee's account
     * @param until entries whose {@link Entry#nextCheckAt()} is not later
     * @param limit most entries returned
     * @return the longest waiting first
     */
    List<Entry> due(String account, Instant until, int limit);

    /**
     * A part of all attempts, ordered by reference and attempt.
     *
     * @param account the payee's account
     * @param reference where to go on, exclusively; empty text for the beginning
     * @param attempt where to go on, exclusively
     * @param limit most entries returned
     * @return empty at the end
     */
    List<Entry> after(String account, String reference, int attempt, int limit);

    /**
     * Adds a new attempt.
     *
     * @param entry version 0
     * @return false, and nothing is changed, if the account has this reference and attempt already
     */
    boolean add(Entry entry);

    /**
     * Replaces an entry if nobody else has in the meantime.
     *
     * @param next the new content; its version is one more than the version it replaces
     * @return false, and nothing is changed, if the stored version is another, or the transaction id belongs to another
     *     attempt
     */
    boolean replace(Entry next);

    /**
     * One attempt to pay one claim. Holds no personal data.
     *
     * @param account the payee's account
     * @param reference the claim
     * @param attempt 1, 2, …
     * @param attemptId our id of the attempt at the platform
     * @param contentHash SHA-256 of what was ordered, as hexadecimal text
     * @param amount what was ordered
     * @param posting budget accounts with their sums, for example {@code 1110.1000=30.70}, separated by semicolons;
     *     empty when that is longer than 4000 characters
     * @param returnToken last part of the path of the return address; empty when it is longer than 200 characters
     * @param state how it stands
     * @param announced states that the application was told
     * @param version counts the changes, beginning with 0
     * @param transactionId the platform's id, or null
     * @param page the payment page, or null
     * @param seen what the platform reported last, or null before it was asked
     * @param createdAt when the attempt was remembered
     * @param changedAt when the entry was last changed
     * @param nextCheckAt when to look at it again, or null for never
     */
    record Entry(
            String account,
            String reference,
            int attempt,
            String attemptId,
            String contentHash,
            Money amount,
            String posting,
            String returnToken,
            PaymentState state,
            Set<PaymentState> announced,
            long version,
            @Nullable String transactionId,
            @Nullable URI page,
            @Nullable Seen seen,
            Instant createdAt,
            Instant changedAt,
            @Nullable Instant nextCheckAt) {

        /** Copies the set. {@inheritDoc} */
        public Entry {
            announced = Set.copyOf(announced);
        }

        /** Without the page, whose address lets others in. */
        @Override
        public String toString() {
            return "Entry[%s #%d %s v%d]".formatted(reference, attempt, state, version);
        }
    }

    /**
     * What the platform reported last.
     *
     * @param status the platform's own word
     * @param authorizedIsPaid whether {@link PaymentState#AUTHORIZED} is enough to deliver
     * @param amount reported amount, or null
     * @param balance what the ledger still lacks, or null
     * @param method means of payment, or null
     * @param transactionReference reference of the booking, or null
     * @param paidAt when it was paid, or null
     */
    record Seen(
            String status,
            boolean authorizedIsPaid,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal balance,
            @Nullable PaymentMethod method,
            @Nullable String transactionReference,
            @Nullable Instant paidAt) {}
}
