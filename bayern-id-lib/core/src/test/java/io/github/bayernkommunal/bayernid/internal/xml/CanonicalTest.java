package io.github.bayernkommunal.bayernid.internal.xml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class CanonicalTest {

    private final XmlReader reader = new XmlReader();

    /** The reader would refuse such a tree; this is the second lock. */
    @Test
    void whatHasNoCanonicalFormIsRefused() {
        Document document = reader.empty();
        Element root = document.createElementNS("relative", "a:root");
        root.setAttributeNS(Ns.XMLNS, "xmlns:a", "relative");
        document.appendChild(root);

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> Canonical.bytes(root, ""));

        assertEquals(Check.CANONICAL_FORM, refusal.failedCheck());
    }

    // Canonical XML 1.0, section 2.2; Santuario compares units of 16 bits, so the comparison with it leaves this out.
    @Test
    void attributesStandInTheOrderOfTheCodePointsOfTheirNamespaces() {
        String unsorted =
                "<e xmlns:a=\"urn:\uFFFD\" xmlns:b=\"urn:\uD83D\uDE00\" xmlns:c=\"urn:a\" b:x=\"\" a:x=\"\" c:z=\"\" c:x=\"\" y=\"\"/>";

        String canonical = new String(Canonical.bytes(read(unsorted), ""), StandardCharsets.UTF_8);

        assertEquals(
                "<e xmlns:a=\"urn:\uFFFD\" xmlns:b=\"urn:\uD83D\uDE00\" xmlns:c=\"urn:a\" y=\"\" c:x=\"\" c:z=\"\" a:x=\"\" b:x=\"\"></e>",
                canonical);
    }

    @RepeatedTest(200)
    void readingAndWritingAgainChangesNothing() {
        Random random = new Random();
        StringBuilder text = new StringBuilder();
        element(random, text, 0);

        byte[] once = Canonical.bytes(read(text.toString()), "");
        byte[] twice = Canonical.bytes(read(new String(once, StandardCharsets.UTF_8)), "");

        assertArrayEquals(once, twice, text.toString());
    }

    private Element read(String xml) {
        return reader.read(xml.getBytes(StandardCharsets.UTF_8), Limits.MESSAGE).getDocumentElement();
    }

    private static void element(Random random, StringBuilder text, int depth) {
        String prefix = "p" + random.nextInt(3);
        String name = prefix + ":e" + random.nextInt(5);
        text.append('<')
                .append(name)
                .append(" xmlns:")
                .append(prefix)
                .append("=\"urn:n")
                .append(random.nextInt(3))
                .append('"');
        if (random.nextBoolean()) {
            text.append(" b=\"x&#10;&#9;&quot;&lt;&amp;ä\" a='\"'");
        }
        text.append('>');
        String[] parts = {
            "text", "&amp;&lt;&gt;", "<!-- gone -->", "<![CDATA[<&]]>", "\r\n", "&#13;", "\uD83D\uDE00", " "
        };
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
            if (depth < 5 && random.nextBoolean()) {
                element(random, text, depth + 1);
            }
        }
        text.append("</").append(name).append('>');
    }
}
