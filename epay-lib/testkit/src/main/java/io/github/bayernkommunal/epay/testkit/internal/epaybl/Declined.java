package io.github.bayernkommunal.epay.testkit.internal.epaybl;

/** The service understood the call and declines it with one of its own codes. */
final class Declined extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    Declined(String code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
