package io.github.bayernkommunal.postfach.testkit.internal;

import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Walks through the content of one element in the order of the schema; everything unexpected is a violation (20). */
final class Children {

    private static final int SCHEMA_VIOLATED = 20;

    private final Element parent;
    private final List<Element> elements;
    private int next;

    private Children(Element parent) {
        this.parent = parent;
        this.elements = Xml.children(parent);
    }

    /** Starts before the first child; text between children and attributes are violations. */
    static Children of(Element parent) throws Refusal {
        attributes(parent, Set.of());
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Text text && !text.getData().isBlank()) {
                throw violation("Text zwischen den Elementen von " + parent.getLocalName());
            }
        }
        return new Children(parent);
    }

    /** The next child, which must have this name. */
    Element required(String name) throws Refusal {
        Element found = optional(name);
        if (found == null) {
            throw violation("In %s wird %s erwartet, gefunden: %s"
                    .formatted(
                            parent.getLocalName(), name, next < elements.size() ? name(elements.get(next)) : "Ende"));
        }
        return found;
    }

    /** The next child if it has this name. */
    @Nullable Element optional(String name) {
        if (next < elements.size() && Xml.is(elements.get(next), Bsp.MESSAGE, name)) {
            return elements.get(next++);
        }
        return null;
    }

    /** Whether nothing follows. */
    boolean atEnd() {
        return next == elements.size();
    }

    /** Nothing may follow. */
    void end() throws Refusal {
        if (!atEnd()) {
            throw violation("In %s ist %s an dieser Stelle nicht vorgesehen"
                    .formatted(parent.getLocalName(), name(elements.get(next))));
        }
    }

    /** The text of an element that has neither children nor attributes. */
    static String text(Element element) throws Refusal {
        attributes(element, Set.of());
        if (!Xml.children(element).isEmpty()) {
            throw violation(element.getLocalName() + " darf nur Text enthalten");
        }
        return element.getTextContent();
    }

    /** No attributes but these, namespace declarations, and schema locations, which XML Schema allows anywhere. */
    static void attributes(Element element, Set<String> allowed) throws Refusal {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            String namespace = attribute.getNamespaceURI();
            boolean known = namespace == null
                    ? allowed.contains(attribute.getName())
                    : namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)
                            || (namespace.equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
                                    && attribute.getLocalName().endsWith("chemaLocation"));
            if (!known) {
                throw violation("Attribut %s ist an %s nicht vorgesehen"
                        .formatted(attribute.getName(), element.getLocalName()));
            }
        }
    }

    static Refusal violation(String hint) {
        return new Refusal(SCHEMA_VIOLATED, hint);
    }

    private static String name(Element element) {
        return Bsp.MESSAGE.equals(element.getNamespaceURI())
                ? element.getLocalName()
                : "{%s}%s".formatted(element.getNamespaceURI(), element.getLocalName());
    }
}
