package io.github.bayernkommunal.portalregistry.internal.tree;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Parsers without DTDs, entities or access to anything outside; made directly, so that no other setting can weaken them. */
public final class XmlStreams {

    /** Deepest nesting of elements. */
    public static final int DEEPEST = 64;

    /** Most characters of one text. */
    public static final int LONGEST_TEXT = 4 * 1024 * 1024;

    private XmlStreams() {}

    /** A factory of hardened readers. */
    public static XMLInputFactory input() {
        WstxInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 64 * 1024);
        factory.setProperty(WstxInputProperties.P_MAX_TEXT_LENGTH, LONGEST_TEXT);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    /** A hardened reader of a document, decoded strictly. */
    public static XMLStreamReader read(XMLInputFactory factory, InputStream source) throws XMLStreamException {
        return factory.createXMLStreamReader(XmlInput.decode(source));
    }

    /** A factory of writers. */
    public static XMLOutputFactory output() {
        return new WstxOutputFactory();
    }
}
