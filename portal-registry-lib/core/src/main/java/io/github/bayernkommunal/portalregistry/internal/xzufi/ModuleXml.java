package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiModule;
import io.github.bayernkommunal.portalregistry.XzufiModule.Begriff;
import io.github.bayernkommunal.portalregistry.XzufiModule.Betrag;
import io.github.bayernkommunal.portalregistry.XzufiModule.DauerModul;
import io.github.bayernkommunal.portalregistry.XzufiModule.Dokument;
import io.github.bayernkommunal.portalregistry.XzufiModule.DokumentModul;
import io.github.bayernkommunal.portalregistry.XzufiModule.DynamischerParameter;
import io.github.bayernkommunal.portalregistry.XzufiModule.Freigabe;
import io.github.bayernkommunal.portalregistry.XzufiModule.Frist;
import io.github.bayernkommunal.portalregistry.XzufiModule.FristModul;
import io.github.bayernkommunal.portalregistry.XzufiModule.Hinweis;
import io.github.bayernkommunal.portalregistry.XzufiModule.Kosten;
import io.github.bayernkommunal.portalregistry.XzufiModule.KostenModul;
import io.github.bayernkommunal.portalregistry.XzufiModule.Ursprungsportal;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Link;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/** The modules of an administrative service beside its texts. */
final class ModuleXml {

    private static final Code ANY_CHANNEL = Code.of("", "", "000");

    private ModuleXml() {}

    static XzufiModule read(Node from) {
        return new XzufiModule(
                Parts.list(
                        from,
                        "modulFrist",
                        node -> new FristModul(
                                Parts.code(node, "zugangskanal"),
                                Parts.list(node, "frist", ModuleXml::frist),
                                Parts.texts(node, "beschreibung"),
                                Parts.links(node, "weiterfuehrenderLink"))),
                Parts.list(
                        from,
                        "modulKosten",
                        node -> new KostenModul(
                                Parts.code(node, "zugangskanal"),
                                Parts.list(node, "kosten", ModuleXml::kosten),
                                Parts.texts(node, "beschreibung"),
                                Parts.links(node, "weiterfuehrenderLink"))),
                Parts.list(
                        from,
                        "modulBearbeitungsdauer",
                        node -> new DauerModul(
                                Parts.code(node, "zugangskanal"),
                                Parts.list(node, "bearbeitungsdauer", ModuleXml::frist),
                                Parts.texts(node, "beschreibung"))),
                begriffe(from),
                Parts.list(
                        from,
                        "modulFachlicheFreigabe",
                        node -> new Freigabe(
                                Parts.code(node, "zugangskanal"),
                                node.text("fachlichFreigegebenAm"),
                                Parts.texts(node, "fachlichFreigegebenDurch"))),
                Parts.list(
                        from,
                        "modulAuskunftshinweis",
                        node -> new Hinweis(
                                Parts.code(node, "zugangskanal"),
                                Parts.texts(node, "inhalt"),
                                Parts.links(node, "weiterfuehrenderLink"))),
                Parts.list(from, "modulDokument", ModuleXml::dokumente),
                Parts.list(
                        from,
                        "modulUrsprungsportal",
                        node -> new Ursprungsportal(
                                node.text("languageCode"),
                                node.text("uri"),
                                node.text("titel"),
                                Parts.list(
                                        node,
                                        "dynamischeParameter",
                                        parameter -> new DynamischerParameter(
                                                Parts.code(parameter, "typ"), parameter.text("parameterName"))))));
    }

    private static List<Begriff> begriffe(Node from) {
        List<Begriff> found = new ArrayList<>();
        for (Node node : from.all("modulBegriffImKontext", "begriffImKontext")) {
            found.add(new Begriff(Parts.text(node.first("begriff")), Parts.code(node, "typ")));
        }
        return found;
    }

    private static Frist frist(Node node) {
        return new Frist(
                Parts.code(node, "typ"),
                node.text("dauer"),
                Parts.code(node, "einheit"),
                node.text("dauerBis"),
                Parts.code(node, "einheitBis"),
                node.text("von"),
                node.text("bis"),
                Parts.texts(node, "beschreibung"),
                node.text("positionDarstellung"),
                Parts.gueltigkeit(node));
    }

    private static Kosten kosten(Node node) {
        List<io.github.bayernkommunal.portalregistry.XzufiObject.Text> words = new ArrayList<>();
        for (String name : List.of("beschreibung", "beschreibungKostenfreiheit", "beschreibungVariabilitaet")) {
            words.addAll(Parts.texts(node, name));
        }
        return new Kosten(
                Parts.code(node, "typ"),
                betrag(node.first("betrag")),
                betrag(node.first("betragUntergrenze")),
                betrag(node.first("betragObergrenze")),
                node.text("vorkasse"),
                words,
                Parts.list(
                        node,
                        "linkKostenbildung",
                        link -> link.ownText().isEmpty() ? Parts.link(link) : Link.of("", link.ownText(), "")));
    }

