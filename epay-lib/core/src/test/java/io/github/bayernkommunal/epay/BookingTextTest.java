package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookingTextTest {

    private final BookingText epayBl = BookingText.epayBl(13);
    private final BookingText standard = BookingText.xbezahldienste();
    private final BookingText pmPayment = BookingText.pmPayment();

    @ParameterizedTest
    @CsvSource({
        "Gebühr, GEBÜHR, Gebuehr, Gebuehr",
        "Straße, STRAßE, Strasse, Strasse",
        "Café Łódź, CAFE LODZ, Cafe Lodz, Cafe Lodz",
        "a–b—c, A-B-C, a-b-c, a-b-c"
    })
    void theTransliterationOfEachRoute(String text, String epayBlText, String standardText, String pmText) {
        assertEquals(epayBlText, epayBl.preview(text).text());
        assertEquals(standardText, standard.preview(text).text());
        assertEquals(pmText, pmPayment.preview(text).text());
        assertTrue(epayBl.preview(text).isAccepted());
        assertTrue(standard.preview(text).isAccepted());
        assertTrue(pmPayment.preview(text).isAccepted());
    }

    @Test
    void decomposedLettersAreTheSameAsComposedOnes() {
        assertEquals(
                epayBl.preview("GEB\u00dcHR").text(),
                epayBl.preview("GEBU\u0308HR").text());
    }

    @Test
    void whiteSpaceBecomesOneSpace() {
        assertEquals("A B", epayBl.preview("  a \u00a0\t b ").text());
        assertEquals("A B", epayBl.preview("a\u00a0b").text());
    }

    @Test
    void capitalSharpSBecomesTheOneThatThePlatformKnows() {
        assertEquals("STRAßE", epayBl.preview("STRA\u1E9EE").text());
        assertEquals("STRASSE", standard.preview("STRA\u1E9EE").text().toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void curlyApostrophesBecomeTheStraightOneWhereItIsAllowed() {
        assertEquals("O'Neill", pmPayment.preview("O\u2019Neill").text());
        assertTrue(pmPayment.preview("O\u2019Neill").isAccepted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"§ 5", "a@b", "北京", "a|b", "€ 5", "😀"})
    void whatHasNoCounterpartIsReportedAndNotDropped(String text) {
        BookingText.Preview preview = standard.preview(text);

        assertFalse(preview.isAccepted());
        assertTrue(preview.problems().get(0).contains("alphabet"));
    }

    @Test
    void nothingIsCut() {
        assertTrue(epayBl.preview("A".repeat(13)).isAccepted());
        BookingText.Preview preview = epayBl.preview("A".repeat(14));

        assertFalse(preview.isAccepted());
        assertEquals("A".repeat(14), preview.text());
        assertFalse(epayBl.preview(" ").isAccepted());
        assertFalse(epayBl.preview("ẞ".repeat(14)).isAccepted());
        assertTrue(standard.preview("ß".repeat(13)).isAccepted());
        assertFalse(standard.preview("ß".repeat(14)).isAccepted(), "one letter becomes two");
    }

    @Property
    void whatIsAcceptedCanBeOrdered(@ForAll String text) {
        BookingText.Preview preview = BookingText.epayBl(120).preview(text);
        if (preview.isAccepted()) {
            LineItem item = LineItem.of(preview.text(), Money.cents(1), "1");

            assertEquals(java.util.List.of(), new BookingCheck(120, 100, false).problems(item));
        }
        BookingText.Preview purpose = standard.preview(text);
        assertEquals(purpose.isAccepted(), purpose.text().matches("[A-Za-z0-9_ -]{1,27}") && !text.contains("@"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Karte 4111111111111111",
                "4111 1111 1111 1111",
                "5500-0000-0000-0004",
                "340000000000009",
                "DE89370400440532013000",
                "de89 3704 0044 0532 0130 00",
                "erika@mustermann.example"
            })
    void cardsAccountsAndAddressesAreRefused(String text) {
        assertFalse(BookingText.epayBl(120).preview(text).isAccepted());
        assertThrows(IllegalArgumentException.class, () -> LineItem.of(text, Money.cents(1), "1"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Orders.parking("az-1").purpose(text).build());
        assertThrows(
                IllegalArgumentException.class,
                () -> Orders.parking("az-1").description(text).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112",
                "4200000000061",
                "DE89370400440532013001",
                "2026-03-01 12345",
                "az-2026-0815",
                "12345678901234567890"
            })
    void ordinaryNumbersAreNot(String text) {
        assertDoesNotThrow(() -> LineItem.of(text, Money.cents(1), "1"));
    }

    @Test
    void aTemplateIsCheckedWithItsLongestValues() {
        assertDoesNotThrow(() -> epayBl.checkTemplate("PARKEN {nummer}", Map.of("nummer", 6)));
        var tooLong = assertThrows(
                IllegalArgumentException.class, () -> epayBl.checkTemplate("PARKEN {nummer}", Map.of("nummer", 7)));
        var unknown =
                assertThrows(IllegalArgumentException.class, () -> epayBl.checkTemplate("PARKEN {nummer}", Map.of()));
        var small = assertThrows(
                IllegalArgumentException.class, () -> epayBl.checkTemplate("Parken {nummer}", Map.of("nummer", 1)));

        assertTrue(tooLong.getMessage().contains("14 characters"), tooLong.getMessage());
        assertTrue(unknown.getMessage().contains("{nummer}"));
        assertTrue(small.getMessage().contains("'PARKEN 0'"), small.getMessage());
    }

    @Test
    void aPreviewDoesNotShowTheText() {
        assertFalse(standard.preview("Mustermann").toString().contains("Mustermann"));
    }
}
