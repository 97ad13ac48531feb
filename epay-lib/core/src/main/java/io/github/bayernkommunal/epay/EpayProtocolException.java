package io.github.bayernkommunal.epay;

import org.jspecify.annotations.Nullable;

/** An answer came that must not be believed. Nothing was taken from it; somebody should look. */
public final class EpayProtocolException extends EpayException {

    private static final long serialVersionUID = 1L;

    /**
     * An unbelievable answer; also for routes outside this library.
     *
     * @param code our code, for example {@code EPAY-303}
     * @param message what was expected and what came, without personal data
     * @param cause the failure below, or null
     */
    public EpayProtocolException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
