package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import io.github.bayernkommunal.epay.testkit.internal.Xml;
import java.util.List;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Reads the SOAP 1.1 envelope and finds the operation in it. */
final class Envelope {

    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String EPAYMENT = "http://www.bff.bund.de/ePayment";

    private Envelope() {}

    static Struct operation(String text) throws SoapFault {
        Element envelope = parse(text);
        if (!is(envelope, "Envelope")) {
            throw SoapFault.client("The message is not a SOAP 1.1 envelope");
        }
        List<Element> bodies = childElements(envelope).stream()
                .filter(child -> is(child, "Body"))
                .toList();
        if (bodies.size() != 1) {
            throw SoapFault.client("The envelope needs exactly one Body");
        }
        List<Element> operations = childElements(bodies.get(0));
        if (operations.size() != 1 || !EPAYMENT.equals(operations.get(0).getNamespaceURI())) {
            throw SoapFault.client("The Body needs exactly one operation of the namespace " + EPAYMENT);
        }
        return new Struct(operations.get(0));
    }

    private static Element parse(String text) throws SoapFault {
        try {
            return Xml.parse(text);
        } catch (SAXException e) {
            throw SoapFault.client("The message is not well-formed XML without DOCTYPE: " + e.getMessage());
        }
    }

    private static boolean is(Element element, String name) {
        return SOAP.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static List<Element> childElements(Element parent) {
        return new Struct(parent).elements();
    }
}
