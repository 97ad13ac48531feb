package io.github.bayernkommunal.portalregistry.internal.tree;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads XML by local names; attributes count as members. */
public final class XmlTree {

    private static final XMLInputFactory FACTORY = XmlStreams.input();

    private XmlTree() {}

    /** Reads one document; its root element becomes the node. */
    public static Node read(byte[] xml) throws UnreadableException {
        try {
            XMLStreamReader reader = XmlStreams.read(FACTORY, new ByteArrayInputStream(xml));
            try {
                while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                    refuseDoctype(reader);
                }
                Node root = element(reader);
                while (reader.hasNext()) {
                    reader.next();
                }
                return root;
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            // The parser reports broken names and encodings by unchecked exceptions as well.
            throw new UnreadableException("it is not XML", e);
        }
    }

    /** Reads the element at which the reader stands, and leaves the reader at its end. */
    public static Node element(XMLStreamReader reader) throws XMLStreamException {
        return element(reader, 0, new Budget());
    }

    private static Node element(XMLStreamReader reader, int depth, Budget budget) throws XMLStreamException {
        if (depth > XmlStreams.DEEPEST) {
            throw new XMLStreamException("nested deeper than " + XmlStreams.DEEPEST + " levels", reader.getLocation());
        }
        Map<String, List<Node>> members = null;
        int attributes = reader.getAttributeCount();
        for (int i = 0; i < attributes; i++) {
            String value = reader.getAttributeValue(i);
            budget.take(value.length(), reader);
            members = add(members, reader.getAttributeLocalName(i), Node.of(value));
        }
        StringBuilder text = null;
        String first = "";
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = reader.getLocalName();
                    budget.take(1, reader);
                    Node child = element(reader, depth + 1, budget);
                    if (!child.isEmpty()) {
                        members = add(members, name, child);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (first.isEmpty() && reader.isWhiteSpace()) {
                        continue;
                    }
                    budget.take(reader.getTextLength(), reader);
                    if (first.isEmpty()) {
                        first = reader.getText();
                    } else {
                        // Only comments and the like part a text; it is one all the same.
                        text = text == null ? new StringBuilder(first) : text;
                        text.append(reader.getText());
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE -> throw new XMLStreamException("an entity is not declared");
                case XMLStreamConstants.END_ELEMENT -> {
                    String all = text == null ? first : text.toString();
                    return members == null ? Node.of(all) : Node.of(all, members);
                }
                default -> {
                    // Comments, processing instructions and ignorable blanks change nothing.
                }
            }
        }
    }

    /** What one object may take: far more than any real one, far less than the memory. */
    private static final class Budget {

        private static final int ELEMENT = 32;
        private long left = 32L * 1024 * 1024;

        void take(int characters, XMLStreamReader reader) throws XMLStreamException {
            left -= characters + ELEMENT;
            if (characters > XmlStreams.LONGEST_TEXT) {
                throw new XMLStreamException("one text is longer than 4 Mi characters", reader.getLocation());
            }
            if (left < 0) {
                throw new XMLStreamException("one object is larger than 32 MiB", reader.getLocation());
            }
        }
    }

    private static void refuseDoctype(XMLStreamReader reader) throws XMLStreamException {
        if (reader.getEventType() == XMLStreamConstants.DTD) {
            throw new XMLStreamException("a document type is not allowed");
        }
    }

    private static Map<String, List<Node>> add(@Nullable Map<String, List<Node>> members, String name, Node value) {
        Map<String, List<Node>> into = members == null ? new LinkedHashMap<>(8) : members;
        List<Node> before = into.get(name);
        if (before == null) {
            into.put(name, List.of(value));
        } else if (before.size() == 1) {
            List<Node> more = new ArrayList<>(before);
            more.add(value);
            into.put(name, more);
        } else {
            before.add(value);
        }
        return into;
    }
}
