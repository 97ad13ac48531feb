package io.github.bayernkommunal.epay;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The request was understood and declined, by the platform or by our own rules. Repeating it unchanged is pointless. */
public final class EpayRejectedException extends EpayException {

    private static final long serialVersionUID = 1L;

    /** The platform's code, or null. */
    private final @Nullable String platformCode;

    /**
     * A refusal; also for routes outside this library.
     *
     * @param code our code, for example {@code EPAY-204}
     * @param message what happened and what to do, without personal data
     * @param platformCode the platform's own code, or null
     */
    public EpayRejectedException(String code, String message, @Nullable String platformCode) {
        super(code, message, null);
        this.platformCode = platformCode;
    }

    /**
     * The platform's own code.
     *
     * @return for example {@code BOOKING_DATA_MISSING}; empty when the refusal is ours
     */
    public Optional<String> platformCode() {
        return Optional.ofNullable(platformCode);
    }

    /**
     * Whether this is the refusal with the given code.
     *
     * @param anyCode our code or the platform's code
     * @return true if one of both is equal
     */
    public boolean is(String anyCode) {
        return anyCode.equals(code()) || anyCode.equals(platformCode);
    }
}
