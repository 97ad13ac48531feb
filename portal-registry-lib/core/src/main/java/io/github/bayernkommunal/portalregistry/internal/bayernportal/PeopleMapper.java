package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.Building;
import io.github.bayernkommunal.portalregistry.Building.Hours;
import io.github.bayernkommunal.portalregistry.Building.Slot;
import io.github.bayernkommunal.portalregistry.ContactPerson;
import io.github.bayernkommunal.portalregistry.LifeSituation;
import io.github.bayernkommunal.portalregistry.PortalResources.Office;
import io.github.bayernkommunal.portalregistry.PortalResources.ServiceLinks;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Link;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Text;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.WebAddress;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Offices, buildings, contact persons, circumstances of life. */
final class PeopleMapper {

    private PeopleMapper() {}

    static Office office(Node node) {
        return new Office(
                node.text("dienststellenschluessel"),
                node.text("dienststelleLfdNr"),
                Html.plain(node.text("mitgliedVonVerwaltungsgemeinschaft")),
                AuthorityMapper.authority(node, node.all("behoerdenGebaeudeZuordnungen", "gebaeude")));
    }

    static Building building(Node node) {
        Authority parts = AuthorityMapper.authority(Node.EMPTY, List.of(node));
        return new Building(
                node.text("gebaeudeId", "id"),
                Html.plain(node.text("bezeichnung")),
                parts.addresses(),
                parts.contacts(),
                hours(node.first("oeffnungszeiten")));
    }

    static ContactPerson contact(Node node) {
        List<Authority.Contact> contacts = new ArrayList<>(
                AuthorityMapper.authority(Node.EMPTY, List.of(node)).contacts());
        node.optional("email")
                .ifPresent(email -> contacts.add(new Authority.Contact(Authority.Channel.EMAIL, Html.plain(email))));
        WebAddress.of(node.text("website"))
                .ifPresent(site -> contacts.add(new Authority.Contact(Authority.Channel.WEBSITE, site.toString())));
        return new ContactPerson(
                node.text("ansprechpartnerId", "id"),
                Html.plain(node.text("anrede")),
                Html.plain(node.text("vorname")),
                Html.plain(node.text("nachname")),
                Html.plain(node.text("funktion", "stellenbezeichnung")),
                Html.plain(node.text("zimmer")),
                node.text("behoerdeId"),
                Html.plain(node.text("behoerdeBezeichnung")),
                node.text("gebaeudeId"),
                contacts,
                hours(node.first("sprechzeiten")));
    }

    static LifeSituation situation(Node node) {
        return new LifeSituation(
                node.text("id"),
                node.text("vorgaengerId"),
                Html.plain(node.text("bezeichnung")),
                new Text(node.text("kurzbeschreibung", "langbeschreibung"), Provenance.GENERAL),
                Html.plain(node.text("kategorie")),
                node.all("leistungen", "leistung").stream()
                        .map(DescriptionMapper::summary)
                        .toList());
    }

    /** The inner name of the list differs between answers, so any single list is taken. */
    static ServiceLinks links(Node node, String holder, LinkKind kind) {
        List<Link> links = new ArrayList<>();
        for (Node list : node.all(holder)) {
            boolean isEntry = !list.text("url").isEmpty();
            List<Node> entries = isEntry
                    ? List.of(list)
                    : list.names().stream().flatMap(n -> list.all(n).stream()).toList();
            for (Node entry : entries) {
                WebAddress.of(entry.text("url"))
                        .ifPresent(address -> links.add(new Link(
                                kind,
                                Html.plain(entry.text("kurzbeschreibung", "bezeichnung")),
                                Html.plain(entry.text("langbeschreibung")),
                                address,
                                Provenance.GENERAL)));
            }
        }
        return new ServiceLinks(node.text("leistungId"), Html.plain(node.text("leistungBezeichnung")), links);
    }

    private static Hours hours(Node node) {
        return node.isEmpty()
                ? Hours.NONE
                : new Hours(
                        "true".equals(node.text("nachVereinbarung")),
                        slots(node, "oeffnungszeit"),
                        slots(node, "sonderzeiten"));
    }

    private static List<Slot> slots(Node node, String name) {
        return node.all(name, "zeitangabe").stream()
                .map(slot -> new Slot(
                        Html.plain(slot.text("typ")),
                        span(slot, "vonVormittags", "bisVormittags"),
                        span(slot, "vonNachmittags", "bisNachmittags")))
                .toList();
    }

    private static String span(Node slot, String from, String to) {
        String begin = Html.plain(slot.text(from));
        String end = Html.plain(slot.text(to));
        return begin.isEmpty() && end.isEmpty() ? "" : begin + "-" + end;
    }
}
