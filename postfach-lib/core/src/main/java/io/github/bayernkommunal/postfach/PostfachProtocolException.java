package io.github.bayernkommunal.postfach;

import org.jspecify.annotations.Nullable;

/**
 * The service says that our request breaks the contract, so something is wrong in this library or in its set-up. The
 * message was not delivered. Somebody should look; repeating the same is useless.
 */
public final class PostfachProtocolException extends PostfachException {

    private static final long serialVersionUID = 1L;

    /**
     * A broken contract.
     *
     * @param code stable code such as {@code POSTFACH-420}
     * @param message what happened, with which values, what to do; no personal data
     * @param cause the fault below, or null
     */
    public PostfachProtocolException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
