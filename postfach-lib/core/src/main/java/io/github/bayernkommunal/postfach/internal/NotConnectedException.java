package io.github.bayernkommunal.postfach.internal;

import java.io.IOException;

/** The secure connection was not established, so not one byte of the request has left. */
public final class NotConnectedException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Because of {@code cause}. */
    public NotConnectedException(IOException cause) {
        super("no secure connection: " + cause.getMessage(), cause);
    }
}
