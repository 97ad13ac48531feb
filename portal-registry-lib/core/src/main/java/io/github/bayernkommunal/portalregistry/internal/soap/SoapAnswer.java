package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlTree;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the body of a SOAP answer: one element, which may be a fault.
 *
 * @param isFault whether it is a fault
 * @param content the element
 */
record SoapAnswer(boolean isFault, Node content) {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final XMLInputFactory FACTORY = XmlStreams.input();

    /** Reads an envelope (SOAP 1.1, section 4) whose body has exactly one element. */
    static SoapAnswer read(byte[] xml) throws UnreadableException {
        try {
            XMLStreamReader reader = XmlStreams.read(FACTORY, new ByteArrayInputStream(xml));
            try {
                return envelope(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            throw new UnreadableException("it is not a SOAP 1.1 envelope with one element in its body", e);
        }
    }

    private static SoapAnswer envelope(XMLStreamReader reader) throws XMLStreamException {
        SoapAnswer found = null;
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("a document type is not allowed");
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                boolean body = is(reader, "Body");
                if (depth == 0) {
                    require(is(reader, "Envelope"));
                    depth++;
                } else if (depth == 1 && body) {
                    depth++;
                } else if (depth == 1) {
                    XmlTree.element(reader); // headers say nothing that we use
                } else {
                    require(found == null);
                    found = new SoapAnswer(is(reader, "Fault"), XmlTree.element(reader));
                }
            }
        }
        return required(found);
    }

    private static boolean is(XMLStreamReader reader, String name) {
        return reader.getLocalName().equals(name) && SOAP.equals(reader.getNamespaceURI());
    }

    private static void require(boolean condition) throws XMLStreamException {
        if (!condition) {
            throw new XMLStreamException("another structure is needed");
        }
    }

    private static SoapAnswer required(@Nullable SoapAnswer answer) throws XMLStreamException {
        if (answer == null) {
            throw new XMLStreamException("the body is empty");
        }
        return answer;
    }
}
