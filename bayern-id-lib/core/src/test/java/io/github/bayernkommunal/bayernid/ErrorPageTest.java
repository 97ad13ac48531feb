package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorPageTest {

    private static final Path PAGE = Path.of("../docs/errors.md");
    private static final Path CODE = Path.of("src/main/java");

    private static Set<String> inPage(String pattern) throws IOException {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyCheckHasItsOwnCodeAndEntry() throws IOException {
        Set<String> checks = Arrays.stream(Check.values())
                .map(check -> "### " + check.code() + " " + check.name())
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Check.values().length, checks.size());
        assertEquals(checks, inPage("^### BAYERNID-\\d+ [A-Z0-9_]+$"));
    }

    @Test
    void everyOtherCodeHasAnEntry() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Pattern.compile("\"(BAYERNID-\\d+)\"")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(code -> used.add("### " + code.group(1)));
            }
        }

        assertEquals(used, inPage("^### BAYERNID-\\d+$"));
    }

    @Test
    void checksStandInTheOrderOfTheirCodes() {
        var codes = Arrays.stream(Check.values()).map(Check::code).toList();

        assertEquals(codes.stream().sorted().toList(), codes);
    }
}
