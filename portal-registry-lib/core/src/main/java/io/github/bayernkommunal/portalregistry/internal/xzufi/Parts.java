package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Gebiet;
import io.github.bayernkommunal.portalregistry.XzufiObject.Herausgeber;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Kodierung;
import io.github.bayernkommunal.portalregistry.XzufiObject.Link;
import io.github.bayernkommunal.portalregistry.XzufiObject.Sprachversion;
import io.github.bayernkommunal.portalregistry.XzufiObject.Text;
import io.github.bayernkommunal.portalregistry.XzufiObject.Uebersetzung;
import io.github.bayernkommunal.portalregistry.XzufiObject.Versionsinformation;
import io.github.bayernkommunal.portalregistry.XzufiObject.Zeitraum;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;

/** Reads the parts that all objects share. */
final class Parts {

    private static final Set<String> OWN_ATTRIBUTES = Set.of("schemeAgencyID", "schemeID", "type");

    private Parts() {}

    static <T> List<T> list(Node from, String name, Function<Node, T> read) {
        List<Node> nodes = from.all(name);
        return nodes.isEmpty() ? List.of() : nodes.stream().map(read).toList();
    }

    /** The values under either name: parts that were renamed between versions. */
    static <T> List<T> list(Node from, String name, String otherName, Function<Node, T> read) {
        return list(from, from.all(name).isEmpty() ? otherName : name, read);
    }

    static Identifikator id(Node node) {
        if (node.isEmpty()) {
            return Identifikator.NONE;
        }
        Map<String, String> more = new LinkedHashMap<>();
        for (String name : node.names()) {
            if (!OWN_ATTRIBUTES.contains(name)) {
                more.put(name, node.text(name));
            }
        }
        return new Identifikator(node.text("schemeAgencyID"), node.text("schemeID"), node.ownText(), more);
    }

    static Identifikator id(Node from, String name) {
        return id(from.first(name));
    }

    static Code code(Node node) {
        return node.isEmpty()
                ? Code.NONE
                : new Code(node.text("listURI"), node.text("listVersionID"), node.text("code"), node.text("name"));
    }

    static Code code(Node from, String name) {
        return code(from.first(name));
    }

    static Text text(Node node) {
        return new Text(node.text("languageCode"), node.ownText());
    }

    static List<Text> texts(Node from, String name) {
        return list(from, name, Parts::text);
    }

    static Link link(Node node) {
        return new Link(
                node.text("languageCode"),
                node.text("uri"),
                node.text("titel"),
                node.text("beschreibung"),
                node.text("positionDarstellung"));
    }

    static List<Link> links(Node from, String name) {
        return list(from, name, Parts::link);
    }

    static Zeitraum zeitraum(Node node) {
        return new Zeitraum(node.text("beginn"), node.text("ende"), texts(node, "zusatz"));
    }

    static List<Zeitraum> gueltigkeit(Node from) {
        return list(from, "gueltigkeit", Parts::zeitraum);
    }

    static Versionsinformation version(Node node) {
        return new Versionsinformation(
                node.text("erstelltDatumZeit"),
                node.text("erstelltDurch"),
                node.text("geaendertDatumZeit"),
                node.text("geaendertDurch"),
                node.text("version"));
    }

    /** 2.3.1 has the plural. */
    static Versionsinformation versionOf(Node from) {
        Node found = from.first("versionsinformation");
        return version(found.isEmpty() ? from.first("versionsinformationen") : found);
    }

    static List<Sprachversion> sprachversionen(Node from) {
        return list(
                from,
                "sprachversion",
                node -> new Sprachversion(
                        node.text("languageCode"),
                        node.text("sprachbezeichnungDeutsch"),
                        node.text("sprachbezeichnungNativ"),
                        node.text("kennzeichenMaschinelleUebersetzung"),
                        version(node),
                        uebersetzung(node.first("maschinelleUebersetzung"))));
    }

    private static Uebersetzung uebersetzung(Node node) {
        return node.isEmpty()
                ? Uebersetzung.NONE
                : new Uebersetzung(node.text("originalSprache"), id(node, "originalID"), node.text("uebersetztDurch"));
    }

