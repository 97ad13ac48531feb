package io.github.bayernkommunal.postfach;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No usable answer came in time. Ask {@link #mayHaveTakenEffect()} before doing anything: if it is true, the message may
 * already lie in the mailbox, and sending again could deliver it twice.
 */
public final class PostfachUnavailableException extends PostfachException {

    private static final long serialVersionUID = 1L;

    /** Whether the message may lie in the mailbox. */
    private final boolean mayHaveTakenEffect;
    /** Wish of the service. */
    private final @Nullable Duration suggestedPause;

    /**
     * An outcome without a usable answer.
     *
     * @param code stable code such as {@code POSTFACH-301}
     * @param message what happened, with which values, what to do; no personal data
     * @param mayHaveTakenEffect false only if the message certainly did not reach the mailbox
     * @param suggestedPause how long to wait before the next attempt, or null if the service named nothing
     * @param cause the fault below, or null
     */
    public PostfachUnavailableException(
            String code,
            String message,
            boolean mayHaveTakenEffect,
            @Nullable Duration suggestedPause,
            @Nullable Throwable cause) {
        super(code, message, cause);
        this.mayHaveTakenEffect = mayHaveTakenEffect;
        this.suggestedPause = suggestedPause;
    }

    /**
     * {@return whether the message may lie in the mailbox all the same} If so it stays {@link DeliveryState#UNCERTAIN} and is not
     * sent again until somebody decides.
     */
    public boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }

    /** {@return how long to wait before the next attempt, if the service or the kind of fault suggests something} */
    public Optional<Duration> suggestedPause() {
        return Optional.ofNullable(suggestedPause);
    }
}
