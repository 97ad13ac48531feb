package io.github.bayernkommunal.portalregistry.jakarta;

import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes one {@link PortalRegistryClient} for an application from its settings, and closes it at the end.
 *
 * <p>The settings come from MicroProfile Config when it is present, otherwise from system properties and then from
 * environment variables, under the same names; {@code portalregistry.feed.user} is also found as
 * {@code PORTALREGISTRY_FEED_USER}. To use a source or route of your own, produce the client yourself and leave this class out.
 */
@ApplicationScoped
public class PortalRegistryProducer {

    /** Made by the container. */
    public PortalRegistryProducer() {}

    /**
     * The application's client.
     *
     * @return the client
     * @throws IllegalArgumentException if a setting is missing or wrong; its text lists every problem
     */
    // The compiler of Java 17 does not read the annotation inside Function<String, @Nullable String> from a jar.
    @SuppressWarnings("NullAway")
    @Produces
    @Singleton
    public PortalRegistryClient portalRegistryClient() {
        return PortalRegistryClient.from(ConfigLookup.find());
    }

    /**
     * Closes the application's client.
     *
     * @param client the client to close
     */
    public void close(@Disposes PortalRegistryClient client) {
        client.close();
    }
}
