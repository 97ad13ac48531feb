package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of requirements and the tests belong together. */
class RequirementsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([XP][0-9]+) \\| ([MS]) \\| ([^|]+) \\| ([^|]*) \\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    private record Requirement(String id, boolean must, List<String> tests) {}

    @Test
    void everyNamedTestExists() throws IOException {
        Map<String, String> sources = testSources();
        Set<String> missing = requirements().stream()
                .flatMap(requirement -> requirement.tests().stream())
                .filter(test -> !Pattern.compile("void " + test.replaceFirst(".*#", "") + "\\(")
                        .matcher(sources.getOrDefault(test.replaceFirst("#.*", ""), ""))
                        .find())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), missing);
    }

    @Test
    void everyMustIsProven() throws IOException {
        for (Requirement requirement : requirements()) {
            assertFalse(
                    requirement.must() && requirement.tests().isEmpty(), requirement.id() + " is proven by no test");
        }
    }

    @Test
    void everyRequirementOfMessagesIsThereOrSaidNotToApply() throws IOException {
        String page = Files.readString(Path.of("../docs/requirements.md"));
        Set<String> expected = new TreeSet<>();
        Stream.of(IntStream.rangeClosed(1, 7), IntStream.rangeClosed(10, 17), IntStream.rangeClosed(20, 33))
                .flatMap(IntStream::boxed)
                .forEach(n -> expected.add("P" + n));

        expected.removeIf(
                id -> Pattern.compile("\\b" + id + "\\b").matcher(page).find());

        assertEquals(Set.of(), expected);
    }

    @Test
    void noRequirementStandsTwice() throws IOException {
        List<String> ids = requirements().stream().map(Requirement::id).toList();

        assertTrue(ids.size() > 45, "rows read: " + ids.size());
        assertEquals(ids.size(), Set.copyOf(ids).size());
    }

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
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sources;
    }
}
