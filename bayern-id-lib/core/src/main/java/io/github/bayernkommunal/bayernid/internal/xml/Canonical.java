package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Exclusive canonical XML without comments, of one element.
 *
 * <p>Only for trees as {@link TreeBuilder} makes them, of elements and text; any other node is refused. That leaves little
 * of the standard, and for that little a test compares each byte with Apache Santuario.
 *
 * @see <a href="https://www.w3.org/TR/xml-exc-c14n/">Exclusive XML Canonicalization 1.0, section 3</a>
 */
final class Canonical {

    /** A prefix and what it stands for, in front of those further out. */
    private record Scope(
            String prefix, String uri, @Nullable Scope outer) {

        static String of(@Nullable Scope scope, String prefix) {
            for (Scope each = scope; each != null; each = each.outer) {
                if (each.prefix.equals(prefix)) {
                    return each.uri;
                }
            }
            return "";
        }
    }

    private static final Comparator<Attr> ORDER = Comparator.<Attr, String>comparing(
                    attribute -> orEmpty(attribute.getNamespaceURI()), Canonical::byCodePoints)
            .thenComparing(Canonical::localName, Canonical::byCodePoints);

    /** Where the bytes go, piece by piece. */
    private interface Sink {
        void take(byte[] bytes, int from, int length);
    }

    private final List<String> inclusive;
    private final @Nullable Element left;
    private final Sink sink;
    private final byte[] buffer = new byte[2048];
    private int filled;
    // Of the start tag that is being written.
    private final List<Attr> attributes = new ArrayList<>();
    private final Map<String, String> missing = new TreeMap<>();

    private Canonical(String prefixes, @Nullable Element left, Sink sink) {
        this.inclusive =
                prefixes.isBlank() ? List.of() : List.of(prefixes.strip().split("[ \\t\\r\\n]+"));
        this.left = left;
        this.sink = sink;
    }

    /**
     * The canonical bytes.
     *
     * @param prefixes prefix list of {@code InclusiveNamespaces}, empty for none
     */
    static byte[] bytes(Element element, String prefixes) {
        return bytes(element, prefixes, null);
    }

