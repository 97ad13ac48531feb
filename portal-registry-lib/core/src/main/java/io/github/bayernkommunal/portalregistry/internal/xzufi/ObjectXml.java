package io.github.bayernkommunal.portalregistry.internal.xzufi;

import io.github.bayernkommunal.portalregistry.XzufiFormular;
import io.github.bayernkommunal.portalregistry.XzufiLeistung;
import io.github.bayernkommunal.portalregistry.XzufiObject;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst.DienstLink;
import io.github.bayernkommunal.portalregistry.XzufiOnlinedienst.Parameter;
import io.github.bayernkommunal.portalregistry.XzufiOrganisationseinheit;
import io.github.bayernkommunal.portalregistry.XzufiOrganisationseinheit.Anschrift;
import io.github.bayernkommunal.portalregistry.XzufiOrganisationseinheit.Kommunikation;
import io.github.bayernkommunal.portalregistry.XzufiSpezialisierung;
import io.github.bayernkommunal.portalregistry.XzufiZustaendigkeit;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** Every kind of object but the administrative service itself. */
final class ObjectXml {

    private ObjectXml() {}

    /** The object in an element of this name; empty for kinds that are not known. */
    static Optional<XzufiObject> read(String name, Node node) {
        return switch (name) {
            case "leistung" -> Optional.of(LeistungXml.read(node));
            case "spezialisierung" -> Optional.of(spezialisierung(node));
            case "organisationseinheit" -> Optional.of(organisationseinheit(node));
            case "onlinedienst" -> Optional.of(onlinedienst(node));
            case "zustaendigkeitTransferObjekt" ->
                Optional.of(zustaendigkeit(node.first("zustaendigkeit"), Parts.id(node, "uebergeordnetesObjektID")));
            case "formular" -> Optional.of(formular(node));
            default -> Optional.empty();
        };
    }

    static void write(Out out, XzufiObject object) throws XMLStreamException {
        if (object instanceof XzufiLeistung leistung) {
            LeistungXml.write(out, leistung);
        } else if (object instanceof XzufiSpezialisierung spezialisierung) {
            write(out, spezialisierung);
        } else if (object instanceof XzufiOrganisationseinheit einheit) {
            write(out, einheit);
        } else if (object instanceof XzufiOnlinedienst dienst) {
            write(out, dienst);
        } else if (object instanceof XzufiZustaendigkeit zustaendigkeit) {
            out.start("zustaendigkeitTransferObjekt");
            out.id("uebergeordnetesObjektID", zustaendigkeit.uebergeordnetesObjektID());
            write(out, zustaendigkeit);
            out.end();
        } else if (object instanceof XzufiFormular formular) {
            write(out, formular);
        }
    }

    private static XzufiZustaendigkeit zustaendigkeit(Node node, Identifikator parent) {
        return new XzufiZustaendigkeit(
                Parts.id(node, "id"),
                Parts.list(node, "idSekundaer", Parts::id),
                parent,
                Parts.id(node, "leistungID"),
                Parts.list(node, "gebietID", Parts::id),
                Parts.code(node, "rolle"));
    }

    private static List<XzufiZustaendigkeit> zustaendigkeiten(Node from) {
        return Parts.list(from, "zustaendigkeit", node -> zustaendigkeit(node, Identifikator.NONE));
    }

    private static void write(Out out, XzufiZustaendigkeit zustaendigkeit) throws XMLStreamException {
        out.start("zustaendigkeit");
        out.id("id", zustaendigkeit.id());
        out.ids("idSekundaer", zustaendigkeit.idSekundaer());
        out.id("leistungID", zustaendigkeit.leistungID());
        out.ids("gebietID", zustaendigkeit.gebietID());
        out.code("rolle", zustaendigkeit.rolle());
        out.end();
    }

    private static XzufiOnlinedienst onlinedienst(Node from) {
        return new XzufiOnlinedienst(
                Parts.id(from, "id"),
                Parts.list(from, "idSekundaer", Parts::id),
                Parts.texts(from, "bezeichnung"),
                Parts.texts(from, "beschreibung"),
                Parts.list(
                        from,
                        "link",
                        node -> new DienstLink(
                                node.text("languageCode"),
                                Parts.code(node, "typ"),
                                node.text("link"),
                                node.text("titel"))),
                Parts.code(from, "vertrauensniveau"),
                Parts.list(
                        from,
                        "parameter",
                        node -> new Parameter(node.text("name", "parameterName"), node.text("wert", "value"))),
                zustaendigkeiten(from),
                Parts.herausgeber(from),
                Parts.versionOf(from),
                Parts.sprachversionen(from),
                Parts.gueltigkeit(from));
    }

