package io.github.bayernkommunal.postfach.testkit.internal;

import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.SAXException;

/**
 * A request envelope whose form is right.
 *
 * @param operation the operation that its body element names
 * @param payload the text of the part
 */
record SoapCall(Operation operation, String payload) {

    /** Reads SOAP 1.1, document/literal with wrapper, the part without namespace (chapter 13.1.1). */
    static SoapCall read(byte[] body) throws SoapFault {
        Element envelope;
        try {
            envelope = Xml.parse(body).getDocumentElement();
        } catch (SAXException e) {
            throw new SoapFault("Client", "The request is no acceptable XML: " + e.getMessage());
        }
        if (!Xml.is(envelope, Bsp.SOAP, "Envelope")) {
            String code = "Envelope".equals(envelope.getLocalName()) ? "VersionMismatch" : "Client";
            throw new SoapFault(code, "A SOAP 1.1 envelope is expected");
        }
        List<Element> parts = Xml.children(envelope);
        if (!parts.isEmpty() && Xml.is(parts.get(0), Bsp.SOAP, "Header")) {
            checkHeader(parts.get(0));
            parts = parts.subList(1, parts.size());
        }
        if (parts.size() != 1 || !Xml.is(parts.get(0), Bsp.SOAP, "Body")) {
            throw new SoapFault("Client", "The envelope must hold an optional Header and exactly one Body");
        }
        return wrapper(onlyChild(parts.get(0)));
    }

    private static void checkHeader(Element header) throws SoapFault {
        for (Element entry : Xml.children(header)) {
            if (List.of("1", "true").contains(entry.getAttributeNS(Bsp.SOAP, "mustUnderstand"))) {
                throw new SoapFault("MustUnderstand", "The header entry " + entry.getLocalName() + " is not known");
            }
        }
    }

    private static SoapCall wrapper(Element wrapper) throws SoapFault {
        for (Operation operation : Operation.values()) {
            if (Xml.is(wrapper, Bsp.SERVICE, operation.wrapper())) {
                Element part = onlyChild(wrapper);
                if (!Xml.is(part, "", operation.input())) {
                    throw new SoapFault(
                            "Client", "The part %s without namespace is expected".formatted(operation.input()));
                }
                if (!Xml.children(part).isEmpty()) {
                    throw new SoapFault("Client", "The part must hold text: escaped or in a CDATA section");
                }
                return new SoapCall(operation, part.getTextContent());
            }
        }
        throw new SoapFault("Client", "The body names no operation of this service");
    }

    private static Element onlyChild(Element parent) throws SoapFault {
        List<Element> children = Xml.children(parent);
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Text text && !text.getData().isBlank()) {
                throw new SoapFault("Client", parent.getLocalName() + " must not hold text");
            }
        }
        if (children.size() != 1) {
            throw new SoapFault("Client", parent.getLocalName() + " must hold exactly one element");
        }
        return children.get(0);
    }
}
