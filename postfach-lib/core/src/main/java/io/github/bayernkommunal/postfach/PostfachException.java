package io.github.bayernkommunal.postfach;

import org.jspecify.annotations.Nullable;

/**
 * A message was not certainly delivered. The family tells what to do: fix it, try later, or have someone look.
 *
 * <p>The text reads: code – what happened – with which values – what to do. It never holds personal data.
 */
public abstract sealed class PostfachException extends RuntimeException
        permits PostfachRejectedException, PostfachUnavailableException, PostfachProtocolException {

    private static final long serialVersionUID = 1L;

    /** Stable code. */
    private final String code;

    PostfachException(String code, String message, @Nullable Throwable cause) {
        super(code + " " + message, cause);
        this.code = code;
    }

    /** {@return stable code such as {@code POSTFACH-230}; explained in docs/errors.md} */
    public String code() {
        return code;
    }
}
