package io.github.bayernkommunal.samples.rules;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tree is regular: who knows one library finds the way in all four. */
class HouseStaysInOrderTest {

    @Test
    void topLevelShowsTheFourLibrariesAndLittleElse() throws Exception {
        Set<String> expected = new TreeSet<>(Set.of(
                "bayern-id-lib",
                "postfach-lib",
                "epay-lib",
                "portal-registry-lib",
                "bom",
                "samples",
                "pom.xml",
                "README.md",
                "LICENSE"));

        try (Stream<Path> entries = Files.list(Suite.root())) {
            Set<String> visible = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !name.startsWith(".") && !name.equals("target"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(expected, visible);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyLibraryHasTheSameRoomsAndPages(Suite library) {
        assertAll(Stream.of(
                        "pom.xml",
                        "README.md",
                        "CHANGELOG.md",
                        "docs/protocol.md",
                        "docs/errors.md",
                        "docs/operations.md",
                        "core/pom.xml",
                        "jakarta/pom.xml",
                        "testkit/pom.xml")
                .map(page -> () -> assertTrue(
                        Files.exists(library.path().resolve(page)), library.folder() + "/" + page + " is missing")));
    }

    @ParameterizedTest
    @EnumSource
    void everyModuleExportsItsPublicPackageOnly(Suite library) {
        assertAll(Stream.of("core", "jakarta", "testkit").map(room -> () -> {
            List<String> descriptor =
                    Suite.lines(library.path().resolve(room).resolve("src/main/java/module-info.java"));
            String open = room.equals("core") ? library.corePackage() : library.corePackage() + "." + room;

            List<String> exports = descriptor.stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith("exports "))
                    .toList();

            assertEquals(List.of("exports " + open + ";"), exports);
        }));
    }

    @ParameterizedTest
    @EnumSource
    void everyPageSaysThatThisIsNoOfficialProduct(Suite library) {
        String page = String.join("\n", Suite.lines(library.path().resolve("README.md")));

        assertTrue(page.contains("Not an official product of the Free State of Bavaria"), library.folder());
    }

    @Test
    void nothingIsLeftUndoneInTheCode() {
        assertAll(Stream.of(Suite.values())
                .flatMap(library -> Suite.filesBelow(library.path(), ".java").stream())
                .filter(file -> !file.toString().contains("/target/"))
                .map(file -> () -> assertTrue(
                        Suite.lines(file).stream().noneMatch(line -> line.matches(".*\\b(TODO|FIXME|XXX|HACK)\\b.*")),
                        file + " carries a mark of unfinished work")));
    }
}
