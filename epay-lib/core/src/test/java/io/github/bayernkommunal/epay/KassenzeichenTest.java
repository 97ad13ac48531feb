package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KassenzeichenTest {

    @ParameterizedTest
    @CsvSource({"12345678901, 9", "00000000001, 8", "99999999999, 1", "10000000042, 4", "420000000006, 2"})
    void theKnownCheckDigits(String digits, String check) {
        Kassenzeichen made = Kassenzeichen.withCheckDigit(digits);

        assertEquals(digits + check, made.value());
        assertTrue(made.hasCheckDigit());
    }

    @Test
    void aNumberOfThePlatformIsNotJudgedByIt() {
        Kassenzeichen foreign = Kassenzeichen.of("4200000000061");

        assertFalse(foreign.hasCheckDigit());
    }

    @Property
    void oneOtherCheckDigitIsNoticed(
            @ForAll @NumericChars @StringLength(min = 1, max = 29) String digits,
            @ForAll @IntRange(min = 1, max = 9) int shift) {
        String made = Kassenzeichen.withCheckDigit(digits).value();
        int last = made.charAt(made.length() - 1) - '0';

        assertFalse(Kassenzeichen.of(digits + (last + shift) % 10).hasCheckDigit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "123456789012345678901234567890", "١٢"})
    void whatGetsNoCheckDigit(String digits) {
        assertThrows(IllegalArgumentException.class, () -> Kassenzeichen.withCheckDigit(digits));
    }

    @Test
    void bothSidesOfTheLengths() {
        assertDoesNotThrow(() -> Kassenzeichen.of("12"));
        assertDoesNotThrow(() -> Kassenzeichen.of("1".repeat(99)));
        assertThrows(IllegalArgumentException.class, () -> Kassenzeichen.of("1"));
        assertThrows(IllegalArgumentException.class, () -> Kassenzeichen.of("1".repeat(100)));
        assertThrows(IllegalArgumentException.class, () -> Kassenzeichen.of("12 3"));
    }
}
