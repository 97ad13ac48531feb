package io.github.bayernkommunal.portalregistry.internal.pvog;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.Authority.Address;
import io.github.bayernkommunal.portalregistry.Authority.Channel;
import io.github.bayernkommunal.portalregistry.Authority.Contact;
import io.github.bayernkommunal.portalregistry.Authority.Purpose;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.ServiceDescription;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Link;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Section;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Text;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.RegionalKeys;
import io.github.bayernkommunal.portalregistry.internal.WebAddress;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Descriptions and offices of the search service. */
final class DetailMapper {

    /** Codes of text modules, and the codes from 93 on that the service adds. */
    private static final Map<String, Section> SECTIONS = Map.ofEntries(
            Map.entry("05", Section.SUMMARY),
            Map.entry("06", Section.DESCRIPTION),
            Map.entry("07", Section.LEGAL_BASIS),
            Map.entry("08", Section.DOCUMENTS),
            Map.entry("09", Section.REQUIREMENTS),
            Map.entry("11", Section.PROCEDURE),
            Map.entry("14", Section.FORMS),
            Map.entry("16", Section.NOTES),
            Map.entry("22", Section.RESPONSIBLE),
            Map.entry("25", Section.LEGAL_REMEDY),
            Map.entry("93", Section.RELEASED_BY),
            Map.entry("95", Section.PROCESSING_TIME),
            Map.entry("97", Section.DEADLINES),
            Map.entry("98", Section.FEES));

    /** What editors write where nothing is to be said. */
    private static final Set<String> NOTHING = Set.of("nicht angegeben", "keine angabe", "-", "");

    private DetailMapper() {}

    static ServiceDescription description(String id, Node content, Ars place, Instant readAt) {
        Map<Section, Text> texts = new EnumMap<>(Section.class);
        List<Link> links = new ArrayList<>();
        boolean regional = content.all("ars").stream()
                .flatMap(ars -> RegionalKeys.of(ars.text()).stream())
                .anyMatch(area -> area.contains(place) && area.level().compareTo(Ars.Level.STATE) > 0);
        Provenance provenance = regional ? Provenance.REGIONAL : Provenance.GENERAL;
        for (Node detail : content.all("details")) {
            Section section = SECTIONS.get(detail.text("code"));
            String text = detail.text("text");
            boolean empty = "true".equals(detail.text("placeholder"))
                    || NOTHING.contains(Html.plain(text).toLowerCase(Locale.GERMAN));
            if (section != null && !empty) {
                texts.put(section, new Text(text, provenance));
            }
            links(detail, "links", LinkKind.FURTHER, provenance, links);
        }
        links(content, "sourcePortals", LinkKind.PAGE, provenance, links);
        links(content, "onlineServiceLinks", LinkKind.ONLINE_SERVICE, provenance, links);
        return new ServiceDescription(
                id,
                Html.plain(content.text("name")),
                content.all("leikakeys").stream()
                        .map(Node::text)
                        .filter(key -> key.matches("[0-9]{14}"))
                        .map(Leistungsschluessel::of)
                        .toList(),
                place,
                readAt,
                texts,
                content.all("organisations").stream()
                        .map(office -> new Authority(
                                office.text("id"), Html.plain(office.text("title")), "", List.of(), List.of()))
                        .toList(),
                links);
    }

    private static void links(Node from, String list, LinkKind kind, Provenance provenance, List<Link> into) {
        for (Node link : from.all(list)) {
            WebAddress.of(link.text("uri"))
                    .map(address -> new Link(kind, Html.plain(link.text("title")), "", address, provenance))
                    .filter(found -> !into.contains(found))
                    .ifPresent(into::add);
        }
    }

    static Authority authority(String id, Node content) {
        List<Contact> contacts = new ArrayList<>();
        List<Address> addresses = new ArrayList<>();
        for (Node address : content.all("location", "addresses")) {
            boolean visitors = address.text("type").toLowerCase(Locale.GERMAN).matches("haus.*|besuch.*");
            addresses.add(new Address(
                    visitors ? Purpose.VISITORS : Purpose.POST,
                    "",
                    Html.plain(address.text("street")),
                    Html.plain(address.text("zip")),
                    Html.plain(address.text("city"))));
        }
        for (Node way : content.all("location", "communications")) {
            String value = Html.plain(way.text("value"));
            // Only the code of telephones is publicly known; an e-mail shows itself by its sign.
            if (value.contains("@")) {
                contacts.add(new Contact(Channel.EMAIL, value));
            } else if (way.text("code").equals("02")) {
                contacts.add(new Contact(Channel.PHONE, value));
            }
        }
        content.all("internetAddresses")
                .forEach(node -> WebAddress.of(node.text("uri"))
                        .ifPresent(address -> contacts.add(new Contact(Channel.WEBSITE, address.toString()))));
        return new Authority(id, Html.plain(content.text("title")), "", contacts, addresses);
    }
}
