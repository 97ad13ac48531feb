package io.github.bayernkommunal.epay.testkit.internal.epaybl;

/** The message does not fit the service's description, so that no operation could start. */
final class SoapFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    private SoapFault(String code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    static SoapFault client(String text) {
        return new SoapFault("Client", text);
    }

    static SoapFault server(String text) {
        return new SoapFault("Server", text);
    }

    String code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
