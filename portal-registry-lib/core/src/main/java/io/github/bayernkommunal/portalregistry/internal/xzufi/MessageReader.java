package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.Problem;
import io.github.bayernkommunal.portalregistry.XzufiKopf;
import io.github.bayernkommunal.portalregistry.XzufiObject;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.XzufiReader.Entry;
import io.github.bayernkommunal.portalregistry.XzufiReader.Loesche;
import io.github.bayernkommunal.portalregistry.XzufiReader.Schreibe;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlTree;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a message, one object after the other. */
public final class MessageReader implements AutoCloseable {

    private static final XMLInputFactory FACTORY = XmlStreams.input();
    private static final int MOST_WARNINGS = 1000;

    /** Elements that only hold others: of the transfer message, and of the answers of 2.1.0. */
    private static final Set<String> CONTAINERS = Set.of("schreibe", "antwort");

    /** Sees every object as it was written, before it becomes typed. */
    @FunctionalInterface
    interface Witness {

        /** An object in an element of this name, beginning in this line. */
        void see(String name, Node node, int line);
    }

    private final InputStream source;
    private final Witness witness;
    private final XMLStreamReader xml;
    private final String root;
    private final XzufiVersion version;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private final List<Problem> warnings = new ArrayList<>();
    private XzufiKopf kopf;
    private boolean atEnd;
    private boolean broken;
    private long entries;

    private MessageReader(InputStream source, XMLStreamReader xml, String root, XzufiVersion version, Witness witness) {
        this.source = source;
        this.witness = witness;
        this.xml = xml;
        this.root = root;
        this.version = version;
        this.kopf = new XzufiKopf(
                "",
                "",
                "",
                "",
                attribute("produktbezeichnung"),
                attribute("produkthersteller"),
                attribute("produktversion"));
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    /** Opens a message and reads its head. */
    public static MessageReader open(InputStream source) {
        return open(source, (name, node, line) -> {});
    }

    /** Opens a message and reads its head; the witness sees every object. */
    static MessageReader open(InputStream source, Witness witness) {
        try {
            XMLStreamReader xml = XmlStreams.read(FACTORY, source);
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (xml.getEventType() == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("a document type is not allowed");
                }
            }
            String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
            XzufiVersion version = XzufiVersion.of(namespace).orElseThrow(() -> unsupported(namespace));
            MessageReader reader = new MessageReader(source, xml, namespace, version, witness);
            reader.fill();
            return reader;
        } catch (XMLStreamException | RuntimeException e) {
            if (e instanceof PortalRegistryProtocolException known) {
                throw known;
            }
            throw broken(0, e);
        }
    }

    private static PortalRegistryProtocolException unsupported(String namespace) {
        return new PortalRegistryProtocolException(
                "PORTAL-305",
                "The message is no XZuFi of version 2.1, 2.2 or 2.3: its root element has the namespace '%s'"
                        .formatted(Redact.line(namespace)),
                null);
    }

    private static PortalRegistryProtocolException broken(long entries, Exception cause) {
        String where = cause instanceof XMLStreamException e && e.getLocation() != null
                ? " in line " + e.getLocation().getLineNumber()
                : "";
        return new PortalRegistryProtocolException(
                "PORTAL-308",
                "The XZuFi message is broken%s, after %,d entries. What was read before is not the whole message; do not take"
                                .formatted(where, entries)
                        + " it for complete",
                cause);
    }

    /** The version of the message. */
    public XzufiVersion version() {
        return version;
    }

    /** The head of the message. */
    public XzufiKopf kopf() {
        return kopf;
    }

    /** Whether there is another entry. */
    public boolean hasNext() {
        if (waiting.isEmpty() && !atEnd) {
            if (broken) {
                throw broken(entries, new IllegalStateException("was broken before"));
            }
            try {
                fill();
            } catch (XMLStreamException | RuntimeException e) {
                // The parser reports broken names and encodings by unchecked exceptions as well.
                broken = true;
                throw broken(entries, e);
            }
        }
        return !waiting.isEmpty();
    }

