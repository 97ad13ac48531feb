package io.github.bayernkommunal.postfach.jakarta;

import io.github.bayernkommunal.postfach.PostfachClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one {@link PostfachClient} for an application from its settings, and closes it at the end.
 *
 * <p>The settings come from MicroProfile Config when it is present, otherwise from system properties and then from
 * environment variables, under the same names; {@code postfach.client-key.file} is also found as
 * {@code POSTFACH_CLIENT_KEY_FILE}. To keep the journal in a database, produce the client yourself and leave this class out.
 */
@ApplicationScoped
public class PostfachProducer {

    /** Made by the container. */
    public PostfachProducer() {}

    /**
     * The application's client.
     *
     * @return the client, opened with its first message
     * @throws IllegalArgumentException if a setting is missing or wrong; its text lists every problem
     */
    // A JDK 17 compiler does not read type annotations from class files, so it takes the parameter for a non-null one.
    @SuppressWarnings("NullAway")
    @Produces
    @Singleton
    public PostfachClient postfachClient() {
        Function<String, @Nullable String> settings = ConfigLookup.find();
        return PostfachClient.from(settings);
    }

    /**
     * Closes the application's client.
     *
     * @param client what {@link #postfachClient} made
     */
    public void close(@Disposes PostfachClient client) {
        client.close();
    }
}
