package io.github.bayernkommunal.epay.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultTest {

    private static final Pattern HEADING = Pattern.compile("(?m)^### (EPAY-[0-9]+) ");
    private static final Pattern MENTIONED = Pattern.compile("EPAY-[0-9]{3}");

    private static Set<String> codes() {
        return Arrays.stream(Fault.values()).map(Fault::code).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noTwoCausesShareACode() {
        assertEquals(Fault.values().length, codes().size());
    }

    @Test
    void everyCodeHasItsEntryInTheErrorsPageAndNothingElseHas() throws IOException {
        Set<String> explained = HEADING.matcher(Files.readString(Path.of("../docs/errors.md")))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(codes(), explained);
    }

    @Test
    void everyCodeIsProducedByATest() throws IOException {
        Set<String> produced = new TreeSet<>();
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            for (Path test :
                    tests.filter(path -> path.toString().endsWith("Test.java")).toList()) {
                MENTIONED.matcher(Files.readString(test)).results().forEach(result -> produced.add(result.group()));
            }
        }

        Set<String> missing = codes();
        missing.removeAll(produced);
        assertEquals(Set.of(), missing);
    }
}
