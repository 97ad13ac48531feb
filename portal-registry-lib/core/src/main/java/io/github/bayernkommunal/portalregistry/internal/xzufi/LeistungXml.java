package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiLeistung;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.Einordnung;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.Kategorie;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.Struktur;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.TextModul;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.Wirtschaftszweig;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/** Administrative services. */
final class LeistungXml {

    private static final String CATALOGUE = "urn:de:fim:leika:leistung";

    private LeistungXml() {}

    static XzufiLeistung read(Node from) {
        return new XzufiLeistung(
                Parts.id(from, "id"),
                Parts.list(from, "idSekundaer", Parts::id),
                struktur(from.first("struktur")),
                keys(from),
                Parts.list(from, "modulText", LeistungXml::text),
                Parts.list(from, "modulTextIndividuell", LeistungXml::text),
                ModuleXml.read(from),
                einordnung(from),
                Parts.list(from, "idLeistungImKontext", "leistungImKontextID", Parts::id),
                Parts.list(from, "idProzess", "prozessID", Parts::id),
                Parts.herausgeber(from),
                Parts.list(from, "gueltigkeitGebietID", Parts::id),
                Parts.versionOf(from),
                Parts.sprachversionen(from),
                Parts.gueltigkeit(from));
    }

    /** 2.2.0 has codes, 2.3.1 has keys; a few deliveries write the number directly. */
    private static List<Code> keys(Node from) {
        List<Code> keys = new ArrayList<>();
        for (Node node : from.all("referenzLeiKa")) {
            Code code = Parts.code(node);
            keys.add(code.isEmpty() ? Code.of(code.liste(), code.version(), node.ownText()) : code);
        }
        for (Node node : from.all("referenzLeistungsschluessel")) {
            Identifikator id = Parts.id(node);
            keys.add(Code.of(id.scheme(), id.more().getOrDefault("schemeVersionID", ""), id.wert()));
        }
        return keys;
    }

    private static Struktur struktur(Node node) {
        if (node.isEmpty()) {
            return Struktur.NONE;
        }
        Node verrichtung = node.first("verrichtung");
        Code group = Parts.code(node, "leistungsgruppierung");
        Code act = Parts.code(verrichtung, "verrichtungLeiKa");
        return new Struktur(
                node.text("type"),
                group.isEmpty() ? Parts.code(node, "leistungsgruppierungLeiKa") : group,
                Parts.id(node, "leistungsobjektID"),
                act.isEmpty() ? Parts.code(node, "verrichtungLeiKa") : act,
                Parts.texts(node, "verrichtungsdetail"));
    }

    static TextModul text(Node node) {
        Code type = Parts.code(node, "leikaTextmodul");
        return new TextModul(
                node.text("positionDarstellung"),
                type.isEmpty() ? Parts.code(node, "individuellesTextmodultyp") : type,
                Parts.texts(node, "leikaTextmodulAbweichendeBezeichnung"),
                Parts.texts(node, "inhalt"),
                Parts.links(node, "weiterfuehrenderLink"),
                Parts.id(node, "id"),
                Parts.list(node, "idSekundaer", Parts::id),
                Parts.gueltigkeit(node));
    }

    private static Einordnung einordnung(Node from) {
        List<Code> areas = new ArrayList<>(Parts.list(from, "informationsbereichSDG", Parts::code));
        from.all("informationsbereicheSDG", "informationsbereichSDG1").forEach(node -> areas.add(Parts.code(node)));
        List<Code> areasBelow = new ArrayList<>();
        from.all("informationsbereicheSDG", "informationsbereichSDG2")
                .forEach(node -> areasBelow.add(Parts.code(node)));
        List<String> single = new ArrayList<>();
        from.all("kennzeichenEA").forEach(node -> single.add(node.text()));
        from.all("durchfuehrbarEinheitlicheStelle").forEach(node -> single.add(node.text("code")));
        List<Code> nationalities = new ArrayList<>();
        List<Code> groups = new ArrayList<>();
        for (Node node : from.all("relevantFuerStaatsangehoerigkeit")) {
            // 2.2.0 repeats a code, 2.3.1 has one element around two lists.
            Code code = Parts.code(node);
            if (!code.isEmpty()) {
                nationalities.add(code);
            }
            nationalities.addAll(Parts.list(node, "staatsangehoerigkeit", Parts::code));
            groups.addAll(Parts.list(node, "staatengruppe", Parts::code));
        }
        return new Einordnung(
                Parts.list(from, "typisierung", Parts::code),
                Parts.code(from, "vertrauensniveau"),
                Parts.list(from, "leistungsadressat", Parts::code),
                from.text("kennzeichenSchriftformerfordernis", "kennzeichenFormularSchriftformerfordernis"),
                Parts.list(from, "kategorie", LeistungXml::kategorie),
                Parts.list(from, "klassifizierung", Parts::code),
                areas,
                single,
                Parts.list(
                        from,
                        "relevantFuerWirtschaftszweig",
                        node -> new Wirtschaftszweig(Parts.code(node), Parts.list(node, "spezifischeID", Parts::id))),
                Parts.list(from, "relevantFuerRechtsform", Parts::code),
                nationalities,
                Parts.code(from, "statusKatalog"),
                Parts.code(from, "statusBibliothek"),
                Parts.code(from, "detailstufe"),
                codeOrWords(from.first("bezugsortTyp")),
                from.text("kennzeichenFormularPersoenlich"),
                from.text("kennzeichenFormularFormlos"),
                areasBelow,
                groups);
    }

