package io.github.bayernkommunal.samples.rules;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java snippet on a page is cut from code that the build compiles and runs. */
class ReadmeCodeRanTest {

    private static final int LONGEST_EXAMPLE = 15;

    static Stream<Path> pages() {
        return Stream.concat(
                Stream.of(Suite.root().resolve("README.md")),
                Stream.of(Suite.values()).map(library -> library.path().resolve("README.md")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everySnippetStandsInAProgramThatRuns(Path page) {
        String programs = Stream.of("quickstarts", "fuehrungszeugnis")
                .flatMap(sample ->
                        Suite.filesBelow(
                                Suite.root().resolve("samples").resolve(sample).resolve("src"), ".java")
                                .stream())
                .map(file -> squeezed(Suite.lines(file)))
                .collect(Collectors.joining("\n"));

        for (List<String> snippet : snippetsOf(page)) {
            assertTrue(
                    programs.contains(squeezed(snippet)),
                    () -> page.getFileName() + " shows code that no program contains:\n" + String.join("\n", snippet));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageShowsCodeAndNoSnippetIsLong(Path page) {
        List<List<String>> snippets = snippetsOf(page);

        assertFalse(snippets.isEmpty(), page + " shows no Java code");
        for (List<String> snippet : snippets) {
            assertTrue(snippet.size() <= LONGEST_EXAMPLE, () -> page + ": " + snippet.size() + " lines:\n" + snippet);
        }
    }

    private static List<List<String>> snippetsOf(Path page) {
        List<List<String>> snippets = new ArrayList<>();
        List<String> open = null;
        for (String line : Suite.lines(page)) {
            if (line.strip().equals("```java")) {
                open = new ArrayList<>();
                snippets.add(open);
            } else if (line.strip().startsWith("```")) {
                open = null;
            } else if (open != null && !line.isBlank()) {
                open.add(line);
            }
        }
        return snippets;
    }

    /** Without indentation, line breaks and blank lines: a page may break lines where a program does not. */
    private static String squeezed(List<String> lines) {
        return lines.stream().map(String::strip).collect(Collectors.joining()).replaceAll("\\s+", "");
    }
}
