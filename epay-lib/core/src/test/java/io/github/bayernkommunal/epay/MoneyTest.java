package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final long MOST = 999_999_999_999_999L;

    @Property
    void centsAndEuroSayTheSame(@ForAll @LongRange(min = 1, max = MOST) long cents) {
        Money money = Money.cents(cents);

        assertEquals(cents, money.cents());
        assertEquals(money, Money.euro(money.toString()));
        assertEquals(2, money.amount().scale());
    }

    @Property
    void sumsAreExact(
            @ForAll @LongRange(min = 1, max = MOST / 2) long a, @ForAll @LongRange(min = 1, max = MOST / 2) long b) {
        assertEquals(a + b, Money.cents(a).plus(Money.cents(b)).cents());
        assertEquals(Money.cents(a).plus(Money.cents(b)), Money.cents(b).plus(Money.cents(a)));
    }

    @Property
    void orderIsTheOrderOfCents(
            @ForAll @LongRange(min = 1, max = MOST) long a, @ForAll @LongRange(min = 1, max = MOST) long b) {
        assertEquals(
                Long.signum(Long.compare(a, b)), Integer.signum(Money.cents(a).compareTo(Money.cents(b))));
        assertEquals(a == b, Money.cents(a).equals(Money.cents(b)));
    }

    @Property
    void aThirdDecimalIsNeverRounded(
            @ForAll @LongRange(min = 1, max = MOST) long thousandths, @ForAll @IntRange(min = 3, max = 30) int scale) {
        assertThrows(IllegalArgumentException.class, () -> Money.euro(BigDecimal.valueOf(thousandths, scale)));
    }

    @Property
    void theTextIsReadOnlyAsItIsWritten(@ForAll String text) {
        try {
            Money money = Money.euro(text);

            assertEquals(0, money.amount().compareTo(new BigDecimal(text)));
            assertTrue(text.matches("[0-9.]+"));
        } catch (IllegalArgumentException refused) {
            assertTrue(refused.getMessage().contains("amount"));
        }
    }

    @ParameterizedTest
    @CsvSource({"30.7, 30.70", "30, 30.00", "0.01, 0.01", "9999999999999.99, 9999999999999.99", "007, 7.00"})
    void writtenAmounts(String text, String shown) {
        assertEquals(shown, Money.euro(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0.00",
                "-1",
                "+1",
                "1.",
                ".5",
                "1,50",
                "1.234",
                "1.000",
                "1e3",
                "1E3",
                "10000000000000",
                "١٢",
                "1_000",
                "1 000",
                "NaN",
                "0x10",
                " 1",
                "1\n"
            })
    void whatIsNotAnAmount(String text) {
        assertThrows(IllegalArgumentException.class, () -> Money.euro(text));
    }

    @Test
    void bothSidesOfTheLimits() {
        assertThrows(IllegalArgumentException.class, () -> Money.cents(0));
        assertDoesNotThrow(() -> Money.cents(1));
        assertDoesNotThrow(() -> Money.cents(MOST));
        assertThrows(IllegalArgumentException.class, () -> Money.cents(MOST + 1));
        assertThrows(IllegalArgumentException.class, () -> Money.cents(MOST).plus(Money.cents(1)));
        assertThrows(IllegalArgumentException.class, () -> Money.cents(Long.MIN_VALUE));
    }

    @Test
    void anExponentDoesNotFillTheMemory() {
        var refusal = assertThrows(IllegalArgumentException.class, () -> Money.euro(new BigDecimal("1E+999999999")));

        assertTrue(refusal.getMessage().length() < 200);
    }

    @Test
    void aNumberWithoutDecimalsIsWrittenWithTwo() {
        assertEquals("100.00", Money.euro(new BigDecimal("1E+2")).toString());
    }
}
