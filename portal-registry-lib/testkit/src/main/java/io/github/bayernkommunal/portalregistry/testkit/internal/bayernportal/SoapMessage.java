package io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A request as it came: every header, and the one element of the body.
 *
 * @param headers the elements of the header
 * @param namespace of the element in the body
 * @param operation its local name
 * @param parameters texts of its children by local name
 */
record SoapMessage(List<Element> headers, String namespace, String operation, Map<String, String> parameters) {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    /** Reads an envelope; anything else ends in an {@link IllegalArgumentException} that says why. */
    static SoapMessage read(String text) {
        Element envelope = parse(text).getDocumentElement();
        demand(is(envelope, "Envelope"), "kein Envelope nach SOAP 1.1");
        List<Element> headers = new ArrayList<>();
        List<Element> body = new ArrayList<>();
        for (Element part : children(envelope)) {
            demand(is(part, "Header") || is(part, "Body"), "unbekannter Teil " + part.getLocalName());
            (is(part, "Header") ? headers : body).addAll(children(part));
        }
        demand(body.size() == 1, "der Body hat nicht genau ein Element");
        Element asked = body.get(0);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element parameter : children(asked)) {
            demand(
                    parameters.put(
                                    parameter.getLocalName(),
                                    parameter.getTextContent().strip())
                            == null,
                    parameter.getLocalName() + " steht zweimal da");
        }
        return new SoapMessage(headers, String.valueOf(asked.getNamespaceURI()), asked.getLocalName(), parameters);
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static boolean is(Element element, String name) {
        return name.equals(element.getLocalName()) && SOAP.equals(element.getNamespaceURI());
    }

    private static void demand(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalArgumentException("kein XML: " + e.getMessage(), e);
        }
    }
}
