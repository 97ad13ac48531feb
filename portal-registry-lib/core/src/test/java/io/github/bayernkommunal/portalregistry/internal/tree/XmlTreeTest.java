package io.github.bayernkommunal.portalregistry.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTreeTest {

    @Test
    void elementsAreFoundByLocalName() throws Exception {
        Node node = read("<ns2:r xmlns:ns2='urn:x'><ns2:a id='7'>x</ns2:a><a>y</a></ns2:r>");

        assertEquals(2, node.all("a").size());
        assertEquals("7", node.first("a").text("id"));
    }

    @Test
    void commentsAndCdataDoNotChangeAText() throws Exception {
        assertEquals(
                "ab<c", read("<r><a>a<!-- -->b<![CDATA[<c]]><?x y?></a></r>").text("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r><r/>",
                "<!DOCTYPE r [<!ENTITY a 'x'>]><r>&a;</r>",
                "<!DOCTYPE r [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><r/>",
                "<r>&unknown;</r>",
                "<r>",
                "<r/><r/>",
                "<r a='1' a='2'/>",
                "<r>\u0000</r>",
                "<r>&#0;</r>",
                "text",
                ""
            })
    void documentTypesEntitiesAndBrokenXmlAreRefused(String xml) {
        assertThrows(UnreadableException.class, () -> read(xml));
    }

    @Test
    void nothingOutsideTheDocumentIsRead() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread counter = new Thread(() -> {
                while (!listener.isClosed()) {
                    try {
                        listener.accept().close();
                        calls.incrementAndGet();
                    } catch (IOException end) {
                        return;
                    }
                }
            });
            counter.setDaemon(true);
            counter.start();
            String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            for (String xml : new String[] {
                "<!DOCTYPE r SYSTEM '" + address + "'><r/>",
                "<!DOCTYPE r [<!ENTITY a SYSTEM '" + address + "'>]><r>&a;</r>",
                "<!DOCTYPE r [<!ENTITY % p SYSTEM '" + address + "'> %p;]><r/>",
            }) {
                assertThrows(UnreadableException.class, () -> read(xml));
            }
            // XInclude and schema hints are only data to us.
            read("<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + address + "'/></r>");
            read("<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:x " + address
                    + "'/>");
            assertEquals(0, calls.get());
        }
    }

    @ParameterizedTest
    @CsvSource({"60, true", "64, true", "66, false", "100000, false"})
    void depthIsLimited(int depth, boolean accepted) throws Exception {
        String xml = "<a>".repeat(depth) + "</a>".repeat(depth);

        if (accepted) {
            read(xml);
        } else {
            assertThrows(UnreadableException.class, () -> read(xml));
        }
    }

    @ParameterizedTest
    @CsvSource({"63, true", "64, true", "65, false"})
    void attributesOfAnElementAreLimited(int count, boolean accepted) throws Exception {
        StringBuilder xml = new StringBuilder("<r");
        for (int i = 0; i < count; i++) {
            xml.append(" a").append(i).append("='x'");
        }

        if (accepted) {
            assertEquals(count, read(xml + "/>").names().size());
        } else {
            assertThrows(UnreadableException.class, () -> read(xml + "/>"));
        }
    }

    @ParameterizedTest
    @CsvSource({"4194303, true", "4194304, true", "4300000, false"})
    void textIsLimited(int length, boolean accepted) throws Exception {
        String xml = "<r>" + "x".repeat(length) + "</r>";

        if (accepted) {
            assertEquals(length, read(xml).text().length());
        } else {
            assertThrows(UnreadableException.class, () -> read(xml));
        }
    }

    @Test
    void otherEncodingsOfTheStandardAreReadAndBrokenOnesAreNot() throws Exception {
        byte[] utf16 = "<?xml version='1.0' encoding='UTF-16'?><r>ü</r>".getBytes(StandardCharsets.UTF_16);
        assertEquals("ü", XmlTree.read(utf16).text());
        byte[] overlong = {'<', 'r', '>', (byte) 0xC0, (byte) 0xAF, '<', '/', 'r', '>'};
        assertThrows(UnreadableException.class, () -> XmlTree.read(overlong));
        byte[] surrogate = {'<', 'r', '>', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '<', '/', 'r', '>'};
        assertThrows(UnreadableException.class, () -> XmlTree.read(surrogate));
    }

    @Test
    void declaredEncodingMustBeTheRealOne() {
        byte[] latin1 = "<?xml version='1.0' encoding='UTF-8'?><r>ü</r>".getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(UnreadableException.class, () -> XmlTree.read(latin1));
    }

    @Test
    void hostileParserSettingsOfTheProcessChangeNothing() throws Exception {
        System.setProperty("javax.xml.stream.XMLInputFactory", "does.not.Exist");
        System.setProperty("javax.xml.accessExternalDTD", "all");
        try {
            assertTrue(XmlStreams.input().getClass().getName().startsWith("com.ctc.wstx"));
            assertThrows(
                    UnreadableException.class,
                    () -> read("<!DOCTYPE r [<!ENTITY a SYSTEM '"
                            + Path.of("/etc/passwd").toUri() + "'>]><r>&a;</r>"));
        } finally {
            System.clearProperty("javax.xml.stream.XMLInputFactory");
            System.clearProperty("javax.xml.accessExternalDTD");
        }
    }

    private static Node read(String xml) throws UnreadableException {
        return XmlTree.read(xml.getBytes(StandardCharsets.UTF_8));
    }
}
