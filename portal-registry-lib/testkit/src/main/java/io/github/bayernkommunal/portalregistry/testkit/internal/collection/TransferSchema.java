package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.Document;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** The first stage of the judgement: is this a transfer message at all? */
final class TransferSchema {

    static final String V2_2 = "http://xoev.de/schemata/xzufi/2_2_0";
    static final String V2_3 = "http://xoev.de/schemata/xzufi/2_3_1";

    private static final int MOST_COMPLAINTS = 20;
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final Map<String, Schema> schemas = new LinkedHashMap<>();

    TransferSchema() {
        schemas.put(V2_2, schema(V2_2, "2\\.2(\\.0)?"));
        schemas.put(V2_3, schema(V2_3, "2\\.3\\.1"));
    }

    /** What is wrong with the structure, with line numbers; empty when nothing is. */
    List<String> complaints(byte[] document) {
        List<String> complaints = new ArrayList<>();
        try {
            String namespace = parse(document).getDocumentElement().getNamespaceURI();
            Schema schema = schemas.get(String.valueOf(namespace));
            if (schema == null) {
                return List.of("Unknown namespace '%s'; known: %s".formatted(namespace, schemas.keySet()));
            }
            Validator validator = schema.newValidator();
            validator.setErrorHandler(new Collecting(complaints));
            validator.validate(source(document));
        } catch (SAXParseException e) {
            complaints.add("Line %d: %s".formatted(e.getLineNumber(), e.getMessage()));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            complaints.add(String.valueOf(e.getMessage()));
        }
        return complaints;
    }

    /** The document as a tree, without document type and external entities. */
    static Document parse(byte[] document) throws SAXException, IOException, ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(NO_DOCTYPE, true);
        factory.setXIncludeAware(false);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new Collecting(new ArrayList<>()));
        return builder.parse(new ByteArrayInputStream(document));
    }

    private static SAXSource source(byte[] document) throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature(NO_DOCTYPE, true);
        return new SAXSource(
                factory.newSAXParser().getXMLReader(), new InputSource(new ByteArrayInputStream(document)));
    }

    private static Schema schema(String namespace, String version) {
        try (InputStream in = TransferSchema.class.getResourceAsStream("transfer.xsd")) {
            if (in == null) {
                throw new IllegalStateException("transfer.xsd is missing beside its class");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@NAMESPACE@", namespace)
                    .replace("@VERSION@", version);
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newSchema(new StreamSource(new StringReader(text)));
        } catch (IOException | SAXException e) {
            throw new IllegalStateException("transfer.xsd cannot be read", e);
        }
    }

    private record Collecting(List<String> complaints) implements ErrorHandler {

        @Override
        public void warning(SAXParseException e) {
            // Warnings do not make a document invalid.
        }

        @Override
        public void error(SAXParseException e) {
            if (complaints.size() < MOST_COMPLAINTS) {
                complaints.add("Line %d: %s".formatted(e.getLineNumber(), e.getMessage()));
            }
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