    private static void write(Out out, XzufiOnlinedienst dienst) throws XMLStreamException {
        out.start("onlinedienst");
        out.type("OnlinedienstErweitert");
        out.id("id", dienst.id());
        out.ids("idSekundaer", dienst.idSekundaer());
        out.texts("bezeichnung", dienst.bezeichnung());
        out.texts("beschreibung", dienst.beschreibung());
        for (DienstLink link : dienst.link()) {
            out.start("link");
            out.attribute("languageCode", link.sprache());
            out.code("typ", link.typ());
            out.text("link", link.link());
            out.text("titel", link.titel());
            out.end();
        }
        out.code("vertrauensniveau", dienst.vertrauensniveau());
        out.each("parameter", dienst.parameter(), parameter -> {
            out.text("name", parameter.name());
            out.text("wert", parameter.wert());
        });
        for (XzufiZustaendigkeit zustaendigkeit : dienst.zustaendigkeit()) {
            write(out, zustaendigkeit);
        }
        Parts.write(out, dienst.herausgeber());
        out.version(dienst.versionsinformation());
        out.sprachversionen(dienst.sprachversion());
        out.gueltigkeit(dienst.gueltigkeit());
        out.end();
    }

    private static XzufiOrganisationseinheit organisationseinheit(Node from) {
        return new XzufiOrganisationseinheit(
                Parts.id(from, "id"),
                Parts.list(from, "idSekundaer", Parts::id),
                Parts.id(from, "uebergeordneteOrganisationseinheitID"),
                from.all("name", "name").stream().map(Parts::text).toList(),
                Parts.texts(from, "beschreibung"),
                Parts.list(
                        from,
                        "anschrift",
                        node -> new Anschrift(
                                Parts.code(node, "typ"),
                                node.text("strasse"),
                                node.text("hausnummer"),
                                node.text("postfach"),
                                node.text("postleitzahl"),
                                node.text("ort"),
                                Parts.kodierung(node))),
                Parts.list(
                        from,
                        "kommunikation",
                        node -> new Kommunikation(Parts.code(node, "kanal"), node.text("kennung"))),
                Parts.links(from, "internetadresse"),
                zustaendigkeiten(from),
                Parts.herausgeber(from),
                Parts.versionOf(from),
                Parts.sprachversionen(from),
                Parts.gueltigkeit(from));
    }

    private static void write(Out out, XzufiOrganisationseinheit einheit) throws XMLStreamException {
        out.start("organisationseinheit");
        out.type("OrganisationseinheitErweitert");
        out.id("id", einheit.id());
        out.ids("idSekundaer", einheit.idSekundaer());
        out.id("uebergeordneteOrganisationseinheitID", einheit.uebergeordneteOrganisationseinheitID());
        out.start("name");
        out.texts("name", einheit.name());
        out.end();
        out.texts("beschreibung", einheit.beschreibung());
        out.each("anschrift", einheit.anschrift(), anschrift -> {
            out.code("typ", anschrift.typ());
            out.text("strasse", anschrift.strasse());
            out.text("hausnummer", anschrift.hausnummer());
            out.text("postfach", anschrift.postfach());
            out.text("postleitzahl", anschrift.postleitzahl());
            out.text("ort", anschrift.ort());
            Parts.write(out, anschrift.verwaltungspolitischeKodierung());
        });
        out.each("kommunikation", einheit.kommunikation(), kommunikation -> {
            out.code("kanal", kommunikation.kanal());
            out.text("kennung", kommunikation.kennung());
        });
        out.links("internetadresse", einheit.internetadresse());
        for (XzufiZustaendigkeit zustaendigkeit : einheit.zustaendigkeit()) {
            write(out, zustaendigkeit);
        }
        Parts.write(out, einheit.herausgeber());
        out.version(einheit.versionsinformation());
        out.sprachversionen(einheit.sprachversion());
        out.gueltigkeit(einheit.gueltigkeit());
        out.end();
    }

    private static XzufiSpezialisierung spezialisierung(Node from) {
        return new XzufiSpezialisierung(
                Parts.id(from, "id"),
                Parts.id(from, "leistungID"),
                Parts.list(from, "gueltigkeitGebietID", Parts::id),
                Parts.list(from, "modulText", LeistungXml::text),
                Parts.versionOf(from),
                Parts.sprachversionen(from),
                Parts.gueltigkeit(from));
    }

    private static void write(Out out, XzufiSpezialisierung spezialisierung) throws XMLStreamException {
        out.start("spezialisierung");
        out.id("id", spezialisierung.id());
        out.id("leistungID", spezialisierung.leistungID());
        out.ids("gueltigkeitGebietID", spezialisierung.gueltigkeitGebietID());
        LeistungXml.texts(out, spezialisierung.modulText(), List.of());
        out.version(spezialisierung.versionsinformation());
        out.sprachversionen(spezialisierung.sprachversion());
        out.gueltigkeit(spezialisierung.gueltigkeit());
        out.end();
    }

    private static XzufiFormular formular(Node from) {
        return new XzufiFormular(
                Parts.id(from, "id"),
                Parts.list(from, "idSekundaer", Parts::id),
                Parts.texts(from, "bezeichnung"),
                Parts.links(from, "link"),
                Parts.versionOf(from),
                Parts.gueltigkeit(from));
    }

    private static void write(Out out, XzufiFormular formular) throws XMLStreamException {
        out.start("formular");
        out.id("id", formular.id());
        out.ids("idSekundaer", formular.idSekundaer());
        out.texts("bezeichnung", formular.bezeichnung());
        out.links("link", formular.link());
        out.version(formular.versionsinformation());
        out.gueltigkeit(formular.gueltigkeit());
        out.end();
    }
}
