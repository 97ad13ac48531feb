package io.github.bayernkommunal.samples.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** There is no shared kernel: a few small classes are copied instead, and a copy must not change alone. */
class TwinsStayIdenticalTest {

    private static final int LONGEST = 150;

    @ParameterizedTest
    @ValueSource(
            strings = {"Tls.java", "DatedTrust.java", "KeyFiles.java", "PemKey.java", "Redact.java", "Settings.java"})
    void everyCopyOfATwinSaysTheSame(String name) {
        String first = bodyOf(Suite.BAYERN_ID, name);

        for (Suite library : Suite.values()) {
            assertEquals(first, bodyOf(library, name), library.folder() + " has its own version of " + name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Tls.java", "DatedTrust.java", "KeyFiles.java", "PemKey.java", "Redact.java", "Settings.java"})
    void twinsStaySmallEnoughToBeCopied(String name) {
        int lines = Suite.lines(twin(Suite.EPAY, name)).size();

        assertTrue(
                lines <= LONGEST, name + " has " + lines + " lines; above " + LONGEST + " ask for a shared artifact");
    }

    @Test
    void everyJakartaRoomFindsItsSettingsInTheSameWay() {
        String first = bodyOf(Suite.BAYERN_ID, configLookup(Suite.BAYERN_ID));

        for (Suite library : Suite.values()) {
            assertEquals(
                    first, bodyOf(library, configLookup(library)), library.folder() + " looks up its settings alone");
        }
    }

    @Test
    void mailboxAndPaymentJudgeClientKeysAlike() {
        assertEquals(
                bodyOf(Suite.EPAY, twin(Suite.EPAY, "KeyCheck.java")),
                bodyOf(Suite.POSTFACH, twin(Suite.POSTFACH, "KeyCheck.java")));
    }

    private static Path configLookup(Suite library) {
        return library.path()
                .resolve("jakarta/src/main/java")
                .resolve(library.jakartaPackage().replace('.', '/'))
                .resolve("ConfigLookup.java");
    }

    private static String bodyOf(Suite library, String name) {
        return bodyOf(library, twin(library, name));
    }

    private static String bodyOf(Suite library, Path file) {
        assertTrue(Files.exists(file), file + " is missing");
        List<String> lines = Suite.lines(file);
        return String.join("\n", lines).replace(library.corePackage(), "PACKAGE");
    }

    private static Path twin(Suite library, String name) {
        return library.coreSources().resolve("internal").resolve(name);
    }
}
