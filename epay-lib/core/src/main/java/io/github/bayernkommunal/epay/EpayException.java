package io.github.bayernkommunal.epay;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller did not plan. The family says what to do: {@link EpayRejectedException} – change the request;
 * {@link EpayUnavailableException} – try later with the same reference; {@link EpayProtocolException} – somebody should
 * look.
 */
public abstract sealed class EpayException extends RuntimeException
        permits EpayRejectedException, EpayUnavailableException, EpayProtocolException {

    private static final long serialVersionUID = 1L;

    /** Our code; stable. */
    private final String code;

    EpayException(String code, String message, @Nullable Throwable cause) {
        super(code + " " + message, cause);
        this.code = code;
    }

    /**
     * The stable code of the failure; explained in docs/errors.md.
     *
     * @return for example {@code EPAY-102}
     */
    public String code() {
        return code;
    }
}
