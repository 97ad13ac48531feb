package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The delivery point that stands for ZBP, with credentials for one sender, and all keys. Keys are made when they are first
 * needed: RSA takes its time. Thread-safe.
 */
public final class Destination {

    private final String id = UUID.randomUUID().toString();
    private final String clientId = UUID.randomUUID().toString();
    private final String clientSecret = UUID.randomUUID().toString().replace("-", "");
    private @Nullable RsaKey encryption;
    private @Nullable RsaKey bridge;
    private @Nullable RsaKey service;

    /** The id of the delivery point. */
    public String id() {
        return id;
    }

    /** Who may ask for tokens. */
    public String clientId() {
        return clientId;
    }

    /** The secret for that. */
    public String clientSecret() {
        return clientSecret;
    }

    /** The key for which senders encrypt. */
    synchronized RsaKey encryption() {
        if (encryption == null) {
            encryption = new RsaKey();
        }
        return encryption;
    }

    /** The key with which the bridge signs its events. */
    synchronized RsaKey bridge() {
        if (bridge == null) {
            bridge = new RsaKey();
        }
        return bridge;
    }

    /** The key with which the submission service signs its events. */
    synchronized RsaKey service() {
        if (service == null) {
            service = new RsaKey();
        }
        return service;
    }
}
