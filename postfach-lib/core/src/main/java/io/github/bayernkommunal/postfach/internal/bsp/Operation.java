package io.github.bayernkommunal.postfach.internal.bsp;

/** The two operations of the service. */
enum Operation {
    /** The message document as text. */
    NATIVE("sendBspNachrichtNative"),
    /** The message document in an OK.KOMM envelope, as Base64. */
    OK_KOMM("sendBspNachricht");

    private final String request;

    Operation(String request) {
        this.request = request;
    }

    /** Name of the operation and of its request element. */
    String request() {
        return request;
    }

    /** Name of its answer element: ends in Output, not in Response. */
    String answer() {
        return request + "Output";
    }
}
