package io.github.bayernkommunal.epay;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No usable answer came in time. Calling again with the same reference is safe; it never charges twice. */
public final class EpayUnavailableException extends EpayException {

    private static final long serialVersionUID = 1L;

    /** Whether the platform may have acted. */
    private final boolean mayHaveTakenEffect;

    /** How long to wait, or null. */
    private final @Nullable Duration suggestedPause;

    /**
     * A missing answer; also for routes outside this library.
     *
     * @param code our code, for example {@code EPAY-102}
     * @param message what happened and what to do, without personal data
     * @param mayHaveTakenEffect false only if it is certain that the platform has not acted
     * @param suggestedPause how long to wait before the next try, or null
     * @param cause the failure below, or null
     */
    public EpayUnavailableException(
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
     * Whether the platform may have acted although no answer came.
     *
     * @return false only if it is certain that it has not
     */
    public boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }

    /**
     * How long to wait before the next try.
     *
     * @return what the platform asks for; empty when it does not say
     */
    public Optional<Duration> suggestedPause() {
        return Optional.ofNullable(suggestedPause);
    }
}
