package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.CitizenId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

    private static final Instant NEW_YEAR = Instant.parse("2025-12-31T23:30:00Z");

    @Test
    void namesCaseAmountPurposeAndReceiver() throws IOException {
        String text = textOf(receipt("Zulassung als Rechtsanwältin", Texts.GERMAN));

        assertAll(Stream.of("FZ-1", "13,00 €", "Zulassung als Rechtsanwältin", "Kammer, Platz 1, 86720 Musterstadt")
                .map(part -> () -> assertTrue(text.contains(part), part)));
    }

    @Test
    void dateIsThatOfBavaria() throws IOException {
        assertTrue(textOf(receipt("x", Texts.GERMAN)).contains("01.01.2026"));
    }

    @Test
    void englishCitizensReadEnglish() throws IOException {
        byte[] pdf = receipt("x", Texts.ENGLISH);

        assertTrue(textOf(pdf).contains(Texts.ENGLISH.get("receipt.amount")));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertEquals("en", document.getDocumentCatalog().getLanguage());
        }
    }

    @Test
    void longWordsAreBrokenAndNothingIsLost() throws IOException {
        String text = textOf(receipt("x".repeat(120), Texts.GERMAN));

        assertEquals(120, text.chars().filter(c -> c == 'x').count());
    }

    /** Letters of DIN 91379, the standard for names in registers. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Łódź",
                "Doğan",
                "Şahin",
                "Nguyễn",
                "Đorđević",
                "Čapek",
                "Þórður",
                "Œuvre",
                "GROẞ",
                "Ňuňo",
                "Ǧāmi",
                "Ạḅḥ",
                "Țepeș",
                "Ķīlis",
                "Ėjus",
                "Ἀθῆναι",
                "Ελλάδα",
                "България"
            })
    void lettersOfEuropeanNamesAreWritten(String name) throws IOException {
        String text = textOf(receipt(name, Texts.GERMAN));

        assertTrue(text.contains(name), text);
    }

    @Test
    void letterWrittenAsTwoCharactersIsTheSameLetter() throws IOException {
        assertTrue(textOf(receipt("Dog\u0306an", Texts.GERMAN)).contains("Do\u011Fan"));
    }

    @Test
    void pictogramIsShownAsAQuestionMark() throws IOException {
        assertTrue(textOf(receipt("\uD83D\uDE00n", Texts.GERMAN)).contains("?n"));
    }

    @Test
    void nothingAboutThePersonStandsInIt() throws IOException {
        assertFalse(textOf(receipt("x", Texts.GERMAN)).contains("Anna"));
    }

    private static byte[] receipt(String purpose, Texts texts) {
        CertificateCase item = new CertificateCase(
                "FZ-1",
                CitizenId.of("owner-of-the-case-0000000000000000000000"),
                new Applicant("Anna Muster", "1979", "Gasse 1", Optional.empty()),
                new Draft(purpose, "Kammer", "Platz 1", "86720", "Musterstadt"),
                "token");
        return Receipt.of(item, NEW_YEAR, texts);
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
