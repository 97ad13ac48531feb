package io.github.bayernkommunal.postfach;

/**
 * How a message stands, in words that are the same for every route.
 *
 * <p>Nobody promises exactly-once delivery into a mailbox. What is certain is said; what is not is {@link #UNCERTAIN}.
 */
public enum DeliveryState {

    /** Waiting to be sent; nothing has left. */
    QUEUED(false),

    /** On its way, or interrupted on its way: the answer is not known yet. */
    SENDING(false),

    /** A relay took the message; whether it lies in the mailbox is not known yet. */
    HANDED_OVER(false),

    /** The message lies in the citizen's mailbox. */
    PROVIDED(true),

    /** The citizen was told that a message lies there; BSP never reports this. */
    NOTIFIED(true),

    /** The citizen opened the message. */
    RETRIEVED(true),

    /** The service declined the message; it does not lie in the mailbox. */
    REJECTED(true),

    /** Given up without the message having been accepted: time ran out or the set-up is wrong. */
    FAILED(true),

    /** Nobody can tell whether the message lies in the mailbox; never repeated automatically. */
    UNCERTAIN(false),

    /** Taken back before it was sent. */
    WITHDRAWN(true);

    private final boolean isFinal;

    DeliveryState(boolean isFinal) {
        this.isFinal = isFinal;
    }

    /** {@return whether nothing has to be done any more; an uncertain message still needs a decision} */
    public boolean isFinal() {
        return isFinal;
    }

    /** {@return whether the message certainly lies in the citizen's mailbox} */
    public boolean isInMailbox() {
        return this == PROVIDED || this == NOTIFIED || this == RETRIEVED;
    }
}
