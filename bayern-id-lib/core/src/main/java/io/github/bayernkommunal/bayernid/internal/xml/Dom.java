package io.github.bayernkommunal.bayernid.internal.xml;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads and builds trees by namespace and local name; never by prefix, never by searching. */
public final class Dom {

    private Dom() {}

    /** Whether the element has this name. */
    public static boolean is(Element element, String namespace, String localName) {
        return namespace.equals(element.getNamespaceURI()) && localName.equals(element.getLocalName());
    }

    /** All child elements. */
    public static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** The child elements with this name. */
    public static List<Element> children(Element parent, String namespace, String localName) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && is(element, namespace, localName)) {
                found.add(element);
            }
        }
        return found;
    }

    /** The first child element with this name; where more could stand, the grammar has refused them already. */
    public static @Nullable Element child(Element parent, String namespace, String localName) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && is(element, namespace, localName)) {
                return element;
            }
        }
        return null;
    }

    /** All text directly inside the element, exactly as signed. */
    public static String text(Element element) {
        Node first = element.getFirstChild();
        if (first != null && first.getNextSibling() == null && first.getNodeType() == Node.TEXT_NODE) {
            return first.getNodeValue();
        }
        StringBuilder text = new StringBuilder();
        for (Node node = first; node != null; node = node.getNextSibling()) {
            if (node.getNodeType() == Node.TEXT_NODE) {
                text.append(node.getNodeValue());
            }
        }
        return text.toString();
    }

    /** The value of an attribute without namespace, or null. */
    public static @Nullable String attribute(Element element, String name) {
        Attr attribute = element.getAttributeNodeNS(null, name);
        return attribute == null ? null : attribute.getValue();
    }

    /** The value of an attribute with namespace, or null. */
    public static @Nullable String attribute(Element element, String namespace, String name) {
        Attr attribute = element.getAttributeNodeNS(namespace, name);
        return attribute == null ? null : attribute.getValue();
    }

    /** Adds an element; its namespace is declared where its prefix is not bound to it yet. */
    public static Element add(Node parent, String namespace, String prefix, String localName) {
        Document document = parent instanceof Document self ? self : parent.getOwnerDocument();
        Element element = document.createElementNS(namespace, prefix + ":" + localName);
        // Asked before the element is there: an empty document would answer with the element itself.
        boolean declared = namespace.equals(parent.lookupNamespaceURI(prefix));
        parent.appendChild(element);
        if (!declared) {
            element.setAttributeNS(Ns.XMLNS, "xmlns:" + prefix, namespace);
        }
        return element;
    }

    /** Adds an element with text. */
    public static Element add(Node parent, String namespace, String prefix, String localName, String text) {
        Element element = add(parent, namespace, prefix, localName);
        element.appendChild(element.getOwnerDocument().createTextNode(text));
        return element;
    }

    /** The text as it stands in a document, in an attribute or between elements. */
    public static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
