package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of requirements and the tests say the same. */
class RequirementsPageTest {

    private static final Path PAGE = Path.of("../docs/requirements.md");
    private static final List<Path> TESTS = List.of(Path.of("src/test/java"), Path.of("../jakarta/src/test/java"));
    private static final Pattern ROW = Pattern.compile("^\\| ([XB]\\d+) \\| ([MS]) \\| (.+) \\|$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)(?:\\.(\\w+))?`");

    /** Must hold and has no test; may become shorter, never longer. */
    private static final Set<String> EXCUSED = Set.of();

    private static TreeMap<String, String> sources() throws IOException {
        TreeMap<String, String> sources = new TreeMap<>();
        for (Path folder : TESTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java"))
                        .toList()) {
                    String name = file.getFileName().toString();
                    sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                }
            }
        }
        return sources;
    }

    @Test
    void everyTestOnThePageExists() throws IOException {
        TreeMap<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        Matcher tests = TEST.matcher(Files.readString(PAGE));
        while (tests.find()) {
            String source = sources.get(tests.group(1));
            if (source == null || (tests.group(2) != null && !source.contains(" " + tests.group(2) + "("))) {
                missing.add(tests.group());
            }
        }

        assertEquals(List.of(), missing);
    }

    @Test
    void everyRequirementThatMustHoldHasATest() throws IOException {
        Set<String> unproven = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(PAGE));
        while (rows.find()) {
            assertTrue(seen.add(rows.group(1)), rows.group(1) + " stands twice");
            if (rows.group(2).equals("M") && !TEST.matcher(rows.group(3)).find()) {
                unproven.add(rows.group(1));
            }
        }

        assertEquals(new TreeSet<>(EXCUSED), unproven);
        assertTrue(seen.size() >= 80, "requirements: " + seen.size());
    }
}
