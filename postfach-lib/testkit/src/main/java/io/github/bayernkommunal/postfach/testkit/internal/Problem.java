package io.github.bayernkommunal.postfach.testkit.internal;

/** A REST service declines a call: an HTTP status, a word for machines, a sentence for people. */
public final class Problem extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;

    /** Declines with {@code status}. */
    public Problem(int status, String code, String text) {
        super(text);
        this.status = status;
        this.code = code;
    }

    /** The call or document does not have the form that the contract describes. */
    public static Problem malformed(String text) {
        return new Problem(400, "malformed", text);
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The word for machines. */
    public String code() {
        return code;
    }

    /** The sentence for people. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
