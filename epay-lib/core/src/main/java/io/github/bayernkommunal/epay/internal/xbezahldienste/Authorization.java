package io.github.bayernkommunal.epay.internal.xbezahldienste;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What stands in the Authorization header. The standard leaves the way of logging in to the provider. */
public interface Authorization {

    /** The header's value, or null for none. */
    @Nullable String value();

    /**
     * Called after the provider refused {@code refused}.
     *
     * @return true if {@link #value()} now gives another value that is worth one more try
     */
    default boolean renew(@Nullable String refused) {
        return false;
    }

    /** None; the client certificate says who we are. */
    static Authorization none() {
        return () -> null;
    }

    /** User and password (RFC 7617). */
    static Authorization basic(String user, String password) {
        String value =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return () -> value;
    }
}
