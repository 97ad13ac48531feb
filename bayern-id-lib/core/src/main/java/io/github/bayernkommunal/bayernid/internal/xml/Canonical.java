package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import java.nio.charset.StandardCharsets;
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
                    attribute -> orEmpty(attribute.getNamespaceURI()))
            .thenComparing(Canonical::localName);

    private final StringBuilder out = new StringBuilder(4096);
    private final List<String> inclusive;
    private final @Nullable Element left;

    private Canonical(String prefixes, @Nullable Element left) {
        this.inclusive =
                prefixes.isBlank() ? List.of() : List.of(prefixes.strip().split("[ \\t\\r\\n]+"));
        this.left = left;
    }

    /**
     * The canonical bytes.
     *
     * @param prefixes prefix list of {@code InclusiveNamespaces}, empty for none
     */
    static byte[] bytes(Element element, String prefixes) {
        return bytes(element, prefixes, null);
    }

    /** Digests the canonical bytes of {@code element} without its child {@code left}. */
    static byte[] digest(Element element, String prefixes, Element left, MessageDigest digest) {
        return digest.digest(bytes(element, prefixes, left));
    }

    static byte[] bytes(Element element, String prefixes, @Nullable Element left) {
        Canonical canonical = new Canonical(prefixes, left);
        canonical.write(element, inScope(element.getParentNode()), null);
        return canonical.out.toString().getBytes(StandardCharsets.UTF_8);
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

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void write(Element element, @Nullable Scope around, @Nullable Scope writtenAround) {
        Scope scope = declarations(element, around);
        List<Attr> attributes = new ArrayList<>();
        out.append('<').append(element.getNodeName());
        Scope written = writeNamespaces(element, scope, writtenAround, attributes);
        attributes.sort(ORDER);
        for (Attr attribute : attributes) {
            out.append(' ').append(attribute.getName()).append("=\"");
            value(attribute.getValue());
            out.append('"');
        }
        out.append('>');
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
        out.append("</").append(element.getNodeName()).append('>');
    }

    /** Writes the prefixes that this element uses, or must show, unless an element around it has written the same. */
    private @Nullable Scope writeNamespaces(
            Element element, @Nullable Scope scope, @Nullable Scope around, List<Attr> attributes) {
        Map<String, String> missing = new TreeMap<>();
        need(orEmpty(element.getPrefix()), scope, around, missing);
        NamedNodeMap all = element.getAttributes();
        for (int i = 0; i < all.getLength(); i++) {
            Attr attribute = (Attr) all.item(i);
            if (!isDeclaration(attribute)) {
                attributes.add(attribute);
                if (attribute.getPrefix() != null) {
                    need(attribute.getPrefix(), scope, around, missing);
                }
            }
        }
        for (String prefix : inclusive) {
            need(prefix.equals("#default") ? "" : prefix, scope, around, missing);
        }
        Scope written = around;
        for (var one : missing.entrySet()) {
            out.append(one.getKey().isEmpty() ? " xmlns" : " xmlns:")
                    .append(one.getKey())
                    .append("=\"");
            value(one.getValue());
            out.append('"');
            written = new Scope(one.getKey(), one.getValue(), written);
        }
        return written;
    }

    private static void need(
            String prefix, @Nullable Scope scope, @Nullable Scope around, Map<String, String> missing) {
        String uri = Scope.of(scope, prefix);
        if (!prefix.equals("xml") && !uri.equals(Scope.of(around, prefix))) {
            missing.put(prefix, uri);
        }
    }

    private void value(String text) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '"' -> "&quot;";
                case '\t' -> "&#x9;";
                case '\n' -> "&#xA;";
                case '\r' -> "&#xD;";
                default -> "";
            };
            if (!escaped.isEmpty()) {
                out.append(text, done, i).append(escaped);
                done = i + 1;
            }
        }
        out.append(text, done, text.length());
    }

    private void text(String text) {
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped = switch (text.charAt(i)) {
                case '&' -> "&amp;";
                case '<' -> "&lt;";
                case '>' -> "&gt;";
                case '\r' -> "&#xD;";
                default -> "";
            };
            if (!escaped.isEmpty()) {
                out.append(text, done, i).append(escaped);
                done = i + 1;
            }
        }
        out.append(text, done, text.length());
    }
}
