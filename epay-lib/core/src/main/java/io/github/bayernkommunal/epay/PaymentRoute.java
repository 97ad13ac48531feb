package io.github.bayernkommunal.epay;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A road to a payment platform. It speaks one protocol and nothing else: remembering, comparing with the journal, the
 * list of allowed hosts and the rules of the states belong to {@link EpayClient}.
 *
 * <p>For implementers: be thread-safe, never repeat a write, follow no redirect, and throw only {@link EpayException}.
 */
public interface PaymentRoute extends AutoCloseable {

    /**
     * Names the payee's account on this route; part of the key under which payments are remembered.
     *
     * @return for example {@code xbezahldienste/gewerbe/09162000}; never changes for the same account
     */
    String account();

    /**
     * The platform's address; its host is where payment pages are expected unless the client is told otherwise.
     *
     * @return an https address
     */
    URI address();

    /**
     * Checks an order against the limits of the protocol, before anything is remembered or sent.
     *
     * @param order what is to be opened
     * @throws IllegalArgumentException naming everything that this route cannot carry
     */
    void check(PaymentOrder order);

    /**
     * Creates the payment at the platform. Called again with the same attempt after an unknown outcome.
     *
     * @param order what is owed
     * @param attempt our id of the attempt, which the platform must use to recognise a repetition
     * @return how the payment stands; {@link PaymentState#PENDING} with its page after a creation, or anything else if the
     *     platform knew the attempt already
     * @throws EpayRejectedException if it is certain that the platform has not created anything
     * @throws EpayException if the platform did not answer in time or must not be believed
     */
    Status open(PaymentOrder order, Attempt attempt);

    /**
     * Asks the platform how a payment stands. Changes nothing.
     *
     * @param attempt the attempt; without a transaction id the route may try our own id
     * @return what the platform says, translated; {@link PaymentState#UNKNOWN} if it cannot be found
     * @throws EpayException if the platform declined, did not answer in time, or must not be believed
     */
    Status status(Attempt attempt);

    /**
     * Whether the route tells more after {@link PaymentState#AUTHORIZED}: that the money has arrived in the ledger, or that
     * it went back.
     *
     * @return default false
     */
    default boolean reportsSettlement() {
        return false;
    }

    /**
     * Reads a notification of the platform. Authenticity is checked over the bytes as they came, before anything is done.
     *
     * @param body as it came
     * @return empty if the platform sends no notifications, or this is none; the default
     * @throws EpayProtocolException if it carries a wrong signature or belongs to another account
     */
    default Optional<PaymentNotification> notification(byte[] body) {
        return Optional.empty();
    }

    /**
     * When our credentials end, for a health check.
     *
     * @return end of the client certificate; empty if there is none, the default
     */
    default Optional<Instant> credentialsEnd() {
        return Optional.empty();
    }

    /** Gives up connections; the default does nothing. */
    @Override
    default void close() {}

    /**
     * One attempt to pay a claim.
     *
     * @param id ours, unguessable, unique; 30 capital letters and digits
     * @param reference the claim
     * @param amount what is owed
     * @param startedAt when the attempt was remembered
     * @param repeated whether the platform may know the attempt already
     * @param transactionId the platform's id, or null while it is unknown
     */
    record Attempt(
            String id,
            String reference,
            Money amount,
            Instant startedAt,
            boolean repeated,
            @Nullable String transactionId) {}

    /**
     * How the platform says that a payment stands.
     *
     * @param state translated; {@link PaymentState#MISMATCH} if the answer does not fit to the attempt
     * @param platformStatus the platform's own word; empty when there is none
     * @param authorizedIsPaid whether {@link PaymentState#AUTHORIZED} is enough to deliver
     * @param transactionId the platform's id, or null while it is unknown
     * @param page where the citizen pays, or null when the answer names none
     * @param amount reported amount, or null when the protocol does not report one
     * @param balance what the ledger still lacks, negative when too much has arrived, or null when it is not reported
     * @param method means of payment, or null
     * @param transactionReference reference of the booking, or null
     * @param paidAt when it was paid, or null
     */
    record Status(
            PaymentState state,
            String platformStatus,
            boolean authorizedIsPaid,
            @Nullable String transactionId,
            @Nullable URI page,
            @Nullable BigDecimal amount,
            @Nullable BigDecimal balance,
            @Nullable PaymentMethod method,
            @Nullable String transactionReference,
            @Nullable Instant paidAt) {

        /**
         * An answer that says nothing about money, such as an open or an unknown payment.
         *
         * @param state translated
         * @param word the platform's own word; empty when there is none
         * @param transactionId the platform's id, or null
         * @param page where the citizen pays, or null
         * @return the answer
         */
        public static Status withoutMoney(
                PaymentState state, String word, @Nullable String transactionId, @Nullable URI page) {
            return new Status(state, word, false, transactionId, page, null, null, null, null, null);
        }
    }
}
