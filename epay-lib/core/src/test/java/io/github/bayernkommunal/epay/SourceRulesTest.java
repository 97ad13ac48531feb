package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must not stand in the library's own code, wherever it would be convenient. */
class SourceRulesTest {

    private static final Path CODE = Path.of("src/main/java");

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "\\b(double|float|Double|Float)\\b ; - ; money is never a floating point number",
                "\\.now\\(\\)|currentTimeMillis|new Date\\(\\) ; - ; time comes from the clock",
                "new Random\\(|Math\\.random|ThreadLocalRandom|UUID\\.randomUUID ; - ; ids come from strong random numbers",
                "ObjectInputStream|readObject ; - ; nothing from outside is deserialised",
                "javax\\.xml|org\\.w3c|org\\.xml ; Soap.java Value.java ; one place reads and writes XML",
                "new Thread\\(|Executors\\.|Timer\\b ; - ; no threads of our own",
                "TrustManager|HostnameVerifier|setEndpointIdentificationAlgorithm ; Tls.java DatedTrust.java ; one place decides whom to trust",
                "System\\.(getProperty|getenv|setProperty) ; - ; settings come from the caller",
                "toUpperCase\\(\\)|toLowerCase\\(\\) ; - ; no text depends on the language of the machine",
                "getBytes\\(\\) ; - ; no text depends on the encoding of the machine",
                "setRounding|RoundingMode|\\.round\\( ; - ; nothing is rounded"
            })
    void neverInTheCode(String pattern, String allowedFiles, String rule) {
        Pattern forbidden = Pattern.compile(pattern.trim());
        List<String> allowed = List.of(allowedFiles.trim().split(" "));

        List<String> found = code().filter(
                        file -> !allowed.contains(file.getFileName().toString()))
                .flatMap(file -> lines(file)
                        .filter(line ->
                                !line.strip().startsWith("*") && !line.strip().startsWith("//"))
                        .filter(line -> forbidden.matcher(line).find())
                        .map(line -> file.getFileName() + ": " + line.strip()))
                .toList();

        assertEquals(List.of(), found, rule);
    }

    private static Stream<Path> code() {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
