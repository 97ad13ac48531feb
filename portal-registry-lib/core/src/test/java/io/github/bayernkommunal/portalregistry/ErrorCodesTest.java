package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorCodesTest {

    private static final Pattern CODE = Pattern.compile("PORTAL-[0-9]{3}");

    @Test
    void everyCodeIsExplainedAndEveryExplanationHasACode() throws Exception {
        assertEquals(codes(Path.of("src/main")), codes(Path.of("../docs/errors.md")));
    }

    @Test
    void everyCodeIsProducedByATest() throws Exception {
        Set<String> untested = codes(Path.of("src/main"));
        untested.removeAll(codes(Path.of("src/test")));

        assertTrue(untested.isEmpty(), untested::toString);
    }

    private static Set<String> codes(Path where) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(where)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                CODE.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group()));
            }
        }
        return found;
    }
}
