package io.github.bayernkommunal.samples.fuehrungszeugnis;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The receipt as a PDF of one page. */
final class Receipt {

    private static final float MARGIN = 72;
    private static final float LINE = 22;
    private static final int WIDTH_IN_CHARACTERS = 60;
    private static final ZoneId BAVARIA = ZoneId.of("Europe/Berlin");

    /** Comes with PDFBox and knows the letters of European names; embedded, so that every reader shows the same. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private Receipt() {}

    static byte[] of(CertificateCase item, Instant paidAt, Texts texts) {
        String date = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.locale())
                .format(paidAt.atZone(BAVARIA));
        Draft draft = item.getDraft();
        List<String[]> rows = List.of(
                new String[] {texts.get("receipt.number"), item.getNumber()},
                new String[] {texts.get("receipt.paidAt"), date},
                new String[] {texts.get("receipt.amount"), texts.get("summary.fee.amount")},
                new String[] {texts.get("receipt.purpose"), draft.purpose()},
                new String[] {
                    texts.get("receipt.receiver"),
                    draft.authority() + ", " + draft.street() + ", " + draft.postalCode() + " " + draft.town()
                });
        try (PDDocument document = new PDDocument();
                InputStream file = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PDType0Font font = PDType0Font.load(document, file);
            document.getDocumentInformation().setTitle(texts.get("receipt.title"));
            document.getDocumentCatalog().setLanguage(texts.language());
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setLeading(LINE);
                content.newLineAtOffset(MARGIN, page.getMediaBox().getHeight() - MARGIN);
                write(content, font, 11, texts.get("town"));
                write(content, font, 18, texts.get("receipt.title"));
                write(content, font, 12, texts.get("receipt.service"));
                content.newLine();
                for (String[] row : rows) {
                    write(content, font, 9, row[0]);
                    write(content, font, 11, row[1]);
                }
                content.newLine();
                write(content, font, 10, texts.get("receipt.note"));
                content.endText();
            }
            document.save(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(PDPageContentStream content, PDType0Font font, float size, String text)
            throws IOException {
        content.setFont(font, size);
        String rest = printable(font, text);
        while (rest.length() > WIDTH_IN_CHARACTERS) {
            int cut = rest.lastIndexOf(' ', WIDTH_IN_CHARACTERS);
            int end = cut > 0 ? cut : WIDTH_IN_CHARACTERS;
            content.showText(rest.substring(0, end));
            content.newLine();
            rest = rest.substring(end).strip();
        }
        content.showText(rest);
        content.newLine();
    }

    /** What the font does not know, such as a pictogram, is shown as a question mark. */
    private static String printable(PDType0Font font, String text) {
        StringBuilder known = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(c -> {
            String letter = Character.toString(c);
            known.append(canShow(font, letter) ? letter : "?");
        });
        return known.toString();
    }

    private static boolean canShow(PDType0Font font, String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
