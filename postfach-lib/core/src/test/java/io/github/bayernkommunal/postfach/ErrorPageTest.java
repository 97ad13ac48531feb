package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.postfach.internal.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrorPageTest {

    @Test
    void hasOneEntryForEveryCode() throws IOException {
        Matcher entry =
                Pattern.compile("(?m)^### (POSTFACH-\\d{3}) ").matcher(Files.readString(Path.of("../docs/errors.md")));
        List<String> documented = new ArrayList<>();
        while (entry.find()) {
            documented.add(entry.group(1));
        }

        assertEquals(Stream.of(Code.values()).map(Code::toString).toList(), documented);
    }
}
