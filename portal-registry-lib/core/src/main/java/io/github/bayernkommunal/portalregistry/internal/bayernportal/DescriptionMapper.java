package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.BayernPortal.Additions;
import io.github.bayernkommunal.portalregistry.ServiceDescription;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Link;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Section;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Text;
import io.github.bayernkommunal.portalregistry.ServiceSummary;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.WebAddress;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Descriptions of administrative services. */
final class DescriptionMapper {

    private static final Map<Section, String> SECTIONS = new EnumMap<>(Map.ofEntries(
            Map.entry(Section.SUMMARY, "kurzbeschreibung"),
            Map.entry(Section.DESCRIPTION, "langbeschreibung"),
            Map.entry(Section.REQUIREMENTS, "voraussetzungen"),
            Map.entry(Section.PROCEDURE, "verfahrensablauf"),
            Map.entry(Section.DEADLINES, "fristen"),
            Map.entry(Section.PROCESSING_TIME, "bearbeitungsdauer"),
            Map.entry(Section.DOCUMENTS, "unterlagen"),
            Map.entry(Section.FEES, "kosten"),
            Map.entry(Section.NOTES, "hinweise"),
            Map.entry(Section.LEGAL_REMEDY, "rechtsbehelf"),
            Map.entry(Section.RELEASED_BY, "verantwortlicheBehoerde")));

    private DescriptionMapper() {}

    static ServiceSummary summary(Node leistung) {
        return new ServiceSummary(
                leistung.text("id"),
                Html.plain(leistung.text("bezeichnung")),
                WebAddress.of(leistung.text("url")).map(Object::toString).orElse(""),
                leistung.all("synonyme", "synonym").stream()
                        .map(synonym -> Html.plain(synonym.text()))
                        .filter(synonym -> !synonym.isEmpty())
                        .toList());
    }

    /** The general description with the additions merged into it. */
    static ServiceDescription description(
            String id, Node general, List<Node> additions, Additions rule, Ars place, Instant readAt) {
        Map<Section, Text> texts = new EnumMap<>(Section.class);
        Map<String, Link> links = new LinkedHashMap<>();
        Map<String, Authority> authorities = new LinkedHashMap<>();
        add(general, Provenance.GENERAL, rule, texts, links);
        AuthorityMapper.responsible(general).forEach(office -> authorities.put(office.id() + office.name(), office));
        for (Node addition : additions) {
            add(addition, Provenance.REGIONAL, rule, texts, links);
            AuthorityMapper.responsible(addition)
                    .forEach(office -> authorities.put(office.id() + office.name(), office));
        }
        return new ServiceDescription(
                id,
                Html.plain(general.text("bezeichnung")),
                List.of(),
                place,
                readAt,
                texts,
                new ArrayList<>(authorities.values()),
                new ArrayList<>(links.values()));
    }

    private static void add(
            Node from, Provenance provenance, Additions rule, Map<Section, Text> texts, Map<String, Link> links) {
        SECTIONS.forEach((section, member) -> from.optional(member).ifPresent(text -> {
            if (rule == Additions.OVERRIDE || !texts.containsKey(section)) {
                texts.put(section, new Text(text, provenance));
            }
        }));
        if (provenance == Provenance.GENERAL) {
            WebAddress.of(from.text("url"))
                    .ifPresent(page -> put(links, new Link(LinkKind.PAGE, "", "", page, provenance)));
        }
        links(from, LinkKind.ONLINE_SERVICE, provenance, links, "onlineVerfahren", "onlineVerfahren");
        links(from, LinkKind.FORM, provenance, links, "formulare", "formular");
        links(from, LinkKind.LEGAL_BASIS, provenance, links, "rechtsvorschriften", "rechtsvorschrift");
        links(from, LinkKind.FURTHER, provenance, links, "links", "link");
    }

    private static void links(
            Node from, LinkKind kind, Provenance provenance, Map<String, Link> into, String list, String entry) {
        for (Node link : from.all(list, entry)) {
            WebAddress.of(link.text("url"))
                    .ifPresent(address -> put(
                            into,
                            new Link(
                                    kind,
                                    Html.plain(link.text("kurzbeschreibung", "bezeichnung")),
                                    Html.plain(link.text("langbeschreibung")),
                                    address,
                                    provenance)));
        }
    }

    private static void put(Map<String, Link> links, Link link) {
        links.putIfAbsent(link.kind() + " " + link.address(), link);
    }
}
