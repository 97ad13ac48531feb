package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.IdentityProviderUnavailableException;
import java.time.Clock;
import java.time.Instant;

/** Metadata that was handed over as a document. */
public final class FixedMetadataSource implements MetadataSource {

    private final Metadata metadata;
    private volatile Clock clock = Clock.systemUTC();

    /** Always this metadata, until its own end. */
    public FixedMetadataSource(Metadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public void start(Clock time) {
        clock = time;
    }

    @Override
    public Metadata current() {
        Instant end = metadata.validUntil();
        if (end != null && !clock.instant().isBefore(end)) {
            throw new IdentityProviderUnavailableException(
                    "BAYERNID-702",
                    "The metadata of %s ended at %s. Get the current document from the operator."
                            .formatted(metadata.entityId(), end),
                    null);
        }
        return metadata;
    }
}
