package io.github.bayernkommunal.epay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known about a payment after asking the platform.
 *
 * @param reference the payment, as named in the order
 * @param attempt 1 for the first attempt to pay; one more after each attempt that ended without payment
 * @param state how it stands
 * @param isPaid whether the application may deliver: {@link PaymentState#SETTLED}, or {@link PaymentState#AUTHORIZED}
 *     by a means of payment that the route trusts
 * @param amount what we ordered
 * @param reportedAmount what the platform reports
 * @param balance what the ledger of the cash office still lacks; negative when too much has arrived; only ePayBL says it
 * @param method means of payment, usually known only after success
 * @param transactionId the platform's id of the payment
 * @param transactionReference the reference of the booking, such as the Kassenzeichen; may appear only after payment
 * @param paidAt when it was paid, as the platform says
 * @param askedAt when the platform was asked
 * @param platformStatus the platform's own word; empty when it was not asked
 */
public record PaymentReport(
        String reference,
        int attempt,
        PaymentState state,
        boolean isPaid,
        Money amount,
        Optional<BigDecimal> reportedAmount,
        Optional<BigDecimal> balance,
        Optional<PaymentMethod> method,
        Optional<String> transactionId,
        Optional<String> transactionReference,
        Optional<Instant> paidAt,
        Instant askedAt,
        String platformStatus) {

    /**
     * Names this state of this payment once and for all: what an application does because of it, it does once per key.
     *
     * @return reference, attempt and state
     */
    public String changeKey() {
        return reference + "#" + attempt + "#" + state;
    }
}
