package io.github.bayernkommunal.portalregistry.jakarta;

import java.util.Locale;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Where settings come from. */
final class ConfigLookup {

    private ConfigLookup() {}

    /** MicroProfile Config when it is present, otherwise system properties and environment variables. */
    static Function<String, @Nullable String> find() {
        try {
            return MicroProfile.lookup();
        } catch (LinkageError | IllegalStateException absent) {
            // No MicroProfile Config API, or the API without an implementation behind it.
            return propertiesThenEnvironment(System::getProperty, System::getenv);
        }
    }

    static Function<String, @Nullable String> propertiesThenEnvironment(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> environment) {
        return name -> {
            String property = properties.apply(name);
            return property == null ? environment.apply(variable(name)) : property;
        };
    }

    /** The environment variable of a setting, by the rule of MicroProfile Config. */
    private static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Apart, so that its classes are looked for only when it is used. */
    private static final class MicroProfile {

        static Function<String, @Nullable String> lookup() {
            Config config = ConfigProvider.getConfig();
            return name -> config.getOptionalValue(name, String.class).orElse(null);
        }
    }
}