    /** The next entry. */
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The message has no more entries");
        }
        entries++;
        return waiting.remove();
    }

    /** Whether the end was reached. */
    public boolean isComplete() {
        return atEnd && waiting.isEmpty();
    }

    /** What was left out. */
    public List<Problem> warnings() {
        return List.copyOf(warnings);
    }

    /** Reads on until there is an entry, or the end. */
    private void fill() throws XMLStreamException {
        while (waiting.isEmpty() && xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                element(xml.getLocalName(), xml.getLocation().getLineNumber());
            }
        }
        atEnd = waiting.isEmpty();
    }

    private void element(String name, int line) throws XMLStreamException {
        String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        if (!namespace.isEmpty() && !namespace.equals(root)) {
            XmlTree.element(xml);
            leftOut(line, name, "an element of another namespace");
            return;
        }
        if (namespace.isEmpty()) {
            warn(line, name, "an element without namespace; it was read all the same");
        }
        if (CONTAINERS.contains(name)) {
            return;
        }
        Node node = XmlTree.element(xml);
        switch (name) {
            case "nachrichtenkopf" -> head(node);
            case "loesche" -> deletion(node, line);
            case "ergebnisLeistung" -> results("leistung", node, line);
            case "ergebnisOrganisationseinheit" -> results("organisationseinheit", node, line);
            case "transaktionID", "transaktionPosition", "antwortnummer", "antwortrueckgabecode" -> {
                // Tells about the transmission, not about objects.
            }
            default -> object(name, node, line);
        }
    }

    private void deletion(Node node, int line) {
        Optional<Klasse> klasse = Klasse.of(node.text("klasse"));
        Identifikator id = Parts.id(node, "id");
        if (klasse.isEmpty()) {
            leftOut(line, "loesche/@klasse", "a kind of object that is not known");
        } else if (id.isEmpty()) {
            leftOut(line, "loesche/id", "a deletion without a key");
        } else {
            waiting.add(new Loesche(klasse.get(), id, line));
        }
    }

    /** Answers of 2.1.0: the element holds objects or is one itself. */
    private void results(String name, Node node, int line) {
        List<Node> inner = node.all(name);
        (inner.isEmpty() ? List.of(node) : inner).forEach(object -> object(name, object, line));
    }

    private void object(String name, Node node, int line) {
        Optional<XzufiObject> object = ObjectXml.read(name, node);
        if (object.isEmpty()) {
            leftOut(line, name, "an element that is not known");
            return;
        }
        unknown(node, name, line);
        witness.see(name, node, line);
        waiting.add(new Schreibe(object.get(), line));
    }

    private void unknown(Node node, String path, int line) {
        if (!node.hasMembers()) {
            return; // most nodes are texts
        }
        node.forEach((name, values) -> {
            if (!KnownNames.ALL.contains(name)) {
                leftOut(line, path + "/" + name, "an element that is not known");
            } else {
                values.forEach(child -> unknown(child, path, line));
            }
        });
    }

    private void head(Node node) {
        kopf = new XzufiKopf(
                node.text("nachrichtUUID"),
                node.text("erstelltDatumZeit"),
                node.text("empfaenger"),
                node.text("sender"),
                kopf.produktbezeichnung(),
                kopf.produkthersteller(),
                kopf.produktversion());
    }

    private void leftOut(int line, String field, String what) {
        warn(line, field, what + "; it was left out");
    }

    private void warn(int line, String field, String what) {
        if (warnings.size() < MOST_WARNINGS) {
            warnings.add(new Problem("line " + line, Redact.line(field), "UNKNOWN", what));
        }
    }

    /** Closes the message. */
    @Override
    public void close() {
        try (source) {
            xml.close();
        } catch (XMLStreamException | IOException e) {
            // Everything that was wanted has been read.
            broken = broken || !atEnd;
        }
    }
}
