package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The library as a named module, with nothing beside it but what it needs. */
class ModulePathTest {

    private static final String NAME = "io.github.bayernkommunal.epay";
    private static final Pattern NEEDED =
            Pattern.compile(".*(core.target.classes|jspecify|slf4j-api|jakarta\\.json-api|parsson)[^/\\\\]*");

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private static ModuleLayer layer() {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> NEEDED.matcher(entry).matches())
                .map(Path::of)
                .toArray(Path[]::new);
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(), ModuleFinder.of(path), Set.of(NAME, "org.eclipse.parsson"));
        return ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }

    @Test
    void opensAPaymentAsANamedModule() throws Exception {
        ClassLoader library = layer().findLoader(NAME);
        URL tests = ModulePathTest.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(library);
        try (URLClassLoader loader = new URLClassLoader(new URL[] {tests}, library)) {
            var application = (Function<?, ?>) loader.loadClass(Application.class.getName())
                    .getConstructor()
                    .newInstance();

            assertEquals(NAME, call(application, platform.settings()));
            assertEquals(1, platform.bookings().size());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @SuppressWarnings("unchecked")
    private static Object call(Function<?, ?> application, Map<String, String> settings) {
        return ((Function<Map<String, String>, Object>) application).apply(settings);
    }

    /** Loaded beside the module, so that it sees what the module exports. */
    public static final class Application implements Function<Map<String, String>, String> {

        @Override
        public String apply(Map<String, String> settings) {
            try (EpayClient epay = EpayClient.from(settings)) {
                epay.open(Orders.parking("az-1").build());
                return EpayClient.class.getModule().getName();
            }
        }
    }

    @Test
    void onlyTheApiIsExported() {
        Module module = layer().findModule(NAME).orElseThrow();

        assertEquals(
                Set.of(NAME),
                module.getPackages().stream().filter(module::isExported).collect(Collectors.toSet()));
    }
}
