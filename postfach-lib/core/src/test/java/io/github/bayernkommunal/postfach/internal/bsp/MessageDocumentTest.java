package io.github.bayernkommunal.postfach.internal.bsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Compared with the vector M1: invented data, valid against the operator's schema 2.13. */
class MessageDocumentTest {

    private final MessageDocument documents = new MessageDocument(BspSoap.LineBreaks.ESCAPED, BspSoap.Ereignis.BSP);

    @Test
    void theVectorIsUnchanged() throws Exception {
        byte[] vector = vector();

        assertEquals(1526, vector.length);
        assertEquals(
                "5bfc745834b1447bdfa7d7c891873191d204626052290d765f8957c3ba065522",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(vector)));
    }

    @Test
    void writesTheElementsOfTheVector() throws Exception {
        String written = documents.write(m1().build());

        assertEquals(tree(new String(vector(), StandardCharsets.UTF_8)), tree(written));
    }

    @Test
    void writesTheSameMessageAlwaysTheSameWay() {
        Message message = m1().build();

        assertEquals(documents.write(message), documents.write(message));
    }

    @Test
    void beginsWithItsDeclarationAndHoldsNoCarriageReturn() {
        String written = documents.write(m1().text("eins\r\nzwei\rdrei").build());

        assertTrue(written.startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><BspNachricht "));
        assertFalse(written.contains("\r"));
        assertTrue(written.contains("eins\\nzwei\\ndrei"));
    }

    @ParameterizedTest
    @EnumSource(BspSoap.Ereignis.class)
    void isValidAgainstOurSchemaWithEveryEreignis(BspSoap.Ereignis ereignis) throws Exception {
        String written = new MessageDocument(BspSoap.LineBreaks.ESCAPED, ereignis).write(m1().build());

        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(getClass().getResource("bsp-nachrichten.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(written)));
        assertEquals(ereignis != BspSoap.Ereignis.OMIT, written.contains("9001"));
    }

    @ParameterizedTest
    @EnumSource(TrustLevel.class)
    void alwaysNamesTheTrustLevel(TrustLevel level) {
        String written = documents.write(m1().readableFrom(level).build());

        assertTrue(written.contains("<StorkQaaLevel>STORK-QAA-Level-" + level.level() + "</StorkQaaLevel>"));
    }

    @ParameterizedTest
    @CsvSource({"'\\', '\\\\'", "'\\\\\\', '\\\\\\\\\\\\'", "'S:\\neu', 'S:\\\\neu'", "'a\\nb', 'a\\\\nb'"})
    void doublesEveryBackslashOfPlainText(String text, String written) {
        assertEquals(written, MessageDocument.escaped(text));
    }

    @Test
    void leavesLineEndsAloneWhenTheOperatorWantsThemRaw() {
        MessageDocument raw = new MessageDocument(BspSoap.LineBreaks.RAW, BspSoap.Ereignis.BSP);

        assertTrue(raw.write(m1().text("eins\nzwei\\drei").build()).contains("<Text>eins\nzwei\\drei</Text>"));
    }

    @Test
    void marksHtmlAsHtmlAndEscapesItsMarkup() {
        String written = documents.write(m1().html("<p>Grüß \\n Gott</p>").build());

        assertTrue(written.contains("<Schluessel>text/html</Schluessel>"));
        assertTrue(written.contains("&lt;p&gt;Grüß \\n Gott&lt;/p&gt;"));
    }

    @Test
    void carriesTheEndOfACdataSection() throws Exception {
        String written = documents.write(m1().text("Ende: ]]> & weiter").build());

        assertTrue(tree(written).contains("Text=Ende: ]]> & weiter"));
    }

    @Test
    void writesWinterAndSummerTimeOfBerlin() {
        String winter = documents.write(
                m1().createdAt(Instant.parse("2026-01-05T08:00:00Z")).build());
        String summer = documents.write(
                m1().createdAt(Instant.parse("2026-07-05T08:00:00.5Z")).build());

        assertTrue(winter.contains("2026-01-05T09:00:00.000+01:00"));
        assertTrue(summer.contains("2026-07-05T10:00:00.500+02:00"));
    }

    @Test
    void refusesAFileThatChangedSinceTheMessageWasBuilt(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bescheid.pdf"), "%PDF-1.7 a");
        Message message = m1().attach(Attachment.pdf(file)).build();
        Files.writeString(file, "%PDF-1.7 b");

        PostfachRejectedException no = assertThrows(PostfachRejectedException.class, () -> documents.write(message));

        assertEquals("POSTFACH-105", no.code());
        assertTrue(no.is(Rejection.ATTACHMENT_CHANGED));
    }

    @Test
    void refusesAFileThatDisappeared(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bescheid.pdf"), "%PDF-1.7 a");
        Message message = m1().attach(Attachment.pdf(file)).build();
        Files.delete(file);

        assertEquals(
                "POSTFACH-105",
                assertThrows(PostfachRejectedException.class, () -> documents.write(message))
                        .code());
    }

    private static Message.Builder m1() {
        return Message.to(PostboxHandle.of("0c9be1f4-5a77-4d2e-8b36-d41f7a20c593"))
                .from(Sender.of("Markt Beispielkirchen", "Hundesteuer")
                        .withAgs("09999123")
                        .withWebsite(URI.create("https://www.beispielkirchen.example/steuern")))
                .subject("Hundesteuer 2027")
                .text("Grüß Gott,\n\nIhr Bescheid für Dackel & Mops liegt bei.\nAktenablage: S:\\hund\\neu")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .attach(Attachment.pdf("Hundesteuer_2027.pdf", "%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII)))
                .readConfirmationTo("steueramt@beispielkirchen.example")
                .messageId(UUID.fromString("3f0f6a52-8f3d-4c1b-9a55-61d0c2b7e4a8"))
                .createdAt(Instant.parse("2026-11-23T08:15:00Z"))
                .reference("hund-2027-17");
    }

    private static byte[] vector() throws IOException {
        try (InputStream in = MessageDocumentTest.class.getResourceAsStream("/golden/bsp-nachricht-m1.xml")) {
            return in.readAllBytes();
        }
    }

    /** One line per element and attribute, in document order, without white space between elements. */
    private static List<String> tree(String document) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document parsed =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)));
        List<String> lines = new ArrayList<>();
        walk(parsed.getDocumentElement(), lines);
        return lines;
    }

    private static void walk(Element element, List<String> lines) {
        boolean leaf = element.getElementsByTagNameNS("*", "*").getLength() == 0;
        lines.add(element.getLocalName() + "=" + (leaf ? element.getTextContent() : ""));
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (!attribute.getNodeName().startsWith("xmlns")) {
                lines.add("@" + attribute.getNodeName() + "=" + attribute.getNodeValue());
            }
        }
        assertEquals("http://www.akdb.de/egov/bsp/nachrichten", element.getNamespaceURI());
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element below) {
                walk(below, lines);
            }
        }
    }
}
