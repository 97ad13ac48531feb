package io.github.bayernkommunal.postfach.testkit.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads XML from strangers: no document type, no entities, nothing loaded, bounded depth. */
final class Xml {

    private Xml() {}

    /** Reads characters; an encoding that the document declares does not matter any more. */
    static Document parse(String text) throws SAXException {
        return parse(new InputSource(new StringReader(text)));
    }

    /** Reads UTF-8. */
    static Document parse(byte[] utf8) throws SAXException {
        InputSource source = new InputSource(new ByteArrayInputStream(utf8));
        source.setEncoding(StandardCharsets.UTF_8.name());
        return parse(source);
    }

    private static Document parse(InputSource source) throws SAXException {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            return builder.parse(source);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's XML parser refuses its own hardening switches", e);
        } catch (java.io.CharConversionException e) {
            throw new SAXException("not UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setCoalescing(true);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", "64");
        return factory;
    }

    /** The child elements in document order. */
    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** Whether the element has that local name and namespace; an empty namespace means none. */
    static boolean is(Element element, String namespace, String name) {
        String own = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
        return own.equals(namespace) && name.equals(element.getLocalName());
    }

    /** Text for element content or an attribute in double quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\r", "&#13;");
    }

    /** Ends at the first complaint instead of printing it. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException complaint) {
            // a warning is no violation of well-formedness
        }

        @Override
        public void error(SAXParseException complaint) throws SAXException {
            throw complaint;
        }

        @Override
        public void fatalError(SAXParseException complaint) throws SAXException {
            throw complaint;
        }
    }
}
