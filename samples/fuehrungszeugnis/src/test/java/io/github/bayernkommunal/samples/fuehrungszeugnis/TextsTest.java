package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.MissingResourceException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    private static final Pattern USED = Pattern.compile("t\\['([^'$]+)'\\]");

    @Test
    void bothLanguagesSayTheSameThings() {
        assertEquals(
                new TreeSet<>(Texts.GERMAN.sentences().keySet()),
                new TreeSet<>(Texts.ENGLISH.sentences().keySet()));
    }

    @ParameterizedTest
    @EnumSource
    void noSentenceIsEmpty(Texts texts) {
        assertAll(texts.sentences().entrySet().stream()
                .map(entry -> () -> assertFalse(entry.getValue().isBlank(), entry.getKey())));
    }

    @Test
    void everyStateOfALetterIsExplained() {
        assertAll(Arrays.stream(CertificateCase.Letter.values())
                .map(letter -> () -> Texts.GERMAN.get("status.letter." + letter)));
    }

    @ParameterizedTest
    @EnumSource
    void everyStateOfAPaymentIsExplained(CertificateCase.Payment payment) {
        Texts.GERMAN.get("status." + payment);
        Texts.GERMAN.get("status.title." + payment);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cancelled.text", "refused.level", "status.NOT_PAID", "status.NOT_STARTED", "summary.noPostbox"})
    void peopleLearnThatNothingWasPaidWhereThatIsCertain(String key) {
        assertTrue(Texts.GERMAN.get(key).matches("(?s).*(nichts bezahlt|kein Geld).*"), Texts.GERMAN.get(key));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status.UNCLEAR", "status.UNANSWERED", "status.OPEN"})
    void nobodySaysSoWhereItIsNotCertain(String key) {
        assertFalse(Texts.GERMAN.get(key).contains("nichts bezahlt"), Texts.GERMAN.get(key));
    }

    @ParameterizedTest
    @EnumSource
    void everySentenceIsUsed(Texts texts) throws IOException {
        String sources = sources();
        Set<String> built = builtKeys();

        assertEquals(
                Set.of(),
                texts.sentences().keySet().stream()
                        .filter(key -> !built.contains(key)
                                && !sources.contains("'" + key + "'")
                                && !sources.contains('"' + key + '"'))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Keys that pages put together from a state, a field or a step. */
    private static Set<String> builtKeys() {
        Set<String> keys = new TreeSet<>();
        for (CertificateCase.Payment payment : CertificateCase.Payment.values()) {
            keys.addAll(List.of("status.title." + payment, "status." + payment, "status.action." + payment));
        }
        for (CertificateCase.Letter letter : CertificateCase.Letter.values()) {
            keys.add("status.letter." + letter);
        }
        for (RecordComponent field : Draft.class.getRecordComponents()) {
            keys.addAll(List.of("form." + field.getName(), "problem." + field.getName()));
        }
        IntStream.rangeClosed(1, 5).forEach(step -> keys.add("step." + step));
        return keys;
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String root : List.of("src/main/webapp/WEB-INF", "src/main/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    all.append(Files.readString(file));
                }
            }
        }
        return all.toString();
    }

    @Test
    void everySentenceOfAPageExists() throws IOException {
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(Path.of("src/main/webapp/WEB-INF"))) {
            for (Path page : pages.filter(Files::isRegularFile).toList()) {
                USED.matcher(Files.readString(page))
                        .results()
                        .map(match -> match.group(1))
                        .filter(key -> !Texts.GERMAN.sentences().containsKey(key))
                        .forEach(missing::add);
            }
        }
        assertEquals(Set.of(), missing);
    }

    @Test
    void unknownKeyIsAMistake() {
        assertThrows(MissingResourceException.class, () -> Texts.GERMAN.get("nothing.of.this.name"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "", "fr"})
    void germanUnlessEnglishIsWanted(String language) {
        assertEquals(Texts.GERMAN, Texts.of(language));
        assertEquals(Texts.ENGLISH, Texts.of("en"));
    }
}
