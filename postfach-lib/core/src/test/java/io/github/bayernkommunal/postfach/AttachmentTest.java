package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentTest {

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "bescheid.pdf, bescheid.pdf",
        "Bescheid.PDF, Bescheid.pdf",
        "../../etc/bescheid.pdf, bescheid.pdf",
        "C:\\Temp\\bescheid.pdf, bescheid.pdf",
        "'a:b*c?d\"e<f>g|h.pdf', a_b_c_d_e_f_g_h.pdf",
        "Mu\u0308ll.pdf, M\u00FCll.pdf",
        "a\u202Efdp.exe.pdf, afdp_exe.pdf",
        "rechnung.exe.pdf, rechnung_exe.pdf",
        "con.pdf, _con.pdf",
        "LPT1.pdf, _LPT1.pdf",
        "' a .pdf', 'a .pdf'",
        "...a.pdf, a.pdf",
        "ohne, ohne"
    })
    void hasANameThatReadsTheSameEverywhere(String given, String normalised) {
        Attachment attachment = Attachment.pdf(given, Fixtures.PDF);

        assertEquals(normalised, attachment.fileName());
        assertEquals(given, attachment.originalName());
    }

    @Test
    void hasANameWithoutControlCharacters() {
        assertEquals(
                "ab.pdf", Attachment.pdf("a\u0000\r\n\tb.pdf", Fixtures.PDF).fileName());
    }

    @Test
    void hasANameOfAtMost255Characters() {
        assertEquals(
                "a".repeat(251) + ".pdf",
                Attachment.pdf("a".repeat(251) + ".pdf", Fixtures.PDF).fileName());
        assertEquals(
                "a".repeat(251) + ".pdf",
                Attachment.pdf("a".repeat(300) + ".pdf", Fixtures.PDF).fileName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "/", "..", "\u202E"})
    void needsAName(String name) {
        assertThrows(IllegalArgumentException.class, () -> Attachment.pdf(name, Fixtures.PDF));
    }

    @Test
    void needsContent() {
        assertThrows(IllegalArgumentException.class, () -> Attachment.pdf("a.pdf", new byte[0]));
    }

    @Test
    void isMeasuredOnceWhetherFromFileOrMemory(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.pdf"), Fixtures.PDF);

        Attachment fromFile = Attachment.pdf(file);
        Attachment fromMemory = Attachment.pdf("a.pdf", Fixtures.PDF);

        assertEquals(Fixtures.PDF.length, fromFile.size());
        assertEquals(fromMemory.sha256(), fromFile.sha256());
        assertEquals(file, fromFile.path().orElseThrow());
        assertEquals("a.pdf", fromFile.fileName());
    }

    @Test
    void copiesItsContent() throws Exception {
        byte[] content = Fixtures.PDF.clone();
        Attachment attachment = Attachment.pdf("a.pdf", content);
        content[0] = 0;

        assertEquals("%PDF-", new String(attachment.open().readNBytes(5), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "text/csv, text/comma-separated-values",
        "application/rtf, text/rtf",
        "image/jpg, image/jpeg",
        "image/pjpeg, image/jpeg",
        "'Text/Plain; charset=utf-8', text/plain"
    })
    void speaksTheTypesOfTheTable(String given, String table) {
        assertEquals(table, Attachment.of("a.x", given, Fixtures.PDF).mediaType());
    }
}
