package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What we need of a service description: where the service is, and which SOAPAction belongs to which element in the body.
 *
 * @param address of the port
 * @param actions by the element that the body of a request holds
 * @source WSDL 1.1, 2 and 3 (SOAP binding, document/literal)
 */
public record Wsdl(URI address, Map<QName, String> actions) {

    private static final String WSDL = "http://schemas.xmlsoap.org/wsdl/";
    private static final String SOAP = "http://schemas.xmlsoap.org/wsdl/soap/";

    /** Copies the map. */
    public Wsdl {
        actions = Map.copyOf(actions);
    }

    /** Reads a description; nothing outside the file is read. */
    public static Wsdl read(Path file) throws IOException, UnreadableException {
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = XmlStreams.read(XmlStreams.input(), in);
            Reader reader = new Reader();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> reader.start(xml);
                    case XMLStreamConstants.END_ELEMENT -> reader.end();
                    case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type is not allowed");
                    default -> {
                        // Texts and comments say nothing here.
                    }
                }
            }
            return reader.result();
        } catch (XMLStreamException | RuntimeException e) {
            throw new UnreadableException("it is no WSDL 1.1 with one SOAP port of document/literal operations", e);
        }
    }

    private static final class Reader {

        private final Deque<String> path = new ArrayDeque<>();
        private final Map<String, QName> elements = new HashMap<>();
        private final Map<String, String> inputs = new HashMap<>();
        private final Map<String, String> actionOf = new HashMap<>();
        private @Nullable String message;
        private @Nullable String operation;
        private @Nullable URI address;

        void start(XMLStreamReader xml) throws XMLStreamException {
            String name = xml.getLocalName();
            String parent = path.isEmpty() ? "" : path.peek();
            path.push(name);
            if (WSDL.equals(xml.getNamespaceURI())) {
                switch (name) {
                    case "message" -> message = attribute(xml, "name");
                    case "operation" -> operation = attribute(xml, "name");
                    case "part" -> part(xml);
                    case "input" -> {
                        if (path.contains("portType")) {
                            inputs.put(String.valueOf(operation), local(attribute(xml, "message")));
                        }
                    }
                    default -> {
                        // Types, outputs and faults are not needed to send.
                    }
                }
            } else if (SOAP.equals(xml.getNamespaceURI())) {
                if (name.equals("operation") && parent.equals("operation")) {
                    String action = xml.getAttributeValue(null, "soapAction");
                    actionOf.put(String.valueOf(operation), action == null ? "" : action);
                } else if (name.equals("address")) {
                    if (address != null) {
                        throw new XMLStreamException("two ports");
                    }
                    address = URI.create(attribute(xml, "location"));
                }
            }
        }

        void end() {
            path.pop();
        }

        private void part(XMLStreamReader xml) throws XMLStreamException {
            String element = xml.getAttributeValue(null, "element");
            if (element == null) {
                return;
            }
            int colon = element.indexOf(':');
            String namespace = colon < 0 ? "" : xml.getNamespaceURI(element.substring(0, colon));
            if (namespace == null
                    || elements.put(String.valueOf(message), new QName(namespace, local(element))) != null) {
                throw new XMLStreamException("a message with several parts");
            }
        }

        Wsdl result() throws XMLStreamException {
            Map<QName, String> actions = new HashMap<>();
            actionOf.forEach((name, action) -> Optional.ofNullable(elements.get(inputs.getOrDefault(name, "")))
                    .ifPresent(element -> actions.put(element, action)));
            URI where = address;
            if (where == null || actions.isEmpty()) {
                throw new XMLStreamException("no port, or no operation");
            }
            return new Wsdl(where, actions);
        }

        private static String attribute(XMLStreamReader xml, String name) throws XMLStreamException {
            String value = xml.getAttributeValue(null, name);
            if (value == null) {
                throw new XMLStreamException(name + " is missing");
            }
            return value;
        }

        private static String local(String name) {
            return name.substring(name.indexOf(':') + 1);
        }
    }
}
