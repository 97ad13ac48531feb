package io.github.bayernkommunal.postfach.internal.bsp;

import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through an XML document from outside, element by element, with one hardened parser.
 *
 * <p>No DTD, no entities, bounded depth and number of elements. Text is the concatenation of all text nodes, so CDATA,
 * comments and character references do not change a value.
 */
final class AnswerReader implements AutoCloseable {

    private static final int DEEPEST = 64;
    private static final int MOST_ELEMENTS = 20_000;
    private static final int MOST_ATTRIBUTES = 64;

    private final XMLStreamReader xml;
    private final Deque<String> open = new ArrayDeque<>();
    private int elements;

    AnswerReader(InputStream document) throws XMLStreamException {
        this.xml = factory().createXMLStreamReader(document);
    }

    AnswerReader(Reader document) throws XMLStreamException {
        this.xml = factory().createXMLStreamReader(document);
    }

    private static XMLInputFactory factory() {
        // The JDK's own parser, whatever else lies on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty("http://javax.xml.XMLConstants/property/accessExternalDTD", "");
        return factory;
    }

    /** The next event. The JDK's parser has no words for some mistakes inside a DTD and throws what no parser should. */
    private int next() throws XMLStreamException {
        try {
            return xml.next();
        } catch (RuntimeException e) {
            throw new XMLStreamException("the parser stumbled", e);
        }
    }

    /** Goes to the next child of the current element; false when there is none, and the current element is then left. */
    boolean nextChild() throws XMLStreamException {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    enter();
                    return true;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    open.pop();
                    return false;
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> refuseDangerous();
            }
        }
    }

    String name() {
        return xml.getLocalName();
    }

    String namespace() {
        return Objects.requireNonNullElse(xml.getNamespaceURI(), "");
    }

    boolean is(String namespace, String name) {
        return name.equals(name()) && namespace.equals(namespace());
    }

    /** The text of the current element, which has no child elements; the element is left. */
    String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    open.pop();
                    return text.toString();
                }
                case XMLStreamConstants.START_ELEMENT -> throw new XMLStreamException("an element where text belongs");
                default -> refuseDangerous();
            }
        }
    }

    /** Leaves the current element with everything in it. */
    void skip() throws XMLStreamException {
        int depth = open.size();
        while (open.size() >= depth) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> enter();
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                default -> refuseDangerous();
            }
        }
    }

    /** Reads to the end of the document, so that nothing malformed hides behind what was read. */
    void finish() throws XMLStreamException {
        while (xml.hasNext()) {
            if (next() == XMLStreamConstants.START_ELEMENT) {
                enter();
            } else {
                refuseDangerous();
            }
        }
    }

    @Override
    public void close() throws XMLStreamException {
        xml.close();
    }

    private void enter() throws XMLStreamException {
        open.push(xml.getLocalName());
        elements++;
        if (open.size() > DEEPEST || elements > MOST_ELEMENTS || xml.getAttributeCount() > MOST_ATTRIBUTES) {
            throw new XMLStreamException("more than %d levels, %d elements or %d attributes"
                    .formatted(DEEPEST, MOST_ELEMENTS, MOST_ATTRIBUTES));
        }
    }

    private void refuseDangerous() throws XMLStreamException {
        if (xml.getEventType() == XMLStreamConstants.DTD || xml.getEventType() == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new XMLStreamException("a DTD or an entity");
        }
    }

    static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }
}
