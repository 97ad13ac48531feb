package io.github.bayernkommunal.epay;

/**
 * A call from the platform about a payment: a reason to ask for the report, never proof of payment. What it says about state
 * and amount is not even kept.
 *
 * @param transactionId the platform's id of the payment
 * @param isAuthentic whether the platform's signature was there and right; false where the protocol has none
 */
public record PaymentNotification(String transactionId, boolean isAuthentic) {}