    private static Betrag betrag(Node node) {
        String value = node.ownText().isEmpty() ? node.text("betrag") : node.ownText();
        return value.isEmpty()
                ? Betrag.NONE
                : new Betrag(value, node.text("waehrung", "currencyCode", "waehrungscode"));
    }

    private static DokumentModul dokumente(Node node) {
        return new DokumentModul(
                Parts.code(node, "zugangskanal"),
                Parts.list(node, "dokumentEingehend", ModuleXml::dokument),
                Parts.list(node, "dokumentAusgehend", ModuleXml::dokument),
                Parts.list(node, "beschreibung", "beschreibungEingehend", Parts::text),
                Parts.texts(node, "beschreibungAusgehend"));
    }

    private static Dokument dokument(Node entry) {
        // 2.3.1 wraps a document to bring together with the kind of obligation.
        Node node = entry.unwrap("dokument");
        return new Dokument(
                Parts.code(node.first("typ").isEmpty() ? node.first("art") : node.first("typ")),
                Parts.texts(node, "bezeichnung"),
                Parts.texts(node, "beschreibung"),
                Parts.list(node, "referenzFormularID", "formularReferenz", Parts::id),
                Parts.code(node, "angabeSignatur"),
                Parts.code(entry, "pflichtangabetyp"),
                Parts.texts(entry, "pflichtangabeGrundKontextabhaengigkeit"),
                entry.text("kennzeichenAusloeser"));
    }

    static void write(Out out, XzufiModule module) throws XMLStreamException {
        for (FristModul modul : some(out, "modulFrist", module.frist())) {
            out.start("modulFrist");
            channel(out, modul.zugangskanal());
            out.each("frist", modul.frist(), frist -> write(out, frist, true));
            out.texts("beschreibung", modul.beschreibung());
            out.links("weiterfuehrenderLink", modul.link());
            out.end();
        }
        for (KostenModul modul : some(out, "modulKosten", module.kosten())) {
            out.start("modulKosten");
            channel(out, modul.zugangskanal());
            out.each("kosten", modul.kosten(), kosten -> write(out, kosten));
            out.texts("beschreibung", modul.beschreibung());
            out.links("weiterfuehrenderLink", modul.link());
            out.end();
        }
        for (DauerModul modul : some(out, "modulBearbeitungsdauer", module.bearbeitungsdauer())) {
            out.start("modulBearbeitungsdauer");
            channel(out, modul.zugangskanal());
            out.each("bearbeitungsdauer", modul.dauer(), dauer -> write(out, dauer, false));
            out.texts("beschreibung", modul.beschreibung());
            out.end();
        }
        if (!module.begriffImKontext().isEmpty()) {
            out.start("modulBegriffImKontext");
            out.each("begriffImKontext", module.begriffImKontext(), begriff -> {
                out.text("begriff", begriff.begriff());
                out.code("typ", begriff.typ());
            });
            out.end();
        }
        for (Freigabe freigabe : some(out, "modulFachlicheFreigabe", module.fachlicheFreigabe())) {
            out.start("modulFachlicheFreigabe");
            channel(out, freigabe.zugangskanal());
            out.text("fachlichFreigegebenAm", freigabe.am());
            out.texts("fachlichFreigegebenDurch", freigabe.durch());
            out.end();
        }
        for (Hinweis hinweis : some(out, "modulAuskunftshinweis", module.auskunftshinweis())) {
            out.start("modulAuskunftshinweis");
            channel(out, hinweis.zugangskanal());
            out.texts("inhalt", hinweis.inhalt());
            out.links("weiterfuehrenderLink", hinweis.link());
            out.end();
        }
        for (DokumentModul modul : some(out, "modulDokument", module.dokument())) {
            write(out, modul);
        }
        out.each("modulUrsprungsportal", module.ursprungsportal(), portal -> {
            out.attribute("languageCode", portal.sprache());
            out.text("uri", portal.uri());
            out.text("titel", portal.titel());
            if (!out.is231()) {
                out.lost("dynamischeParameter", !portal.parameter().isEmpty());
                return;
            }
            out.each("dynamischeParameter", portal.parameter(), parameter -> {
                out.code("typ", parameter.typ());
                out.text("parameterName", parameter.parameterName());
            });
        });
    }