    private static Kategorie kategorie(Node node) {
        Node klasse = node.first("klasse");
        return new Kategorie(
                Parts.id(node, "id"),
                Parts.list(node, "idSekundaer", Parts::id),
                Parts.id(node, "uebergeordneteKategorieID"),
                Parts.list(node, "untergeordneteKategorieID", Parts::id),
                Parts.texts(node, "bezeichnung"),
                Parts.texts(node, "beschreibung"),
                Parts.id(klasse, "id"),
                Parts.texts(klasse, "bezeichnung"),
                Parts.code(klasse, "typ"),
                Parts.id(node, "piktogrammID"));
    }

    private static Code codeOrWords(Node node) {
        Code code = Parts.code(node);
        return code.isEmpty() ? Code.of("", "", node.ownText()) : code;
    }

    static void write(Out out, XzufiLeistung leistung) throws XMLStreamException {
        out.start("leistung");
        out.id("id", leistung.id());
        out.ids("idSekundaer", leistung.idSekundaer());
        write(out, leistung.struktur());
        for (Code key : leistung.referenzLeiKa()) {
            if (out.is231()) {
                String list = key.liste().isEmpty() ? CATALOGUE : key.liste();
                Map<String, String> version =
                        key.version().isEmpty() ? Map.of() : Map.of("schemeVersionID", key.version());
                out.id("referenzLeistungsschluessel", new Identifikator("", list, key.code(), version));
            } else {
                out.code("referenzLeiKa", key);
            }
        }
        Einordnung einordnung = leistung.einordnung();
        if (out.is231()) {
            out.code("statusKatalog", einordnung.statusKatalog());
            out.code("statusBibliothek", einordnung.statusBibliothek());
            out.code("detailstufe", einordnung.detailstufe());
            bezugsort(out, einordnung.bezugsortTyp());
        } else {
            out.lost("statusKatalog", einordnung.statusKatalog());
            out.lost("statusBibliothek", einordnung.statusBibliothek());
            out.lost("detailstufe", einordnung.detailstufe());
            out.lost("bezugsortTyp", einordnung.bezugsortTyp());
        }
        texts(out, leistung.modulText(), leistung.modulTextIndividuell());
        ModuleXml.write(out, leistung.module());
        write(out, einordnung);
        out.ids(out.is231() ? "leistungImKontextID" : "idLeistungImKontext", leistung.leistungImKontextID());
        out.ids(out.is231() ? "prozessID" : "idProzess", leistung.prozessID());
        Parts.write(out, leistung.herausgeber());
        out.ids("gueltigkeitGebietID", leistung.gueltigkeitGebietID());
        relevance(out, einordnung);
        out.version(leistung.versionsinformation());
        out.sprachversionen(leistung.sprachversion());
        out.gueltigkeit(leistung.gueltigkeit());
        out.end();
    }

    private static void bezugsort(Out out, Code code) throws XMLStreamException {
        if (code.code().matches("[0-9]{3}")) {
            out.code("bezugsortTyp", code);
        } else {
            out.text("bezugsortTyp", code.code());
        }
    }

    private static void write(Out out, Struktur struktur) throws XMLStreamException {
        if (struktur.equals(Struktur.NONE)) {
            return;
        }
        out.start("struktur");
        out.type(struktur.typ());
        out.code(out.is231() ? "leistungsgruppierungLeiKa" : "leistungsgruppierung", struktur.leistungsgruppierung());
        out.id("leistungsobjektID", struktur.leistungsobjektID());
        if (!struktur.verrichtung().isEmpty()) {
            if (!out.is231()) {
                out.start("verrichtung");
            }
            out.code("verrichtungLeiKa", struktur.verrichtung());
            if (!out.is231()) {
                out.end();
            }
        }
        out.texts("verrichtungsdetail", struktur.verrichtungsdetail());
        out.end();
    }

    static void texts(Out out, List<TextModul> texts, List<TextModul> own) throws XMLStreamException {
        for (TextModul modul : texts) {
            out.start("modulText");
            head(out, modul);
            out.code("leikaTextmodul", modul.typ());
            body(out, modul);
            out.end();
        }
        for (TextModul modul : own) {
            out.start("modulTextIndividuell");
            head(out, modul);
            out.code("individuellesTextmodultyp", modul.typ());
            body(out, modul);
            out.end();
        }
    }

