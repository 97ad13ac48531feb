package io.github.bayernkommunal.bayernid.internal.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.xml.security.c14n.implementations.Canonicalizer20010315ExclOmitComments;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * Our canonical form beside that of Apache Santuario, over random documents.
 *
 * <p>Short by default; {@code -Pcampaign} compares a million. The seed is printed, a failure shows the document.
 */
class CanonicalAgreementTest {

    private static final int COUNT = Integer.getInteger("bayernid.mutations", 4_000);
    private static final long SEED = Long.getLong("bayernid.seed", System.nanoTime());
    private static final String[] PREFIXES = {"", "", "a", "b", "c"};
    private static final String[] URIS = {"urn:one", "urn:two", "http://three.example/x?y&amp;z", "urn:ä"};
    private static final String[] TEXTS = {
        "text",
        "&amp;&lt;&gt;\"'",
        "<!-- gone -->",
        "<![CDATA[<&>]]>",
        "\r\n",
        "&#13;&#9;&#10;",
        "\uD83D\uDE00",
        " ",
        "ü\u0085\u2028"
    };
    private static final String[] LISTS = {"", "", "a", "#default", "b #default", "a b c", "unknown", "xml a"};

    private final Random random = new Random(SEED);
    private final XmlReader reader = new XmlReader();

    @Test
    void everyDocumentHasTheSameCanonicalBytesAsAtSantuario() throws Exception {
        int withLeftOut = 0;
        int withPrefixes = 0;
        for (int i = 0; i < COUNT; i++) {
            StringBuilder xml = new StringBuilder();
            element(xml, List.of(), 0);
            byte[] bytes = xml.toString().getBytes(StandardCharsets.UTF_8);
            List<Element> elements = new ArrayList<>();
            collect(reader.read(bytes, Limits.MESSAGE).getDocumentElement(), elements);
            Element apex = pick(elements);
            List<Element> children = Dom.children(apex);
            Element left = children.isEmpty() || random.nextBoolean() ? null : pick(children);
            String list = LISTS[random.nextInt(LISTS.length)];
            withLeftOut += left == null ? 0 : 1;
            withPrefixes += list.isEmpty() ? 0 : 1;

            String ours = new String(Canonical.bytes(apex, list, left), StandardCharsets.UTF_8);

            ByteArrayOutputStream theirs = new ByteArrayOutputStream();
            new Canonicalizer20010315ExclOmitComments().engineCanonicalizeSubTree(apex, list, left, theirs);
            int step = i;
            assertEquals(
                    theirs.toString(StandardCharsets.UTF_8),
                    ours,
                    () -> "seed " + SEED + ", step " + step + ", list '" + list + "', " + apex.getNodeName() + " in "
                            + xml);
        }
        System.out.printf(
                "canonical forms: %d, seed %d, %d without a child, %d with a prefix list%n",
                COUNT, SEED, withLeftOut, withPrefixes);
        assertTrue(withLeftOut > COUNT / 20 && withPrefixes > COUNT / 2, "the generator is too tame");
    }

    private static void collect(Element element, List<Element> found) {
        found.add(element);
        Dom.children(element).forEach(child -> collect(child, found));
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** An element that declares some prefixes, again or for the first time, and uses those that are known. */
    private void element(StringBuilder xml, List<String> around, int depth) {
        List<String> known = new ArrayList<>(around);
        StringBuilder declarations = new StringBuilder();
        List<String> declared = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String prefix = PREFIXES[random.nextInt(PREFIXES.length)];
            if (!declared.contains(prefix)) {
                declared.add(prefix);
                known.add(prefix);
                boolean undeclared = prefix.isEmpty() && random.nextInt(3) == 0;
                declarations
                        .append(prefix.isEmpty() ? " xmlns=\"" : " xmlns:" + prefix + "=\"")
                        .append(undeclared ? "" : URIS[random.nextInt(URIS.length)])
                        .append('"');
            }
        }
        String prefix = known.isEmpty() ? "" : pick(known);
        String name = (prefix.isEmpty() ? "" : prefix + ":") + "e" + random.nextInt(4);
        xml.append('<').append(name);
        // One local name for each attribute: two prefixes may stand for the same namespace.
        String attributes = "";
        for (int i = random.nextInt(4); i > 0; i--) {
            String other = known.isEmpty() ? "" : pick(known);
            attributes += " " + (other.isEmpty() ? "" : other + ":") + (char) ('k' + i)
                    + "=\"v&#10;&#9;&quot;&lt;&amp;>ä  x\"";
        }
        if (random.nextInt(6) == 0) {
            attributes += " xml:lang=\"de\"";
        }
        xml.append(random.nextBoolean() ? attributes + declarations : declarations + attributes)
                .append('>');
        for (int i = random.nextInt(5); i > 0; i--) {
            xml.append(TEXTS[random.nextInt(TEXTS.length)]);
            if (depth < 5 && random.nextInt(3) > 0) {
                element(xml, known, depth + 1);
            }
        }
        xml.append("</").append(name).append('>');
    }
}
