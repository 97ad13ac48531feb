package io.github.bayernkommunal.epay.internal.soap;

import io.github.bayernkommunal.epay.internal.Fault;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** Writes and reads envelopes of SOAP 1.1. */
public final class Soap {

    static final String ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String XSD = "http://www.w3.org/2001/XMLSchema";

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_ATTRIBUTES = 64;

    // The JDK's own factories: what else lies on the class path cannot change how answers are read.
    private static final XMLOutputFactory WRITERS = XMLOutputFactory.newDefaultFactory();
    private static final XMLInputFactory READERS = readers();

    private Soap() {}

    /** A call in the style rpc/encoded. */
    public static byte[] encoded(String namespace, String operation, List<Value> parameters) {
        return write(operation, out -> {
            out.writeNamespace("soapenc", ENCODING);
            out.writeNamespace("xsd", XSD);
            out.writeNamespace("xsi", XSI);
            out.writeNamespace("ep", namespace);
            out.writeStartElement("soapenv", "Body", ENVELOPE);
            out.writeAttribute("soapenv", ENVELOPE, "encodingStyle", ENCODING);
            out.writeStartElement("ep", operation, namespace);
            for (Value parameter : parameters) {
                parameter.write(out);
            }
        });
    }

    /** A call in the style document/literal, wrapped in an element named like the operation. */
    public static byte[] literal(String namespace, String operation, List<Value> parameters) {
        return write(operation, out -> {
            out.writeStartElement("soapenv", "Body", ENVELOPE);
            out.writeStartElement(operation);
            out.writeDefaultNamespace(namespace);
            for (Value parameter : parameters) {
                parameter.write(out);
            }
        });
    }

    @FunctionalInterface
    private interface Content {
        /** Writes into the envelope and leaves body and operation open. */
        void to(XMLStreamWriter out) throws XMLStreamException;
    }

    private static byte[] write(String operation, Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = WRITERS.createXMLStreamWriter(text);
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement("soapenv", "Envelope", ENVELOPE);
            out.writeNamespace("soapenv", ENVELOPE);
            content.to(out);
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndElement();
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The call " + operation + " cannot be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The body of an answer. */
    public static Element read(byte[] answer, String operation) {
        String what = "answer to " + operation;
        try {
            XMLStreamReader in = READERS.createXMLStreamReader(new StringReader(decode(answer)));
            String declared = in.getCharacterEncodingScheme();
            if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
                throw Fault.NOT_READABLE.protocol("The " + what + " is not declared as UTF-8", null);
            }
            Element root = document(in, what);
            if (!root.name().equals("Envelope") || !ENVELOPE.equals(root.namespace())) {
                throw Fault.NOT_READABLE.protocol("The " + what + " is not an envelope of SOAP 1.1", null);
            }
            return root.child("Body")
                    .filter(body -> ENVELOPE.equals(body.namespace()))
                    .orElseThrow(() -> Fault.NOT_READABLE.protocol("The " + what + " has no body", null));
        } catch (XMLStreamException | CharacterCodingException e) {
            throw Fault.NOT_READABLE.protocol("The " + what + " is not well-formed XML in UTF-8", e);
        }
    }

    private static Element document(XMLStreamReader in, String what) throws XMLStreamException {
        Element.Builder tree = new Element.Builder();
        int elements = 0;
        while (in.hasNext()) {
            switch (next(in)) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements++;
                    if (elements > MOST_ELEMENTS
                            || tree.depth() >= DEEPEST
                            || in.getAttributeCount() > MOST_ATTRIBUTES) {
                        throw Fault.NOT_READABLE.protocol("The " + what + " has too many or too deep elements", null);
                    }
                    tree.start(
                            in.getLocalName(),
                            in.getNamespaceURI(),
                            in.getAttributeValue(null, "id"),
                            in.getAttributeValue(null, "href"));
                }
                case XMLStreamConstants.END_ELEMENT -> tree.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    tree.text(in.getText());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw Fault.NOT_READABLE.protocol("The " + what + " has a DTD, which SOAP 1.1 forbids", null);
                default -> {
                    // comments and processing instructions mean nothing
                }
            }
        }
        return tree.root();
    }

    /** The next event. The JDK's parser has no words for some mistakes inside a DTD and throws what no parser should. */
    private static int next(XMLStreamReader in) throws XMLStreamException {
        try {
            return in.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException("the parser stumbled", e);
        }
    }

    private static String decode(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        });
        return factory;
    }
}