    private static void head(Out out, TextModul modul) throws XMLStreamException {
        out.text("positionDarstellung", modul.position());
        out.id("id", modul.id());
        out.ids("idSekundaer", modul.idSekundaer());
        out.gueltigkeit(modul.gueltigkeit());
    }

    private static void body(Out out, TextModul modul) throws XMLStreamException {
        out.texts("leikaTextmodulAbweichendeBezeichnung", modul.abweichendeBezeichnung());
        out.texts("inhalt", modul.inhalt());
        out.links("weiterfuehrenderLink", modul.link());
    }

    private static void write(Out out, Einordnung einordnung) throws XMLStreamException {
        out.codes("typisierung", einordnung.typisierung());
        out.code("vertrauensniveau", einordnung.vertrauensniveau());
        out.codes("leistungsadressat", einordnung.leistungsadressat());
        out.text(
                out.is231() ? "kennzeichenFormularSchriftformerfordernis" : "kennzeichenSchriftformerfordernis",
                einordnung.schriftform());
        since231(out, "kennzeichenFormularPersoenlich", einordnung.persoenlich());
        since231(out, "kennzeichenFormularFormlos", einordnung.formlos());
        out.each("kategorie", einordnung.kategorie(), kategorie -> write(out, kategorie));
        out.codes("klassifizierung", einordnung.klassifizierung());
        if (!out.is231()) {
            out.codes("informationsbereichSDG", einordnung.informationsbereichSDG());
            out.lost(
                    "informationsbereichSDG2",
                    !einordnung.informationsbereichSDG2().isEmpty());
        } else if (!einordnung.informationsbereichSDG().isEmpty()
                || !einordnung.informationsbereichSDG2().isEmpty()) {
            out.start("informationsbereicheSDG");
            out.codes("informationsbereichSDG1", einordnung.informationsbereichSDG());
            out.codes("informationsbereichSDG2", einordnung.informationsbereichSDG2());
            out.end();
        }
    }

    private static void since231(Out out, String name, String value) throws XMLStreamException {
        if (out.is231()) {
            out.text(name, value);
        } else {
            out.lost(name, !value.isEmpty());
        }
    }

    private static void write(Out out, Kategorie kategorie) throws XMLStreamException {
        out.id("id", kategorie.id());
        out.ids("idSekundaer", kategorie.idSekundaer());
        out.id("uebergeordneteKategorieID", kategorie.uebergeordneteKategorieID());
        out.ids("untergeordneteKategorieID", kategorie.untergeordneteKategorieID());
        out.texts("bezeichnung", kategorie.bezeichnung());
        out.texts("beschreibung", kategorie.beschreibung());
        if (!out.is231()) {
            out.lost("kategorie/klasse/typ", kategorie.klasseTyp());
            out.lost("kategorie/piktogrammID", !kategorie.piktogrammID().isEmpty());
        }
        if (!kategorie.klasse().isEmpty()) {
            out.start("klasse");
            out.id("id", kategorie.klasse());
            out.texts("bezeichnung", kategorie.klasseBezeichnung());
            if (out.is231()) {
                out.code("typ", kategorie.klasseTyp());
            }
            out.end();
        }
        if (out.is231()) {
            out.id("piktogrammID", kategorie.piktogrammID());
        }
    }

    private static void relevance(Out out, Einordnung einordnung) throws XMLStreamException {
        for (String mark : einordnung.kennzeichenEA()) {
            if (out.is231()) {
                // true and false of 2.2.0 have no counterpart among the codes; 00 stands for "not told".
                out.lost("kennzeichenEA", !mark.matches("[0-9]{2}"));
                out.code("durchfuehrbarEinheitlicheStelle", Code.of("", "", mark.matches("[0-9]{2}") ? mark : "00"));
            } else if (mark.equals("true") || mark.equals("false")) {
                out.text("kennzeichenEA", mark);
            } else {
                out.lost("durchfuehrbarEinheitlicheStelle", true);
            }
        }
        for (Wirtschaftszweig zweig : einordnung.wirtschaftszweig()) {
            out.code("relevantFuerWirtschaftszweig", zweig.code(), zweig.spezifischeID());
        }
        out.codes("relevantFuerRechtsform", einordnung.rechtsform());
        if (!out.is231()) {
            out.codes("relevantFuerStaatsangehoerigkeit", einordnung.staatsangehoerigkeit());
            out.lost("staatengruppe", !einordnung.staatengruppe().isEmpty());
        } else if (!einordnung.staatsangehoerigkeit().isEmpty()
                || !einordnung.staatengruppe().isEmpty()) {
            out.start("relevantFuerStaatsangehoerigkeit");
            out.codes("staatsangehoerigkeit", einordnung.staatsangehoerigkeit());
            out.codes("staatengruppe", einordnung.staatengruppe());
            out.end();
        }
    }
}
