package io.github.bayernkommunal.epay.testkit;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * One payment that the platform really accepted, as it stood when it was asked for.
 *
 * @param route the protocol that opened it: {@code xbezahldienste}, {@code epaybl}, {@code pmpayment} or
 *     {@code epay21}
 * @param reference the caller's reference, as a person would find it on the bank statement: {@code purpose} of
 *     XBezahldienste, {@code buchungstext} of the first item of ePayBL, {@code desc} of pmPayment
 * @param itemReferences the references of the single items: {@code reference} of XBezahldienste, {@code haushaltsstelle}
 *     of ePayBL; empty with pmPayment
 * @param requestId the caller's id that makes sending twice harmless: {@code requestId}, {@code EShopTransaktionsNr},
 *     {@code txid}; empty when the protocol left it out
 * @param transactionId the platform's id: {@code transactionId}, the Kassenzeichen of ePayBL, {@code txid}
 * @param amount what was ordered, in euro with two decimals
 * @param state how it stands
 * @param method the means of payment in the protocol's own word; empty while unpaid
 * @param history every state it ever had, oldest first, beginning with {@link State#OPEN}
 */
public record BookedPayment(
        String route,
        String reference,
        List<String> itemReferences,
        String requestId,
        String transactionId,
        BigDecimal amount,
        State state,
        String method,
        List<Change> history) {

    /** Copies the lists. {@inheritDoc} */
    public BookedPayment {
        itemReferences = List.copyOf(itemReferences);
        history = List.copyOf(history);
    }

    /** {@return the time at which the platform accepted the payment} */
    public Instant openedAt() {
        return history.get(0).at();
    }

    /** How a payment stands at the platform, whatever the protocol calls it. */
    public enum State {
        /** Waits for the payer. */
        OPEN,
        /**
         * The payer finished successfully. Prepayment, invoice and debit of ePayBL begin like this, because nothing is left
         * to decide; whether money arrived stands in the {@link AccountingView}.
         */
        PAID,
        /** The payer aborted. */
        CANCELED,
        /** The platform ended it. */
        FAILED
    }

    /**
     * A step in the life of a payment.
     *
     * @param state the state reached
     * @param at when, by the simulator's clock
     */
    public record Change(State state, Instant at) {}
}
