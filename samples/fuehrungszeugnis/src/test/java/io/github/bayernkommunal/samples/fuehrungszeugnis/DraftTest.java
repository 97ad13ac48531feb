package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {

    private static final Draft GOOD = new Draft("Zulassung", "Kammer", "Platz 1", "86720", "Musterstadt");

    @Test
    void completeDetailsHaveNoProblem() {
        assertEquals(Map.of(), GOOD.problems());
    }

    @Test
    void everyMissingDetailIsNamedInTheOrderOfTheForm() {
        assertEquals(
                List.of("purpose", "authority", "street", "postalCode", "town"),
                List.copyOf(Draft.EMPTY.problems().keySet()));
    }

    @Test
    void everyProblemHasASentence() {
        Draft tooLong = new Draft("x".repeat(121), "", "", "", "");

        tooLong.problems().values().forEach(Texts.GERMAN::get);
        Draft.EMPTY.problems().values().forEach(Texts.GERMAN::get);
    }

    @ParameterizedTest(name = "{0} characters")
    @CsvSource({"1, true", "120, true", "121, false"})
    void lengthOfADetailIsLimited(int length, boolean accepted) {
        Draft draft = new Draft("x".repeat(length), "Kammer", "Platz 1", "86720", "Musterstadt");

        assertEquals(accepted, draft.problems().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"86720, true", "01067, true", "8672, false", "867200, false", "8672a, false", "' 86720 ', true"})
    void postalCodeHasFiveDigits(String code, boolean accepted) {
        Draft draft = new Draft("Zulassung", "Kammer", "Platz 1", code, "Musterstadt");

        assertEquals(accepted, draft.problems().isEmpty());
    }

    @Test
    void lineBreaksAndControlCharactersBecomeOneBlank() {
        Draft draft = new Draft("  Zulassung\r\n\tals\u0000Anwältin ", "Kammer", "Platz 1", "86720", "Musterstadt");

        assertEquals("Zulassung als Anwältin", draft.purpose());
    }

    @Test
    void nothingTypedAppearsInLogs() {
        assertFalse(GOOD.toString().contains("Zulassung"));
    }
}