    static Herausgeber herausgeber(Node from) {
        Node node = from.first("herausgeber");
        return node.isEmpty()
                ? Herausgeber.NONE
                : new Herausgeber(
                        id(node, "id"),
                        list(node, "idSekundaer", Parts::id),
                        texts(node, "bezeichnung"),
                        texts(node, "kurzbezeichnung"),
                        texts(node, "beschreibung"),
                        list(node, "standardZustaendigkeitsgebiet", Parts::gebiet));
    }

    static void write(Out out, Herausgeber herausgeber) throws XMLStreamException {
        if (!herausgeber.equals(Herausgeber.NONE)) {
            out.start("herausgeber");
            out.id("id", herausgeber.id());
            out.ids("idSekundaer", herausgeber.idSekundaer());
            out.texts("bezeichnung", herausgeber.bezeichnung());
            out.texts("kurzbezeichnung", herausgeber.kurzbezeichnung());
            out.texts("beschreibung", herausgeber.beschreibung());
            out.each(
                    "standardZustaendigkeitsgebiet",
                    herausgeber.standardZustaendigkeitsgebiet(),
                    gebiet -> write(out, gebiet));
            out.end();
        }
    }

    private static Gebiet gebiet(Node node) {
        Node typ = node.first("typ");
        return new Gebiet(
                id(node, "id"),
                list(node, "idSekundaer", Parts::id),
                id(typ, "id"),
                code(typ, "klasse"),
                texts(typ, "bezeichnung"),
                list(node, "uebergeordnetesGebietID", Parts::id),
                list(node, "untergeordnetesGebietID", Parts::id),
                kodierung(node),
                texts(node, "bezeichnung"),
                texts(node, "kurzbezeichnung"),
                texts(node, "beschreibung"),
                herausgeber(node),
                versionOf(node),
                gueltigkeit(node));
    }

    private static void write(Out out, Gebiet gebiet) throws XMLStreamException {
        out.id("id", gebiet.id());
        out.ids("idSekundaer", gebiet.idSekundaer());
        out.start("typ");
        out.id("id", gebiet.typ());
        out.code("klasse", gebiet.typKlasse());
        out.texts("bezeichnung", gebiet.typBezeichnung());
        out.end();
        out.ids("uebergeordnetesGebietID", gebiet.uebergeordnetesGebietID());
        out.ids("untergeordnetesGebietID", gebiet.untergeordnetesGebietID());
        write(out, gebiet.verwaltungspolitischeKodierung());
        out.texts("bezeichnung", gebiet.bezeichnung());
        out.texts("kurzbezeichnung", gebiet.kurzbezeichnung());
        out.texts("beschreibung", gebiet.beschreibung());
        write(out, gebiet.herausgeber());
        out.version(gebiet.versionsinformation());
        out.gueltigkeit(gebiet.gueltigkeit());
    }

    static Kodierung kodierung(Node from) {
        Node node = from.first("verwaltungspolitischeKodierung");
        return node.isEmpty()
                ? Kodierung.NONE
                : new Kodierung(
                        code(node, "kreis"),
                        code(node, "bezirk"),
                        code(node, "bundesland"),
                        code(node, "gemeindeschluessel"),
                        code(node, "regionalschluessel"),
                        code(node, "nation"),
                        code(node, "gemeindeverband"));
    }

    static void write(Out out, Kodierung kodierung) throws XMLStreamException {
        if (!kodierung.equals(Kodierung.NONE)) {
            out.start("verwaltungspolitischeKodierung");
            out.code("kreis", kodierung.kreis());
            out.code("bezirk", kodierung.bezirk());
            out.code("bundesland", kodierung.bundesland());
            out.code("gemeindeschluessel", kodierung.gemeindeschluessel());
            out.code("regionalschluessel", kodierung.regionalschluessel());
            out.code("nation", kodierung.nation());
            out.code("gemeindeverband", kodierung.gemeindeverband());
            out.end();
        }
    }
}
