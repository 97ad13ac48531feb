package io.github.bayernkommunal.bayernid.internal.xml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.ResponseNotTrustedException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.SAXParseException;
import org.xml.sax.ext.DefaultHandler2;

/**
 * Builds the tree while counting.
 *
 * <p>The tree holds exactly what canonicalisation without comments signs: comments are dropped and the text around them
 * becomes one node, CDATA is text. So no value can be cut at a place that a signature does not protect. Processing
 * instructions would be signed but have no place in SAML, so they are refused.
 */
final class TreeBuilder extends DefaultHandler2 {

    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[^\\s]+");

    private final Document document;
    private final Limits limits;
    private final StringBuilder text = new StringBuilder();
    private Node current;
    private final int[] namespacesAround;
    private int depth;
    private int elements;
    private int namespaces;

    TreeBuilder(Document document, Limits limits) {
        this.document = document;
        this.limits = limits;
        this.current = document;
        this.namespacesAround = new int[limits.depth() + 1];
    }

    Document finished() {
        return document;
    }

    @Override
    public void startElement(String namespace, String localName, String name, Attributes attributes) {
        flushText();
        limit(++depth, limits.depth(), "levels deep");
        limit(++elements, limits.elements(), "elements");
        limit(attributes.getLength(), limits.attributes(), "attributes on one element");
        namespacesAround[depth] = namespaces;
        Element element;
        try {
            element = element(namespace, name, attributes);
        } catch (DOMException e) {
            // Names such as ":a" are XML and no names with namespaces; the parser lets them through.
            throw new ResponseNotTrustedException(
                    Check.XML,
                    "The document has a name that is none: " + Refusal.quoted(name) + " or an attribute there.",
                    e);
        }
        current.appendChild(element);
        current = element;
    }

    private Element element(String namespace, String name, Attributes attributes) {
        Element element = document.createElementNS(namespace.isEmpty() ? null : namespace, name);
        for (int i = 0; i < attributes.getLength(); i++) {
            String attributeName = attributes.getQName(i);
            String value = attributes.getValue(i);
            boolean declaration = attributeName.equals("xmlns") || attributeName.startsWith("xmlns:");
            if (declaration) {
                checkNamespace(value);
                limit(++namespaces, limits.namespaces(), "namespace declarations that hold at one place");
            }
            element.setAttributeNS(declaration ? Ns.XMLNS : uri(attributes, i), attributeName, value);
        }
        return element;
    }

    private static @Nullable String uri(Attributes attributes, int index) {
        String uri = attributes.getURI(index);
        return uri.isEmpty() ? null : uri;
    }

    // Canonicalisation is undefined for relative namespace names (XML C14N 1.0, section 1.3); some tools then sign
    // nothing.
    private static void checkNamespace(String value) {
        if (!value.isEmpty() && !ABSOLUTE.matcher(value).matches()) {
            throw Refusal.of(Check.STRUCTURE, "A namespace name is not absolute: %s.", Refusal.quoted(value));
        }
    }

    private static void limit(int count, int most, String what) {
        if (count > most) {
            throw Refusal.of(Check.XML_LIMITS, "The document has more than %d %s.", most, what);
        }
    }

    @Override
    public void endElement(String namespace, String localName, String name) {
        flushText();
        namespaces = namespacesAround[depth--];
        Node parent = current.getParentNode();
        current = parent == null ? document : parent;
    }

    @Override
    public void characters(char[] characters, int start, int length) {
        text.append(characters, start, length);
    }

    private void flushText() {
        if (text.length() > 0) {
            current.appendChild(document.createTextNode(text.toString()));
            text.setLength(0);
        }
    }

    @Override
    public void processingInstruction(String target, String data) {
        throw Refusal.of(Check.STRUCTURE, "The document has a processing instruction; no SAML message needs one.");
    }

    @Override
    public void skippedEntity(String name) {
        throw Refusal.of(Check.DOCTYPE, "The document uses an entity; no SAML message needs one.");
    }

    @Override
    public void startDTD(String name, @Nullable String publicId, @Nullable String systemId) {
        throw Refusal.of(Check.DOCTYPE, "The document has a DOCTYPE; no SAML message needs one.");
    }

    // The default prints to the console.
    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
        throw e;
    }
}
