package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of requirements and the tests belong together. */
class RequirementsPageTest {

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([XEP][0-9]+) \\| ([MS]) \\| ([^|]+) \\| ([^|]*) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    private record Requirement(String id, boolean must, List<String> tests) {}

    private static List<Requirement> requirements() throws IOException {
        List<Requirement> found = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("../docs/requirements.md")));
        while (row.find()) {
            List<String> tests = TEST.matcher(row.group(4))
                    .results()
                    .map(test -> test.group(1) + "#" + test.group(2))
                    .toList();
            found.add(new Requirement(row.group(1), row.group(2).equals("M"), tests));
        }
        return found;
    }

    private static Map<String, String> testSources() {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of(".", "../jakarta")) {
            try (Stream<Path> files = Files.walk(Path.of(module, "src/test/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sources;
    }

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = testSources();
        Set<String> missing = requirements().stream()
                .flatMap(requirement -> requirement.tests().stream())
                .filter(test -> {
                    String[] parts = test.split("#");
                    return !Pattern.compile("void " + parts[1] + "\\(")
                            .matcher(sources.getOrDefault(parts[0], ""))
                            .find();
                })
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), missing);
    }

    @Test
    void everyMustIsProven() throws IOException {
        List<Requirement> requirements = requirements();

        assertTrue(requirements.size() > 50, "rows read: " + requirements.size());
        for (Requirement requirement : requirements) {
            assertTrue(
                    !requirement.must() || !requirement.tests().isEmpty(), requirement.id() + " is proven by no test");
        }
    }

    @Test
    void everyRequirementOfPaymentsIsThere() throws IOException {
        Set<String> listed = requirements().stream().map(Requirement::id).collect(Collectors.toSet());
        Set<String> expected =
                IntStream.rangeClosed(1, 18).mapToObj(n -> "E" + n).collect(Collectors.toSet());
        IntStream.rangeClosed(20, 25).mapToObj(n -> "P" + n).forEach(expected::add);

        expected.removeAll(listed);

        assertEquals(Set.of(), expected);
    }

    @Test
    void noRequirementStandsTwice() throws IOException {
        List<String> ids = requirements().stream().map(Requirement::id).toList();

        assertEquals(ids.size(), Set.copyOf(ids).size());
    }
}
