package io.github.bayernkommunal.samples.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the parts of the suite are found. */
enum Suite {
    BAYERN_ID("bayern-id-lib", "bayernid"),
    POSTFACH("postfach-lib", "postfach"),
    EPAY("epay-lib", "epay"),
    PORTAL_REGISTRY("portal-registry-lib", "portalregistry");

    static final String PACKAGE_ROOT = "io.github.bayernkommunal";

    private final String folder;
    private final String word;

    Suite(String folder, String word) {
        this.folder = folder;
        this.word = word;
    }

    static Path root() {
        return Path.of(System.getProperty("suite.root"));
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> filesBelow(Path folder, String suffix) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String folder() {
        return folder;
    }

    Path path() {
        return root().resolve(folder);
    }

    /** The public package of the core; every other package of the library lies below it. */
    String corePackage() {
        return PACKAGE_ROOT + "." + word;
    }

    String jakartaPackage() {
        return corePackage() + ".jakarta";
    }

    String testkitPackage() {
        return corePackage() + ".testkit";
    }

    Path coreSources() {
        return path().resolve("core/src/main/java").resolve(corePackage().replace('.', '/'));
    }

    List<String> artifacts() {
        return List.of(folder, folder + "-jakarta", folder + "-testkit");
    }
}
