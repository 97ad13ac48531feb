package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Link;
import io.github.bayernkommunal.portalregistry.XzufiObject.Sprachversion;
import io.github.bayernkommunal.portalregistry.XzufiObject.Text;
import io.github.bayernkommunal.portalregistry.XzufiObject.Uebersetzung;
import io.github.bayernkommunal.portalregistry.XzufiObject.Versionsinformation;
import io.github.bayernkommunal.portalregistry.XzufiObject.Zeitraum;
import io.github.bayernkommunal.portalregistry.XzufiVersion;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the parts that all objects share; absent parts are left out. */
final class Out {

    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    /** Writes one entry of a list. */
    @FunctionalInterface
    interface Each<T> {
        void write(T entry) throws XMLStreamException;
    }

    private final XMLStreamWriter xml;
    private final XzufiVersion version;
    private final Consumer<String> onLoss;

    Out(XMLStreamWriter xml, XzufiVersion version, Consumer<String> onLoss) {
        this.xml = xml;
        this.version = version;
        this.onLoss = onLoss;
    }

    boolean is231() {
        return version == XzufiVersion.V2_3_1;
    }

    /** Notes that a code has no place in the version that is written. */
    void lost(String part, Code code) {
        lost(part, !code.isEmpty());
    }

    /** Notes that a part has no place in the version that is written. */
    void lost(String part, boolean present) {
        if (present) {
            onLoss.accept(part);
        }
    }

    void start(String name) throws XMLStreamException {
        xml.writeStartElement("xzufi", name, version.namespace());
    }

    void end() throws XMLStreamException {
        xml.writeEndElement();
    }

    void type(String type) throws XMLStreamException {
        if (!type.isEmpty()) {
            xml.writeAttribute("xsi", XSI, "type", type.indexOf(':') < 0 ? "xzufi:" + type : type);
        }
    }

    void attribute(String name, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            xml.writeAttribute(name, value);
        }
    }

    void text(String name, String value) throws XMLStreamException {
        if (!value.isEmpty()) {
            start(name);
            xml.writeCharacters(value);
            end();
        }
    }

    void text(String name, Text text) throws XMLStreamException {
        start(name);
        attribute("languageCode", text.sprache());
        xml.writeCharacters(text.wert());
        end();
    }

    void texts(String name, List<Text> texts) throws XMLStreamException {
        for (Text text : texts) {
            text(name, text);
        }
    }

    void id(String name, Identifikator id) throws XMLStreamException {
        if (id.isEmpty()) {
            return;
        }
        start(name);
        attribute("schemeAgencyID", id.agency());
        attribute("schemeID", id.scheme());
        for (Map.Entry<String, String> more : id.more().entrySet()) {
            attribute(more.getKey(), more.getValue());
        }
        xml.writeCharacters(id.wert());
        end();
    }

    void ids(String name, List<Identifikator> ids) throws XMLStreamException {
        for (Identifikator id : ids) {
            id(name, id);
        }
    }

    void code(String name, Code code) throws XMLStreamException {
        if (!code.isEmpty()) {
            code(name, code, List.of());
        }
    }

    /** A code with keys behind it. */
    void code(String name, Code code, List<Identifikator> spezifischeID) throws XMLStreamException {
        start(name);
        attribute("listURI", code.liste());
        attribute("listVersionID", code.version());
        // XÖV: code and name inside a code type carry no namespace.
        if (!code.isEmpty()) {
            plain("code", code.code());
        }
        if (!code.name().isEmpty()) {
            plain("name", code.name());
        }
        ids("spezifischeID", spezifischeID);
        end();
    }

    private void plain(String name, String value) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    void codes(String name, List<Code> codes) throws XMLStreamException {
        for (Code code : codes) {
            code(name, code);
        }
    }

    void links(String name, List<Link> links) throws XMLStreamException {
        for (Link link : links) {
            start(name);
            attribute("languageCode", link.sprache());
            text("uri", link.uri());
            text("titel", link.titel());
            text("beschreibung", link.beschreibung());
            text("positionDarstellung", link.position());
            end();
        }
    }

    <T> void each(String name, List<T> entries, Each<T> each) throws XMLStreamException {
        for (T entry : entries) {
            start(name);
            each.write(entry);
            end();
        }
    }

    void version(Versionsinformation information) throws XMLStreamException {
        if (!information.isEmpty()) {
            start(is231() ? "versionsinformationen" : "versionsinformation");
            versionParts(information);
            end();
        }
    }

    private void versionParts(Versionsinformation information) throws XMLStreamException {
        text("erstelltDatumZeit", information.erstelltDatumZeit());
        text("erstelltDurch", information.erstelltDurch());
        text("geaendertDatumZeit", information.geaendertDatumZeit());
        text("geaendertDurch", information.geaendertDurch());
        text("version", information.version());
    }

    void sprachversionen(List<Sprachversion> sprachversionen) throws XMLStreamException {
        for (Sprachversion sprache : sprachversionen) {
            start("sprachversion");
            text("languageCode", sprache.languageCode());
            text("sprachbezeichnungDeutsch", sprache.deutsch());
            text("sprachbezeichnungNativ", sprache.nativ());
            versionParts(sprache.version());
            if (is231()) {
                // 2.3.1 demands the mark; what is not told was not translated by a machine as far as anybody knows.
                text(
                        "kennzeichenMaschinelleUebersetzung",
                        sprache.maschinell().isEmpty() ? "false" : sprache.maschinell());
            } else {
                lost("sprachversion/kennzeichenMaschinelleUebersetzung", "true".equals(sprache.maschinell()));
            }
            uebersetzung(sprache.uebersetzung());
            end();
        }
    }

    private void uebersetzung(Uebersetzung uebersetzung) throws XMLStreamException {
        if (uebersetzung.equals(Uebersetzung.NONE)) {
            return;
        }
        if (!is231()) {
            lost("sprachversion/maschinelleUebersetzung", true);
            return;
        }
        start("maschinelleUebersetzung");
        text("originalSprache", uebersetzung.originalSprache());
        id("originalID", uebersetzung.originalID());
        text("uebersetztDurch", uebersetzung.uebersetztDurch());
        end();
    }

    void gueltigkeit(List<Zeitraum> gueltigkeit) throws XMLStreamException {
        for (Zeitraum zeit : gueltigkeit) {
            start("gueltigkeit");
            text("beginn", zeit.beginn());
            text("ende", zeit.ende());
            texts("zusatz", zeit.zusatz());
            end();
        }
    }
}
