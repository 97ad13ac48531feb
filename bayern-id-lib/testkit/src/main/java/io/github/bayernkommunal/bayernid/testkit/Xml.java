package io.github.bayernkommunal.bayernid.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads and writes XML with the JDK's own parser, without document types. */
final class Xml {

    private static final ErrorHandler SILENT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {}

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };

    private Xml() {}

    static Document parse(byte[] xml) throws SAXException {
        return parse(new InputSource(new ByteArrayInputStream(xml)));
    }

    static Document parse(String xml) throws SAXException {
        return parse(new InputSource(new StringReader(xml)));
    }

    private static Document parse(InputSource source) throws SAXException {
        try {
            return builder().parse(source);
        } catch (IOException e) {
            throw new SAXException(e);
        }
    }

    /** Parses text that this class wrote. */
    static Document reparse(String xml) {
        try {
            return parse(xml);
        } catch (SAXException e) {
            throw new IllegalStateException("Own XML cannot be read", e);
        }
    }

    static Document document() {
        return builder().newDocument();
    }

    static String text(Node node) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException("XML cannot be written", e);
        }
    }

    /** Appends an element and declares its prefix where needed; {@code parent} may be a document. */
    static Element add(Node parent, String namespace, String qualifiedName) {
        Document document = parent instanceof Document d ? d : parent.getOwnerDocument();
        Element element = document.createElementNS(namespace, qualifiedName);
        String prefix = qualifiedName.substring(0, qualifiedName.indexOf(':'));
        // Canonicalisation sees declarations only where they stand as attributes.
        if (!(parent instanceof Element above) || !namespace.equals(above.lookupNamespaceURI(prefix))) {
            declare(element, prefix, namespace);
        }
        parent.appendChild(element);
        return element;
    }

    static Element add(Node parent, String namespace, String qualifiedName, String text) {
        Element element = add(parent, namespace, qualifiedName);
        element.setTextContent(text);
        return element;
    }

    /** Declares a prefix that only attribute values or later children use. */
    static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(Saml.XMLNS, "xmlns:" + prefix, namespace);
    }

    static List<Element> children(Node parent) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    static List<Element> children(Node parent, String namespace, String name) {
        return children(parent).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    static @Nullable Element child(Node parent, String namespace, String name) {
        List<Element> found = children(parent, namespace, name);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The only descendant or self of that name that our own writer is known to have put there. */
    static Element find(Node within, String namespace, String name) {
        Element root = within instanceof Document document ? document.getDocumentElement() : (Element) within;
        if (is(root, namespace, name)) {
            return root;
        }
        if (root.getElementsByTagNameNS(namespace, name).item(0) instanceof Element found) {
            return found;
        }
        throw new IllegalStateException("No element " + name);
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(SILENT);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser lacks a feature it always has", e);
        }
    }
}
