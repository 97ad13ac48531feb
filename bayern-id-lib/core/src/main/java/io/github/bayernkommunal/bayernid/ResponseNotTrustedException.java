package io.github.bayernkommunal.bayernid;

import org.jspecify.annotations.Nullable;

/**
 * An answer came that must not be believed. Nobody is logged in; someone should look.
 *
 * <p>Show citizens a neutral page; the message is for the log and tells an attacker too much.
 */
@SuppressWarnings("serial")
public final class ResponseNotTrustedException extends BayernIdException {

    /** The step that failed. */
    private final Check failedCheck;

    /**
     * A refusal by {@code check}; {@code detail} names the values and the remedy.
     *
     * @param check the step that failed
     * @param detail what happened and what to do
     */
    public ResponseNotTrustedException(Check check, String detail) {
        this(check, detail, null);
    }

    /**
     * A refusal by {@code check} with its technical cause.
     *
     * @param check the step that failed
     * @param detail what happened and what to do
     * @param cause what lies behind it, or null
     */
    public ResponseNotTrustedException(Check check, String detail, @Nullable Throwable cause) {
        super(check.code(), detail, cause);
        this.failedCheck = check;
    }

    /** {@return the step of the judgement that failed} */
    public Check failedCheck() {
        return failedCheck;
    }
}
