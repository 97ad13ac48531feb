package io.github.bayernkommunal.portalregistry;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** No usable answer came in time. Repeating later is right. */
public final class PortalRegistryUnavailableException extends PortalRegistryException {

    private static final long serialVersionUID = 1L;

    /** See the accessor. */
    private final boolean mayHaveTakenEffect;
    /** See the accessor. */
    private final @Nullable Duration suggestedPause;

    /**
     * For routes and sources, also those of other vendors.
     *
     * @param code stable code
     * @param text what happened, with which values, what to do; without personal data
     * @param mayHaveTakenEffect whether a write may have happened all the same
     * @param suggestedPause how long the service asks to wait; null if it did not say
     * @param cause what led to it
     */
    public PortalRegistryUnavailableException(
            String code,
            String text,
            boolean mayHaveTakenEffect,
            @Nullable Duration suggestedPause,
            @Nullable Throwable cause) {
        super(code, text, cause);
        this.mayHaveTakenEffect = mayHaveTakenEffect;
        this.suggestedPause = suggestedPause;
    }

    /**
     * Whether a write may have happened all the same. Publications are complete lists, so repeating one is harmless.
     *
     * @return false for every call that only reads
     */
    public boolean mayHaveTakenEffect() {
        return mayHaveTakenEffect;
    }

    /**
     * How long the service asks to wait.
     *
     * @return the pause, if the service named one
     */
    public Optional<Duration> suggestedPause() {
        return Optional.ofNullable(suggestedPause);
    }
}
