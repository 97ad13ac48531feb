package io.github.bayernkommunal.postfach.internal;

import java.net.Authenticator;
import org.jspecify.annotations.Nullable;

/**
 * The authenticator of the whole JVM, around a SOAP client's life. CXF puts itself there with its first connection and never leaves:
 * it would outlive the application that brought it, with all its classes.
 */
public final class JvmAuthenticator {

    private final @Nullable Authenticator before = Authenticator.getDefault();
    private @Nullable Authenticator installed = before;

    /** Call it when the client is made: who sits there now was put there by it. */
    public void clientIsMade() {
        installed = Authenticator.getDefault();
    }

    /** Puts back the one from before, unless somebody else has been put there since. */
    public void putBack() {
        if (installed != before && Authenticator.getDefault() == installed) {
            Authenticator.setDefault(before);
        }
    }
}
