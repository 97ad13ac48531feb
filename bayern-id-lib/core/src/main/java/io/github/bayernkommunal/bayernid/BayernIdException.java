package io.github.bayernkommunal.bayernid;

import org.jspecify.annotations.Nullable;

/** Something that an application did not plan for. The message says what happened and what to do, without personal data. */
@SuppressWarnings("serial") // codes and checks are enough for whoever reads a stored exception
public abstract sealed class BayernIdException extends RuntimeException
        permits ResponseNotTrustedException, IdentityProviderUnavailableException {

    /** Stable code. */
    private final String code;

    BayernIdException(String code, String message, @Nullable Throwable cause) {
        super(code + " – " + message, cause);
        this.code = code;
    }

    /** {@return stable code such as {@code BAYERNID-203}; explained in docs/errors.md} */
    public String code() {
        return code;
    }
}
