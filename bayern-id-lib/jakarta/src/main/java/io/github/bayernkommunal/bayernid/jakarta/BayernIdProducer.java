package io.github.bayernkommunal.bayernid.jakarta;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.ReplayGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Makes one {@link BayernIdServiceProvider} for an application from its settings, and closes it at the end.
 *
 * <p>The settings come from MicroProfile Config when it is present, otherwise from system properties and then from
 * environment variables, under the same names; {@code bayernid.entity-id} is also found as {@code BAYERNID_ENTITY_ID}.
 */
@ApplicationScoped
public class BayernIdProducer {

    /** Made by the container. */
    public BayernIdProducer() {}

    /**
     * The application's service provider.
     *
     * @param replayGuards the application's memory of used assertions, which several nodes need: a bean of type
     *     {@link ReplayGuard}; without one each node has its own
     * @return made from the settings
     * @throws IllegalArgumentException if a setting is missing or wrong; its text lists every problem
     */
    // A JDK 17 compiler does not read type annotations from class files, so it takes the parameter for a non-null one.
    @SuppressWarnings("NullAway")
    @Produces
    @Singleton
    public BayernIdServiceProvider bayernIdServiceProvider(Instance<ReplayGuard> replayGuards) {
        return replayGuards.isUnsatisfied()
                ? BayernIdServiceProvider.from(ConfigLookup.find())
                : BayernIdServiceProvider.from(ConfigLookup.find(), replayGuards.get());
    }

    /**
     * Closes the application's service provider.
     *
     * @param provider the one to close
     */
    public void close(@Disposes BayernIdServiceProvider provider) {
        provider.close();
    }
}
