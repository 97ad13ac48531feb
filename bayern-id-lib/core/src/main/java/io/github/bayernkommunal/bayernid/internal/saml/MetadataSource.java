package io.github.bayernkommunal.bayernid.internal.saml;

import java.time.Clock;

/** Where metadata comes from; asked at every login, so it answers from memory. */
public interface MetadataSource extends AutoCloseable {

    /**
     * The metadata as it is known now.
     *
     * @throws io.github.bayernkommunal.bayernid.IdentityProviderUnavailableException if there is none that may be used
     */
    Metadata current();

    /** Begins work in the background, if there is any; once. */
    default void start(Clock clock) {}

    @Override
    default void close() {}
}