    /** In 2.2.0 only the first of several modules has a place. */
    private static <T> List<T> some(Out out, String name, List<T> modules) {
        if (out.is231() || modules.size() < 2) {
            return modules;
        }
        out.lost(name + " beyond the first", true);
        return modules.subList(0, 1);
    }

    private static void channel(Out out, Code channel) throws XMLStreamException {
        if (out.is231()) {
            out.code("zugangskanal", channel.isEmpty() ? ANY_CHANNEL : channel);
        } else {
            out.lost("zugangskanal", !channel.isEmpty() && !channel.code().equals(ANY_CHANNEL.code()));
        }
    }

    private static void write(Out out, Frist frist, boolean withType) throws XMLStreamException {
        if (withType) {
            out.code("typ", frist.typ());
        }
        out.text("dauer", frist.dauer());
        out.code("einheit", frist.einheit());
        out.text("dauerBis", frist.dauerBis());
        out.code("einheitBis", frist.einheitBis());
        out.text("von", frist.von());
        out.text("bis", frist.bis());
        out.texts("beschreibung", frist.beschreibung());
        out.text("positionDarstellung", frist.position());
        out.gueltigkeit(frist.gueltigkeit());
    }

    private static void write(Out out, Kosten kosten) throws XMLStreamException {
        out.code("typ", kosten.typ());
        write(out, "betrag", kosten.betrag());
        write(out, "betragUntergrenze", kosten.untergrenze());
        write(out, "betragObergrenze", kosten.obergrenze());
        boolean isFree = kosten.betrag().equals(Betrag.NONE)
                && kosten.untergrenze().equals(Betrag.NONE)
                && kosten.obergrenze().equals(Betrag.NONE);
        boolean varies = !kosten.untergrenze().equals(Betrag.NONE)
                || !kosten.obergrenze().equals(Betrag.NONE);
        out.texts(
                isFree ? "beschreibungKostenfreiheit" : varies ? "beschreibungVariabilitaet" : "beschreibung",
                kosten.beschreibung());
        out.text("vorkasse", kosten.vorkasse());
        if (out.is231()) {
            out.links("linkKostenbildung", kosten.linkKostenbildung());
            return;
        }
        // 2.2.0 has room for one address and nothing else.
        List<Link> links = kosten.linkKostenbildung();
        out.text("linkKostenbildung", links.isEmpty() ? "" : links.get(0).uri());
        out.lost(
                "linkKostenbildung",
                links.size() > 1 || links.stream().anyMatch(link -> !link.equals(Link.of("", link.uri(), ""))));
    }

    private static void write(Out out, String name, Betrag betrag) throws XMLStreamException {
        if (!betrag.equals(Betrag.NONE)) {
            out.start(name);
            out.text("betrag", betrag.wert());
            out.text("waehrung", betrag.waehrung());
            out.end();
        }
    }

    private static void write(Out out, DokumentModul modul) throws XMLStreamException {
        out.start("modulDokument");
        channel(out, modul.zugangskanal());
        out.each("dokumentEingehend", modul.eingehend(), dokument -> {
            if (out.is231()) {
                out.start("dokument");
                write(out, dokument);
                out.end();
                out.code("pflichtangabetyp", dokument.pflichtangabetyp());
                out.texts("pflichtangabeGrundKontextabhaengigkeit", dokument.pflichtangabeGrund());
                out.text("kennzeichenAusloeser", dokument.ausloeser());
            } else {
                write(out, dokument);
                out.lost("pflichtangabetyp", dokument.pflichtangabetyp());
                out.lost(
                        "pflichtangabeGrundKontextabhaengigkeit",
                        !dokument.pflichtangabeGrund().isEmpty());
                out.lost("kennzeichenAusloeser", !dokument.ausloeser().isEmpty());
            }
        });
        out.each("dokumentAusgehend", modul.ausgehend(), dokument -> write(out, dokument));
        out.texts(out.is231() ? "beschreibungEingehend" : "beschreibung", modul.beschreibung());
        if (out.is231()) {
            out.texts("beschreibungAusgehend", modul.beschreibungAusgehend());
        } else {
            // Its words still have a place, but no longer tell which documents they are about.
            out.texts("beschreibung", modul.beschreibungAusgehend());
            out.lost("beschreibungAusgehend", !modul.beschreibungAusgehend().isEmpty());
        }
        out.end();
    }

    private static void write(Out out, Dokument dokument) throws XMLStreamException {
        out.code(out.is231() ? "art" : "typ", dokument.typ());
        out.texts("bezeichnung", dokument.bezeichnung());
        out.texts("beschreibung", dokument.beschreibung());
        out.ids(out.is231() ? "formularReferenz" : "referenzFormularID", dokument.formular());
        out.code("angabeSignatur", dokument.angabeSignatur());
    }
}