    static byte[] bytes(Element element, String prefixes, @Nullable Element left) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        new Canonical(prefixes, left, bytes::write).whole(element);
        return bytes.toByteArray();
    }

    /** Digests the canonical bytes of {@code element} without its child {@code left}. */
    static byte[] digest(Element element, String prefixes, Element left, MessageDigest digest) {
        new Canonical(prefixes, left, digest::update).whole(element);
        return digest.digest();
    }

    private void whole(Element element) {
        write(element, inScope(element.getParentNode()), null);
        sink.take(buffer, 0, filled);
    }

    /** What the elements around the first one declare. */
    private static @Nullable Scope inScope(@Nullable Node node) {
        return node instanceof Element element ? declarations(element, inScope(element.getParentNode())) : null;
    }

    private static @Nullable Scope declarations(Element element, @Nullable Scope outer) {
        Scope scope = outer;
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            if (isDeclaration(attribute)) {
                String uri = attribute.getValue();
                // Section 1.3 of Canonical XML 1.0: no canonical form; some tools then sign nothing.
                if (!uri.isEmpty() && uri.indexOf(':') <= 0) {
                    throw Refusal.of(
                            Check.CANONICAL_FORM, "A signed part has no canonical form: a namespace name is relative.");
                }
                scope = new Scope(declared(attribute), uri, scope);
            }
        }
        return scope;
    }

    private static boolean isDeclaration(Attr attribute) {
        return Ns.XMLNS.equals(attribute.getNamespaceURI());
    }

    private static String declared(Attr declaration) {
        return declaration.getPrefix() == null ? "" : declaration.getLocalName();
    }

    private static String localName(Attr attribute) {
        String name = attribute.getLocalName();
        return name == null ? attribute.getName() : name;
    }

    // Canonical XML 1.0, section 2.2. Text is compared by its units of 16 bits otherwise, and those of the characters
    // beyond
    // the first plane come before U+E000.
    private static int byCodePoints(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                boolean sameKind = Character.isSurrogate(a) == Character.isSurrogate(b);
                return sameKind ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
            }
        }
        return one.length() - other.length();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void write(Element element, @Nullable Scope around, @Nullable Scope writtenAround) {
        Scope scope = declarations(element, around);
        put('<');
        put(element.getNodeName());
        Scope written = writeNamespaces(element, scope, writtenAround);
        attributes.sort(ORDER);
        for (Attr attribute : attributes) {
            put(' ');
            put(attribute.getName());
            value(attribute.getValue());
        }
        put('>');
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node == left) {
                continue;
            }
            if (node instanceof Element child) {
                write(child, scope, written);
            } else if (node.getNodeType() == Node.TEXT_NODE) {
                text(node.getNodeValue());
            } else {
                throw Refusal.of(
                        Check.CANONICAL_FORM,
                        "A signed part has no canonical form: it holds more than elements and text.");
            }
        }
        put("</");
        put(element.getNodeName());
        put('>');
    }

    /** Writes the prefixes that this element uses, or must show, unless an element around it has written the same. */
    private @Nullable Scope writeNamespaces(Element element, @Nullable Scope scope, @Nullable Scope around) {
        attributes.clear();
        missing.clear();
        need(orEmpty(element.getPrefix()), scope, around);
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            Attr attribute = (Attr) all.item(i);
            if (!isDeclaration(attribute)) {
                attributes.add(attribute);
                if (attribute.getPrefix() != null) {
                    need(attribute.getPrefix(), scope, around);
                }
            }
        }
        for (String prefix : inclusive) {
            need(prefix.equals("#default") ? "" : prefix, scope, around);
        }
        Scope written = around;
        for (var one : missing.entrySet()) {
            put(one.getKey().isEmpty() ? " xmlns" : " xmlns:");
            put(one.getKey());
            value(one.getValue());
            written = new Scope(one.getKey(), one.getValue(), written);
        }
        return written;
    }

    private void need(String prefix, @Nullable Scope scope, @Nullable Scope around) {
        String uri = Scope.of(scope, prefix);
        if (!prefix.equals("xml") && !uri.equals(Scope.of(around, prefix))) {
            missing.put(prefix, uri);
        }
    }

    private void value(String text) {
        put("=\"");
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> put("&amp;");
                case '<' -> put("&lt;");
                case '"' -> put("&quot;");
                case '\t' -> put("&#x9;");
                case '\n' -> put("&#xA;");
                case '\r' -> put("&#xD;");
                default -> utf8(c);
            }
        }
        put('"');
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> put("&amp;");
                case '<' -> put("&lt;");
                case '>' -> put("&gt;");
                case '\r' -> put("&#xD;");
                default -> utf8(c);
            }
        }
    }

    private void put(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            utf8(c);
        }
    }

    private void utf8(int c) {
        if (c < 0x80) {
            put(c);
        } else if (c < 0x800) {
            put(0xC0 | c >> 6);
            put(trail(c));
        } else if (c < 0x10000) {
            if (Character.isSurrogate((char) c)) {
                throw Refusal.of(
                        Check.CANONICAL_FORM, "A signed part has no canonical form: it holds half of a character.");
            }
            put(0xE0 | c >> 12);
            put(trail(c >> 6));
            put(trail(c));
        } else {
            put(0xF0 | c >> 18);
            put(trail(c >> 12));
            put(trail(c >> 6));
            put(trail(c));
        }
    }

    private static int trail(int bits) {
        return 0x80 | (bits & 0x3F);
    }

    private void put(int b) {
        if (filled == buffer.length) {
            sink.take(buffer, 0, filled);
            filled = 0;
        }
        buffer[filled++] = (byte) b;
    }
}
