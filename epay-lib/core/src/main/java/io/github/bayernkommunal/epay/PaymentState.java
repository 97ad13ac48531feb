package io.github.bayernkommunal.epay;

/**
 * How a payment stands, in words that are the same for every route.
 *
 * <p>The ordinary way is {@code CREATED → SUBMITTED → PENDING → AUTHORIZED → SETTLED}. Only an answer of the platform to
 * our own question leads to a state that counts as paid; what the browser or a notification says never does.
 */
public enum PaymentState {
    /** Remembered by us; the platform does not know it. */
    CREATED,
    /** A call to the platform is under way. */
    SUBMITTED,
    /** The platform waits for the citizen. */
    PENDING,
    /** The citizen has paid and the platform confirms it; the money need not be in the ledger yet. */
    AUTHORIZED,
    /** The money is in the ledger of the cash office. */
    SETTLED,
    /** We do not know: no usable answer to a call that may have had an effect, or a status that we do not know. */
    UNKNOWN,
    /** The citizen broke off. */
    CANCELED,
    /** The platform ended it without a payment. */
    FAILED,
    /** Given up after the time that the cash office allows; only ever set by us. */
    EXPIRED,
    /** Less than the amount owed has arrived. */
    PARTIAL,
    /** The money went back, for example after a returned direct debit. */
    REVERSED,
    /** The platform reports other data than we ordered, or contradicts itself: a person has to look. */
    MISMATCH;

    /**
     * Whether asking again later is pointless for the citizen's case: it is paid, it has ended without payment, or a
     * person has to look.
     *
     * <p>{@link #AUTHORIZED} is final in this sense although the cash office may still turn it into {@link #SETTLED} or
     * {@link #REVERSED}.
     *
     * @return false while {@link #CREATED}, {@link #SUBMITTED}, {@link #PENDING}, {@link #UNKNOWN} or {@link #PARTIAL}
     */
    public boolean isFinal() {
        return switch (this) {
            case CREATED, SUBMITTED, PENDING, UNKNOWN, PARTIAL -> false;
            case AUTHORIZED, SETTLED, CANCELED, FAILED, EXPIRED, REVERSED, MISMATCH -> true;
        };
    }
}
