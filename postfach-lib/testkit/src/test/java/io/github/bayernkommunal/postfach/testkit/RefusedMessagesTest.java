package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One broken thing at a time, in a message that is otherwise the accepted vector M1. */
class RefusedMessagesTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private static final String FILE = "<DataContainer><Inhalt>JVBERi0xLjcK</Inhalt><FileName>Hundesteuer_2027.pdf"
            + "</FileName>\n      <FileType><Tabelle>9005</Tabelle><Schluessel>application/pdf</Schluessel></FileType>"
            + "</DataContainer>";

    private final PlainCaller caller = PlainCaller.of(mailbox);

    static Stream<Arguments> schemaViolations() {
        return Stream.of(
                broken("not well-formed", "</BspNachricht>", "</BspNachrich>"),
                broken("a document type", "<BspNachricht xmlns", "<!DOCTYPE BspNachricht><BspNachricht xmlns"),
                broken("space before the declaration", "<?xml", " <?xml"),
                broken("another namespace", "http://www.akdb.de/egov/bsp/nachrichten", "http://www.akdb.de/egov/bsp"),
                broken("no namespace", " xmlns=\"http://www.akdb.de/egov/bsp/nachrichten\"", ""),
                broken("an unknown version", "version=\"1.5\"", "version=\"1.6\""),
                broken("no version", "version=\"1.5\" ", ""),
                broken("a date of another version", "2020-03-15", "2019-06-28"),
                broken("an unknown attribute", "produkt=", "product="),
                broken("an attribute on an element", "<Betreff>", "<Betreff sprache=\"de\">"),
                broken("an unknown element", "<Betreff>", "<Titel/><Betreff>"),
                broken("text between elements", "<NachrichtenInhalt>", "<NachrichtenInhalt>x"),
                broken("a wrong table of Ereignis", "9001", "9002"),
                broken("a wrong key of Ereignis", ">BSP<", ">bsp<"),
                broken(
                        "no creation time",
                        "<Erstellungszeitpunkt>2026-11-23T09:15:00.000+01:00</Erstellungszeitpunkt>",
                        ""),
                broken("a creation time that is none", "2026-11-23T09:15:00.000+01:00", "23.11.2026 09:15"),
                broken("a date without time", "2026-11-23T09:15:00.000+01:00", "2026-11-23"),
                broken("an empty message id", "3f0f6a52-8f3d-4c1b-9a55-61d0c2b7e4a8", ""),
                broken("no Dienst", "<Dienst>Hundesteuer</Dienst>", ""),
                broken("an empty Dienst", "<Dienst>Hundesteuer</Dienst>", "<Dienst/>"),
                broken("no Mandant", "<Mandant>Markt Beispielkirchen</Mandant>", ""),
                broken(
                        "Mandant before Dienst",
                        "<Dienst>Hundesteuer</Dienst><Mandant>Markt Beispielkirchen</Mandant>",
                        "<Mandant>Markt Beispielkirchen</Mandant><Dienst>Hundesteuer</Dienst>"),
                broken("seven digits of the AGS", "09999123", "0999912"),
                broken("a wrong table of the AGS", "<Tabelle>36<", "<Tabelle>37<"),
                broken("no recipient", "<PostkorbId>0c9be1f4-5a77-4d2e-8b36-d41f7a20c593</PostkorbId>", ""),
                broken("the read confirmation in upper case", "lesebestaetigung", "Lesebestaetigung"),
                broken("no subject", "<Betreff>Hundesteuer 2027</Betreff>", ""),
                broken("an empty subject", "Hundesteuer 2027<", "<"),
                broken("an unknown level", "STORK-QAA-Level-3", "STORK-QAA-Level-5"),
                broken("two levels", "</StorkQaaLevel>", "</StorkQaaLevel><NpaGescheutzt>true</NpaGescheutzt>"),
                broken("a wrong table of Encoding", "9004", "9005"),
                broken("an unknown encoding", "text/plain", "text/markdown"),
                broken("no text", "<Text>", "<Text/><Text>"),
                broken("markup inside Text", "Grüß Gott", "<p>Grüß Gott</p>"),
                broken(
                        "an incomplete case",
                        "<FreiText>",
                        "<ZuVorgang><VorgangsId>1</VorgangsId></ZuVorgang><FreiText>"),
                broken("Base64 of the other alphabet", "JVBERi0xLjcK", "JVBERi0xLjc_"),
                broken("Base64 without padding", "JVBERi0xLjcK", "JVBERi0xLjcKCg"),
                broken("Base64 with a hyphen", "JVBERi0xLjcK", "JVBERi0x-LjcK"),
                broken("a wrong table of FileType", "9005", "9004"),
                broken("a file inside FreiText", "</FreiText>", FILE + "</FreiText>"),
                broken(
                        "FileType before FileName",
                        "<FileName>Hundesteuer_2027.pdf</FileName>",
                        "" + "<FileType><Tabelle>9005</Tabelle><Schluessel>application/pdf</Schluessel></FileType>"));
    }

    private static Arguments broken(String what, String from, String to) {
        return Arguments.of(what, from, to);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("schemaViolations")
    void aViolationOfTheSchemaIs20(String what, String from, String to) throws IOException {
        String m1 = PlainCaller.m1();
        assertTrue(m1.contains(from), "the vector no longer contains: " + from);

        String receipt = caller.receiptOf(m1.replace(from, to));

        assertEquals("false 20", receipt);
        assertEquals(List.of(), mailbox.received());
    }

    @Test
    void theNewSpellingOfLevelsNeedsVersion13() throws IOException {
        String old = PlainCaller.m1()
                .replace("version=\"1.5\" fassung=\"2020-03-15\"", "version=\"1.2\" fassung=\"2018-04-01\"");

        String refused = caller.receiptOf(old);
        String accepted = caller.receiptOf(old.replace("STORK-QAA-Level-3", "LEVEL_3"));

        assertEquals("false 20", refused);
        assertEquals("true 0", accepted);
    }

    @Test
    void aHandleWithoutMailboxIs30() throws IOException {
        String message = PlainCaller.m1().replace(PostfachSimulator.TEST_HANDLE, "7c2_unbekannt");

        String before = caller.receiptOf(message);
        mailbox.createMailbox("7c2_unbekannt");
        String after = caller.receiptOf(message);

        assertEquals("false 30", before);
        assertEquals("true 0", after);
        assertEquals(1, mailbox.received("7c2_unbekannt").size());
        assertEquals(0, mailbox.received(PostfachSimulator.TEST_HANDLE).size());
    }

    @ParameterizedTest(name = "{1} instead of {0}")
    @CsvSource({
        "Markt Beispielkirchen, Markt &lt;blink&gt;Beispielkirchen, NachrichtenKopf/Absender/Mandant",
        "https://www.beispielkirchen.example, http://www.beispielkirchen.example, NachrichtenKopf/Absender/Hyperlink",
        "Hundesteuer 2027, Hundesteuer http://beispiel.example, NachrichtenInhalt/Betreff",
        "Ihr Bescheid, HTTP://beispiel.example, NachrichtenInhalt/FreiText/Text",
        "Ihr Bescheid, &lt;script&gt;x&lt;/script&gt;, NachrichtenInhalt/FreiText/Text",
        "Ihr Bescheid, &lt;p onclick=\"x\"&gt;, NachrichtenInhalt/FreiText/Text",
        "Ihr Bescheid, &lt;a href=\"javascript:x\"&gt;, NachrichtenInhalt/FreiText/Text",
        "Ihr Bescheid, &lt;!-- x --&gt;, NachrichtenInhalt/FreiText/Text",
        "Ihr Bescheid, &lt;img src=x, NachrichtenInhalt/FreiText/Text"
    })
    void contentThatIsNotAllowedIs31AndNamesTheElement(String from, String to, String element) throws IOException {
        HttpResponse<String> answer = caller.sendNative(PlainCaller.m1().replace(from, to));

        assertEquals("false 31", PlainCaller.receipt(answer.body()));
        assertTrue(PlainCaller.hint(answer.body()).startsWith(element + ":"), PlainCaller.hint(answer.body()));
        assertEquals(List.of(), mailbox.received());
    }

    @Test
    void aLessThanSignBeforeASpaceIsText() throws IOException {
        assertEquals("true 0", caller.receiptOf(PlainCaller.m1().replace("Ihr Bescheid", "1 &lt; 2, Ihr Bescheid")));
    }

    @Test
    void anEnvironmentWithoutCheckTakesWhatAnotherRefuses() throws IOException {
        Environment unchecked = Environment.standard().withoutContentCheck();
        try (PostfachSimulator other =
                PostfachSimulator.builder().environment(unchecked).start()) {
            String receipt = PlainCaller.of(other).receiptOf(PlainCaller.m1().replace("https://www", "http://www"));

            assertEquals("true 0", receipt);
        }
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "application/pdf, a.pdf, true 0",
        "application/pdf, a.PDF, true 0",
        "application/pdf, a.txt, false 32",
        "application/pdf, pdf, false 32",
        "image/jpeg, a.jpg, true 0",
        "image/jpeg, a.jpe, true 0",
        "image/jpeg, a.jpeg, true 0",
        "image/jpeg, a.jfif, true 0",
        "image/jpeg, a.png, false 32",
        "image/png, a.png, true 0",
        "image/png, a.gif, false 32",
        "image/gif, a.gif, true 0",
        "image/gif, a.jpg, false 32",
        "image/tiff, a.tiff, true 0",
        "image/tiff, a.tif, true 0",
        "image/tiff, a.bmp, false 32",
        "image/bmp, a.bmp, true 0",
        "image/bmp, a.svg, false 32",
        "image/svg+xml, a.svg, true 0",
        "image/svg+xml, a.xml, false 32",
        "text/plain, a.txt, true 0",
        "text/plain, a.rtf, false 32",
        "text/rtf, a.rtf, true 0",
        "text/rtf, a.txt, false 32",
        "text/calendar, a.ics, true 0",
        "text/calendar, a.csv, false 32",
        "text/comma-separated-values, a.csv, true 0",
        "text/comma-separated-values, a.ics, false 32",
        "text/html, a.html, false 32",
        "application/zip, a.zip, false 32",
        "text/csv, a.csv, false 32"
    })
    void typeAndExtensionBelongTogetherAsInTable9005(String type, String name, String receipt) throws IOException {
        String message = PlainCaller.m1().replace("Hundesteuer_2027.pdf", name).replace("application/pdf", type);

        assertEquals(receipt, caller.receiptOf(message));
    }

    @Test
    void anEnvironmentMayAllowFewerTypes() throws IOException {
        Environment pdfOnly = Environment.standard().withTypes(Set.of("application/pdf"));
        try (PostfachSimulator narrow =
                PostfachSimulator.builder().environment(pdfOnly).start()) {
            PlainCaller other = PlainCaller.of(narrow);
            String text = PlainCaller.m1().replace("_2027.pdf", "_2027.txt").replace("application/pdf", "text/plain");

            assertEquals("false 32", other.receiptOf(text));
            assertEquals("true 0", other.receiptOf(PlainCaller.m1()));
        }
    }

    @ParameterizedTest(name = "{0} attachments")
    @CsvSource({"0, true 0", "1, true 0", "5, true 0", "6, false 32"})
    void fiveAttachmentsAreTheLimit(int count, String receipt) throws IOException {
        assertEquals(receipt, caller.receiptOf(PlainCaller.m1().replace(FILE, FILE.repeat(count))));
    }

    @ParameterizedTest(name = "{0} bytes")
    @CsvSource({"0, false 32", "1, true 0", "2000000, true 0", "2000001, false 32"})
    void twoMillionBytesAreTheLimit(int size, String receipt) throws IOException {
        String base64 = Base64.getEncoder().encodeToString(new byte[size]);

        assertEquals(receipt, caller.receiptOf(PlainCaller.m1().replace("JVBERi0xLjcK", base64)));
    }

    @ParameterizedTest(name = "{0} characters")
    @CsvSource({"255, true 0", "256, false 20"})
    void aFileNameHasAtMost255Characters(int length, String receipt) throws IOException {
        String name = "n".repeat(length - 4) + ".pdf";

        assertEquals(receipt, caller.receiptOf(PlainCaller.m1().replace("Hundesteuer_2027.pdf", name)));
    }

    @Test
    void theLargestMessageFitsInBothOperations() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(new byte[2_000_000]);
        String message = PlainCaller.m1().replace(FILE, FILE.repeat(5)).replace("JVBERi0xLjcK", base64);
        String envelope = PlainCaller.e1().replace(PlainCaller.base64(PlainCaller.m1()), PlainCaller.base64(message));

        assertEquals("true 0", caller.receiptOf(message));
        assertEquals(
                200,
                caller.send(caller.request(PlainCaller.okKommCall(envelope))).statusCode());
        assertEquals(2, mailbox.received().size());
        assertEquals(5, mailbox.received().get(1).attachments().size());
    }
}
