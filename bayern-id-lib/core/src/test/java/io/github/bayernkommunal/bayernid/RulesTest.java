package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may be used where; a new use of one of these words needs a decision, and a change here. */
class RulesTest {

    private static final Path CODE = Path.of("src/main/java/io/github/bayernkommunal/bayernid");

    private static Set<String> filesWith(String pattern) throws IOException {
        Pattern compiled = Pattern.compile(pattern);
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(CODE)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (compiled.matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }

    @Test
    void onlyTheReaderParses() throws IOException {
        assertEquals(
                Set.of("XmlReader.java"),
                filesWith("SAXParser|DocumentBuilder|XMLInputFactory|XMLReader|LSParser|\\.parse\\(new InputSource"));
        assertEquals(Set.of(), filesWith("javax\\.xml\\.(transform|xpath|stream|crypto)"));
    }

    @Test
    void onlyMetadataAreBoundToGeneratedClasses() throws IOException {
        assertEquals(
                Set.of("MetadataBinding.java", "MetadataDifferences.java", "MetadataLint.java", "MetadataWriter.java"),
                filesWith("jakarta\\.xml\\.bind|internal\\.wire\\."));
    }

    @Test
    void signaturesNeedNoLibraryWhoseSwitchesCouldChangeThem() throws IOException {
        assertEquals(Set.of(), filesWith("org\\.apache\\.|org\\.bouncycastle"));
    }

    @Test
    void timeIsGivenNotTaken() throws IOException {
        assertEquals(
                Set.of(),
                filesWith("currentTimeMillis|Instant\\.now\\(|LocalDate\\.now|new Date\\(|Clock\\.systemDefault"));
    }

    @Test
    void randomnessIsGivenNotTaken() throws IOException {
        assertEquals(Set.of("Description.java"), filesWith("new SecureRandom\\("));
        assertEquals(Set.of("HttpMetadataSource.java"), filesWith("ThreadLocalRandom|Math\\.random|new Random\\("));
    }

    @Test
    void resultsHoldNoTree() throws IOException {
        Set<String> withTrees = filesWith("org\\.w3c\\.dom");

        for (String result : new String[] {
            "Citizen.java",
            "Organisation.java",
            "LoginOutcome.java",
            "Judgement.java",
            "Status.java",
            "LoginFinisher.java"
        }) {
            assertEquals(result.equals("Status.java"), withTrees.contains(result), result);
        }
    }

    @Test
    void theListOfProvidersIsNeverTouched() throws IOException {
        assertEquals(
                Set.of(),
                filesWith("Security\\.(add|insert|remove)Provider|Security\\.setProperty|System\\.setProperty"));
    }
}
