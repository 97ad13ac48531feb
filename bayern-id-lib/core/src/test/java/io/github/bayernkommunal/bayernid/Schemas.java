package io.github.bayernkommunal.bayernid;

import java.io.StringReader;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.w3c.dom.bootstrap.DOMImplementationRegistry;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.SAXException;

/** The OASIS schemas as the build unpacked them; nothing is fetched. */
final class Schemas {

    private static final Path FOLDER = Path.of("target/xsd/schema");
    private static final Schema PROTOCOL = load("saml-schema-protocol-2.0.xsd");
    private static final Schema METADATA = load("saml-schema-metadata-2.0.xsd");

    private Schemas() {}

    static Validator protocol() {
        return PROTOCOL.newValidator();
    }

    static Validator metadata() {
        return METADATA.newValidator();
    }

    static Source source(String xml) {
        return new StreamSource(new StringReader(xml));
    }

    private static Schema load(String file) {
        try {
            DOMImplementationLS dom = (DOMImplementationLS)
                    DOMImplementationRegistry.newInstance().getDOMImplementation("LS");
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setResourceResolver((type, namespace, publicId, systemId, base) -> {
                LSInput input = dom.createLSInput();
                Path local = FOLDER.resolve(systemId.substring(systemId.lastIndexOf('/') + 1));
                input.setSystemId(local.toUri().toString());
                input.setByteStream(open(local));
                return input;
            });
            return factory.newSchema(FOLDER.resolve(file).toFile());
        } catch (SAXException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static java.io.InputStream open(Path file) {
        try {
            // The signature schema declares a document type only for its own entities; it is cut off.
            String text = java.nio.file.Files.readString(file).replaceFirst("(?s)<!DOCTYPE.*?\\]>", "");
            return new java.io.ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
