package io.github.bayernkommunal.postfach.testkit.internal;

/** The service declines a message: a code of table 9006 and the hint that goes into the receipt. */
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final int code;

    /** Declines with {@code code}; the hint is German because a German service writes it. */
    public Refusal(int code, String hint) {
        super(hint);
        this.code = code;
    }

    /** The code of table 9006. */
    public int code() {
        return code;
    }

    /** The text for {@code ErgaenzendeHinweise}. */
    public String hint() {
        return String.valueOf(getMessage());
    }
}
