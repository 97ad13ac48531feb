package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** One element of an rpc/encoded message; its children are found by local name, and every value carries its type. */
final class Struct {

    private static final String XSI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI;
    private static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";

    private final Element element;

    Struct(Element element) {
        this.element = element;
    }

    String name() {
        return element.getLocalName();
    }

    List<Struct> children() {
        return elements().stream().map(Struct::new).toList();
    }

    List<Element> elements() {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    boolean isNil() {
        String nil = element.getAttributeNS(XSI, "nil");
        return nil.equals("true") || nil.equals("1");
    }

    /** The local part of {@code xsi:type}; empty without one. */
    String type() {
        String type = element.getAttributeNS(XSI, "type").trim();
        return type.substring(type.indexOf(':') + 1);
    }

    /** The declared size of a SOAP array of {@code itemType}; empty when this is none. */
    Optional<Integer> arraySize(String itemType) {
        String declared = element.getAttributeNS(ENCODING, "arrayType").trim();
        String local = declared.substring(declared.indexOf(':') + 1);
        if (!type().equals("Array") || !local.startsWith(itemType + "[") || !local.endsWith("]")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Integer.valueOf(local.substring(itemType.length() + 1, local.length() - 1)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Refuses children that the type does not have: a rpc/encoded service cannot map them. */
    void onlyKnow(Collection<String> names) throws SoapFault {
        for (Struct child : children()) {
            if (!names.contains(child.name())) {
                throw SoapFault.client("%s has no element %s".formatted(name(), child.name()));
            }
        }
    }

    Optional<Struct> child(String name) throws SoapFault {
        List<Struct> found =
                children().stream().filter(child -> child.name().equals(name)).toList();
        if (found.size() > 1) {
            throw SoapFault.client("%s has %s more than once".formatted(name(), name));
        }
        return found.stream().filter(child -> !child.isNil()).findFirst();
    }

    /** The text of a child, empty when it is absent or nil. */
    String text(String name) throws SoapFault {
        Optional<Struct> child = child(name);
        return child.isPresent() ? child.get().text() : "";
    }

    /** The text of this element, which must be a typed leaf. */
    String text() throws SoapFault {
        if (isNil()) {
            return "";
        }
        if (!children().isEmpty()) {
            throw SoapFault.client(name() + " must be a simple value");
        }
        if (type().isEmpty()) {
            throw SoapFault.client(name() + " has no xsi:type, which rpc/encoded demands");
        }
        return element.getTextContent();
    }
}
