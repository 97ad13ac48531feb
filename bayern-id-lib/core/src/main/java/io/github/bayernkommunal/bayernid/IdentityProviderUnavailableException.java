package io.github.bayernkommunal.bayernid;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The metadata of the identity provider cannot be had, so no login can start or end. */
@SuppressWarnings("serial")
public final class IdentityProviderUnavailableException extends BayernIdException {

    /**
     * The source gave no usable metadata.
     *
     * @param code stable code of the failure
     * @param detail what happened and what to do
     * @param cause what lies behind it, or null
     */
    public IdentityProviderUnavailableException(String code, String detail, @Nullable Throwable cause) {
        super(code, detail, cause);
    }

    /** {@return whether the peer may have acted; never, because reading metadata changes nothing there} */
    public boolean mayHaveTakenEffect() {
        return false;
    }

    /** {@return how long to wait before trying again} */
    public Optional<Duration> suggestedPause() {
        return Optional.of(Duration.ofMinutes(1));
    }
}
