package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.Problem;
import io.github.bayernkommunal.portalregistry.XzufiKopf;
import io.github.bayernkommunal.portalregistry.XzufiObject;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlStreams;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a transfer message. */
public final class MessageWriter implements AutoCloseable {

    private static final XMLOutputFactory FACTORY = XmlStreams.output();
    private static final int MOST_LOSSES = 1000;

    /** One step that may fail. */
    private interface Step {
        void run() throws XMLStreamException, IOException;
    }

    private final OutputStream target;
    private final XMLStreamWriter xml;
    private final Out out;
    private final List<Problem> losses = new ArrayList<>();
    private String current = "";
    private boolean deleting;
    private boolean closed;

    private MessageWriter(OutputStream target, XMLStreamWriter xml, XzufiVersion version) {
        this.target = target;
        this.xml = xml;
        this.out = new Out(xml, version, this::lost);
    }

    /** Begins a message. */
    public static MessageWriter begin(OutputStream target, XzufiVersion version, String rootElement, XzufiKopf kopf) {
        try {
            MessageWriter writer = new MessageWriter(target, FACTORY.createXMLStreamWriter(target, "UTF-8"), version);
            writer.head(version, rootElement, kopf);
            return writer;
        } catch (XMLStreamException e) {
            throw unwritable(e);
        }
    }

    private void head(XzufiVersion version, String rootElement, XzufiKopf kopf) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("xzufi", rootElement, version.namespace());
        xml.writeNamespace("xzufi", version.namespace());
        xml.writeNamespace("xsi", Out.XSI);
        xml.writeAttribute("produktbezeichnung", kopf.produktbezeichnung());
        xml.writeAttribute("produkthersteller", kopf.produkthersteller());
        out.attribute("produktversion", kopf.produktversion());
        xml.writeAttribute("xzufiVersion", version.number());
        out.start("nachrichtenkopf");
        out.text("nachrichtUUID", kopf.nachrichtUUID());
        out.text("erstelltDatumZeit", kopf.erstelltDatumZeit());
        out.text("empfaenger", kopf.empfaenger());
        out.text("sender", kopf.sender());
        out.end();
    }

    /** Writes an object. */
    public void schreibe(XzufiObject object) {
        if (deleting) {
            throw new IllegalStateException("All objects come before the first deletion");
        }
        current = object.id().toString();
        attempt(() -> {
            out.start("schreibe");
            ObjectXml.write(out, object);
            out.end();
        });
    }

    /** Writes a deletion. */
    public void loesche(Klasse klasse, Identifikator id) {
        deleting = true;
        attempt(() -> {
            out.start("loesche");
            out.attribute("klasse", klasse.wort());
            out.id("id", id);
            out.end();
        });
    }

    /** What was left out. */
    public List<Problem> losses() {
        return List.copyOf(losses);
    }

    private void lost(String part) {
        if (losses.size() < MOST_LOSSES) {
            losses.add(new Problem(current, part, "LOSS", "the version that is written has no place for it"));
        }
    }

    /** Ends the message. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            attempt(() -> {
                try (target) {
                    xml.writeEndElement();
                    xml.writeEndDocument();
                    xml.close();
                }
            });
        }
    }

    private static void attempt(Step step) {
        try {
            step.run();
        } catch (XMLStreamException | IOException e) {
            throw unwritable(e);
        }
    }

    private static PortalRegistryUnavailableException unwritable(Exception cause) {
        return new PortalRegistryUnavailableException(
                "PORTAL-112",
                "The XZuFi message cannot be written (%s). What was written so far is not complete; check space and rights"
                        .formatted(cause.getClass().getSimpleName()),
                true,
                null,
                cause);
    }
}
