package io.github.bayernkommunal.postfach.testkit.internal;

/** The request is no call of this service: a SOAP 1.1 fault, never a receipt. */
public final class SoapFault extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /** A fault with one of the codes of SOAP 1.1, section 4.4.1, for example {@code Client}. */
    public SoapFault(String code, String text) {
        super(text);
        this.code = code;
    }

    /** The local name of the fault code. */
    public String code() {
        return code;
    }

    /** The fault string. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
