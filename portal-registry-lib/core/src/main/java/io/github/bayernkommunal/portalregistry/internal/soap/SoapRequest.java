package io.github.bayernkommunal.portalregistry.internal.soap;

import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import java.io.StringWriter;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What is asked: the local name of the element in the body, and the elements inside it.
 *
 * @param name local name in the namespace of the service
 * @param parameters texts by local name, in their order; they are in no namespace, as in the portal's answers
 */
public record SoapRequest(String name, Map<String, String> parameters) {

    /** The element as text. */
    String payload(String namespace) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter out = XmlStreams.output().createXMLStreamWriter(text);
            out.writeStartElement("v3", name, namespace);
            out.writeNamespace("v3", namespace);
            for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                out.writeStartElement(parameter.getKey());
                out.writeCharacters(parameter.getValue());
                out.writeEndElement();
            }
            out.writeEndElement();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("A parameter holds characters that XML does not know", e);
        }
        return text.toString();
    }
}
