package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    private static final Path PAGE = Path.of("../docs/requirements.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([XR][0-9]+) ([MS]) \\|(.*)\\|$");
    private static final Pattern PROOF = Pattern.compile("`([A-Za-z0-9]+)\\.([A-Za-z0-9]+)`");

    /** The requirements that must hold in every release, of all libraries (X) and of this one (R). */
    private static final Set<String> MUST = Set.of(
            "X1", "X2", "X3", "X4", "X5", "X6", "X10", "X11", "X12", "X13", "X14", "X20", "X21", "X22", "X23", "X24",
            "X25", "X26", "X30", "X31", "X32", "X33", "X34", "X36", "X40", "X41", "X42", "X43", "X44", "R1", "R2", "R3",
            "R4", "R5", "R6", "R7", "R8", "R9");

    @Test
    void everyRequirementIsOnThePage() throws Exception {
        Set<String> missing = new TreeSet<>(MUST);
        ROW.matcher(Files.readString(PAGE)).results().forEach(row -> missing.remove(row.group(1)));

        assertEquals(Set.of(), missing);
    }

    @Test
    void everyRequirementThatConcernsUsHasAProof() throws Exception {
        String page = Files.readString(PAGE);
        String concerns = page.substring(0, page.indexOf("## What does not concern"));

        ROW.matcher(concerns)
                .results()
                .forEach(row -> assertTrue(PROOF.matcher(row.group(3)).find(), () -> row.group(1) + " has no test"));
    }

    @Test
    void everyProofIsATestThatExists() throws Exception {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        List<String> unknown = new ArrayList<>();
        PROOF.matcher(Files.readString(PAGE)).results().forEach(proof -> {
            String source = sources.getOrDefault(proof.group(1), "");
            Pattern test = Pattern.compile(
                    "@(Test|ParameterizedTest)\\b(?:(?!\\n    }\\n).)*?\\n    void " + proof.group(2) + "\\(",
                    Pattern.DOTALL);
            if (!test.matcher(source).find()) {
                unknown.add(proof.group());
            }
        });

        assertEquals(List.of(), unknown);
        assertFalse(sources.isEmpty());
    }
}
