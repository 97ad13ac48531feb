package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One sandbox and one application for all tests of a run, because a server takes seconds to start. Services forget
 * everything before each test. After each class the server's log is searched for personal data.
 */
final class SharedDemo implements BeforeEachCallback, AfterAllCallback {

    private static final ExtensionContext.Namespace ALL = ExtensionContext.Namespace.create(SharedDemo.class);

    /** What the store of JUnit closes after the last class. */
    private record Held(Demo demo) implements AutoCloseable {
        @Override
        public void close() {
            demo.close();
        }
    }

    /** The one that runs; started at the first call. */
    private static Demo demo(ExtensionContext context) {
        return context.getRoot()
                .getStore(ALL)
                .getOrComputeIfAbsent("demo", key -> start(), Held.class)
                .demo();
    }

    private Demo current;

    Demo demo() {
        return current;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        current = demo(context);
        current.sandbox().bayernId().reset();
        current.sandbox().epay().reset();
        current.sandbox().postfach().reset();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (current != null) {
            String log = Files.readString(current.sample().log());
            List<String> found =
                    Visitor.personalData().stream().filter(log::contains).toList();
            assertEquals(
                    List.of(), found, "personal data in " + current.sample().log());
        }
    }

    private static Held start() {
        try {
            Demo demo = Demo.start(
                    0,
                    0,
                    Map.of(
                            "sample.letter-pause", "PT1S",
                            "sample.watch-pause", "PT0.25S",
                            "sample.clock-speed", "20"),
                    Guests.ALL);
            demo.collect();
            return new Held(demo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
