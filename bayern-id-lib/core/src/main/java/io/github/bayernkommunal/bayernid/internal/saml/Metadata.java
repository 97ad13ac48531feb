package io.github.bayernkommunal.bayernid.internal.saml;

import java.net.URI;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What we need of an identity provider's metadata.
 *
 * @param entityId its entity id
 * @param signOnAddress where requests are posted
 * @param redirectAddress where requests are sent by redirect, or null
 * @param certificates around its signature keys
 * @param validUntil end of the metadata, or null
 */
public record Metadata(
        String entityId,
        URI signOnAddress,
        @Nullable URI redirectAddress,
        List<X509Certificate> certificates,
        @Nullable Instant validUntil) {

    /** Keeps its own copy. */
    public Metadata {
        certificates = List.copyOf(certificates);
    }

    /** The keys that may sign. */
    public List<PublicKey> keys() {
        return certificates.stream().map(X509Certificate::getPublicKey).toList();
    }
}
