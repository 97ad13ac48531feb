package io.github.bayernkommunal.postfach.testkit.internal;

/** The two operations; they differ in wrapper and part, not in address or SOAPAction (chapter 13). */
public enum Operation {
    /** The message document as text. */
    NATIVE("sendBspNachrichtNative", "bspNachricht", "bspQuittung"),
    /** The message document in an OK.KOMM envelope, Base64 twice. */
    OK_KOMM("sendBspNachricht", "okKommBspNachrichtInput", "okKommBspNachrichtOutput");

    private final String wrapper;
    private final String input;
    private final String output;

    Operation(String wrapper, String input, String output) {
        this.wrapper = wrapper;
        this.input = input;
        this.output = output;
    }

    /** Local name of the request wrapper. */
    public String wrapper() {
        return wrapper;
    }

    /** Local name of the answer wrapper. */
    String answerWrapper() {
        return wrapper + "Output";
    }

    /** Name of the request part. */
    String input() {
        return input;
    }

    /** Name of the answer part. */
    String output() {
        return output;
    }

    /** The operation that this is not. */
    Operation other() {
        return this == NATIVE ? OK_KOMM : NATIVE;
    }
}
