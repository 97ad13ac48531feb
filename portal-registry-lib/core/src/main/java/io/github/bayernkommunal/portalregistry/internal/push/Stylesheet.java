package io.github.bayernkommunal.portalregistry.internal.push;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.Templates;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** A mapping that the operator has written (XSLT 1.0): makes the element for the body of a request of our own message. It reaches no file and no network. */
public final class Stylesheet {

    private final Templates templates;

    private Stylesheet(Templates templates) {
        this.templates = templates;
    }

    /**
     * What a mapping made.
     *
     * @param name of the element
     * @param text the element
     */
    public record Mapped(QName name, String text) {}

    /** Reads a stylesheet. */
    public static Stylesheet read(Path file) throws IOException, TransformerException {
        byte[] bytes = Files.readAllBytes(file);
        return new Stylesheet(factory().newTemplates(new DOMSource(document(bytes))));
    }

    /** Maps a message; fails unless exactly one element comes out. */
    public Mapped map(byte[] message) throws TransformerException {
        DOMResult result = new DOMResult();
        Transformer transformer = templates.newTransformer();
        transformer.setURIResolver((reference, base) -> {
            throw new TransformerException("nothing outside the message is read");
        });
        transformer.transform(new StreamSource(new ByteArrayInputStream(message)), result);
        Element made = result.getNode() instanceof Document document ? document.getDocumentElement() : null;
        if (made == null) {
            throw new TransformerException("the mapping made no element");
        }
        return new Mapped(name(made), text(made));
    }

    private static QName name(Element element) {
        @Nullable String namespace = element.getNamespaceURI();
        return new QName(namespace == null ? "" : namespace, element.getLocalName());
    }

    private static String text(Element element) throws TransformerException {
        StringWriter text = new StringWriter();
        Transformer writer = factory().newTransformer();
        writer.setOutputProperty("omit-xml-declaration", "yes");
        writer.transform(new DOMSource(element), new StreamResult(text));
        return text.toString();
    }

    private static TransformerFactory factory() throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        return factory;
    }

    private static Document document(byte[] bytes) throws TransformerException, IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | ParserConfigurationException e) {
            throw new TransformerException("it is not XML, or it has a document type", e);
        }
    }
}
