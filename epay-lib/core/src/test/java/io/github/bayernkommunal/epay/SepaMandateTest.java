package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SepaMandateTest {

    private static final String REFERENCE = "MUSTERSTADT-2026-0000000001";
    private static final String IBAN = "DE89370400440532013000";

    private static SepaMandate.Signed signed(String creditor, String iban, String bic, String first, String last) {
        return new SepaMandate.Signed(
                SepaMandate.Scheme.B2B,
                SepaMandate.Sequence.RECURRING,
                creditor,
                LocalDate.of(2026, 3, 1),
                "Musterstadt",
                iban,
                bic,
                first,
                last);
    }

    private static SepaMandate.Signed signed() {
        return signed("DE98ZZZ09999999999", IBAN, null, "Erika", "Mustermann");
    }

    private static String refusal(SepaMandate.Signed signed) {
        return assertThrows(IllegalArgumentException.class, () -> SepaMandate.signed(REFERENCE, signed))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource({"23, false", "24, true", "35, true", "36, false"})
    void hasAReferenceOf24To35Characters(int length, boolean good) {
        String reference = "M".repeat(length);
        if (good) {
            assertEquals(reference, SepaMandate.registered(reference, null).reference());
        } else {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> SepaMandate.registered(reference, null))
                    .getMessage()
                    .contains("got " + length));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89 3704 0044 0532 0130 00",
                "de89370400440532013000",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S"
            })
    void takesAnIbanWithTheRightCheckDigits(String iban) {
        assertDoesNotThrow(
                () -> SepaMandate.signed(REFERENCE, signed("DE98ZZZ09999999999", iban, null, "Erika", "Mustermann")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE88370400440532013000",
                "DE89370400440532013001",
                "8937040044053201300",
                "DE89 3704",
                "D\u0415" + "89370400440532013000"
            })
    void refusesAnIbanWithWrongCheckDigitsWithoutShowingIt(String iban) {
        String refusal = refusal(signed("DE98ZZZ09999999999", iban, null, "Erika", "Mustermann"));

        assertTrue(refusal.contains("IBAN"), refusal);
        assertFalse(refusal.contains("3704"), refusal);
    }

    @ParameterizedTest
    @CsvSource({"COBADEFF, true", "COBADEFFXXX, true", "COBADEF, false", "COBADEFFXX, false", "C0BADEFF, false"})
    void takesABicOf8Or11Characters(String bic, boolean good) {
        SepaMandate.Signed signed = signed("DE98ZZZ09999999999", IBAN, bic, "Erika", "Mustermann");
        if (good) {
            assertDoesNotThrow(() -> SepaMandate.signed(REFERENCE, signed));
        } else {
            assertTrue(refusal(signed).contains("BIC"));
        }
    }

    @Test
    void takesNamesOfTogether25Characters() {
        assertDoesNotThrow(() -> SepaMandate.signed(
                REFERENCE, signed("DE98ZZZ09999999999", IBAN, null, "E".repeat(10), "M".repeat(15))));
        assertTrue(refusal(signed("DE98ZZZ09999999999", IBAN, null, "E".repeat(11), "M".repeat(15)))
                .contains("at most 25 characters; got 26"));
    }

    @ParameterizedTest
    @CsvSource({
        "DE98ZZZ09999999999, true",
        "DE98ABC09999999999, true",
        "AT61ZZZ01234567890, true",
        "DE97ZZZ09999999999, false",
        "DE98ZZZ09999999998, false",
        "de98ZZZ09999999999, false",
        "DE98ZZZ, false",
        "'', false"
    })
    void takesACreditorIdentifierWithTheRightCheckDigits(String creditor, boolean good) {
        SepaMandate.Signed signed = signed(creditor, IBAN, null, "Erika", "Mustermann");
        if (good) {
            assertDoesNotThrow(() -> SepaMandate.signed(REFERENCE, signed));
        } else {
            assertTrue(refusal(signed).contains("creditor identifier"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Eri\u0000ka", "Eri\nka", "Eri\uD800ka", "Eri\uFFFEka"})
    void refusesCharactersThatCannotTravel(String name) {
        assertTrue(refusal(signed("DE98ZZZ09999999999", IBAN, null, name, "Mustermann"))
                .contains("forbidden character"));
    }

    @Test
    void namesEveryProblemAtOnce() {
        String refusal = assertThrows(
                        IllegalArgumentException.class,
                        () -> SepaMandate.signed("short", signed("", "x", "y", " ", "")))
                .getMessage();

        assertTrue(refusal.contains("5 problem(s)"), refusal);
    }

    @Test
    void showsNothingOfThePerson() {
        SepaMandate mandate = SepaMandate.signed(REFERENCE, signed());

        String shown = mandate + " " + mandate.signed().orElseThrow() + SepaMandate.registered(REFERENCE, "4711");

        for (String secret : new String[] {"Erika", "Mustermann", IBAN, "4711", REFERENCE}) {
            assertFalse(shown.contains(secret), secret);
        }
    }
}
