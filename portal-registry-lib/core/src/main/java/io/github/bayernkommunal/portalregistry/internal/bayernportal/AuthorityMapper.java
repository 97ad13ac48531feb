package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.Authority.Address;
import io.github.bayernkommunal.portalregistry.Authority.Channel;
import io.github.bayernkommunal.portalregistry.Authority.Contact;
import io.github.bayernkommunal.portalregistry.Authority.Purpose;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.WebAddress;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** Offices. */
final class AuthorityMapper {

    private AuthorityMapper() {}

    /** The offices that a description names as responsible. */
    static List<Authority> responsible(Node description) {
        return description.all("zustaendigkeiten", "zustaendig").stream()
                .map(office -> authority(office, office.all("behoerdenGebaeudeZuordnungen", "gebaeude")))
                .filter(office -> !office.name().isEmpty())
                .toList();
    }

    static Authority authority(Node office, List<Node> buildings) {
        List<Contact> contacts = new ArrayList<>();
        List<Address> addresses = new ArrayList<>();
        add(contacts, Channel.EMAIL, office.text("email"));
        add(contacts, Channel.DE_MAIL, office.text("deMail"));
        link(contacts, Channel.WEBSITE, office.text("website"));
        link(contacts, Channel.SECURE_FORM, office.text("linkSicheresKontaktformular"));
        for (Node building : buildings) {
            add(contacts, Channel.PHONE, number(building, "telefon"));
            add(contacts, Channel.FAX, number(building, "fax"));
            address(addresses, Purpose.VISITORS, building, "hausanschrift");
            address(addresses, Purpose.POST, building, "postanschrift");
        }
        return new Authority(
                // Inside responsibilities the portal spells the member without the second e.
                office.text("id", "behoerdId", "behoerdeId"),
                Html.plain(office.text("bezeichnung")),
                Html.plain(office.text("behoerdenart", "behoerdengruppe")),
                contacts,
                addresses);
    }

    private static void address(List<Address> into, Purpose purpose, Node building, String prefix) {
        Address address = new Address(
                purpose,
                Html.plain(building.text("bezeichnung")),
                Html.plain(building.text(prefix + "Strasse")),
                Html.plain(building.text(prefix + "PLZ")),
                Html.plain(building.text(prefix + "Ort")));
        if (!address.town().isEmpty() && !into.contains(address)) {
            into.add(address);
        }
    }

    private static void add(List<Contact> into, Channel channel, String value) {
        Contact contact = new Contact(channel, Html.plain(value));
        if (!value.isEmpty() && !into.contains(contact)) {
            into.add(contact);
        }
    }

    private static void link(List<Contact> into, Channel channel, String value) {
        WebAddress.of(value).ifPresent(address -> add(into, channel, address.toString()));
    }

    /** For example {@code +49 89 233-0}. */
    private static String number(Node building, String prefix) {
        String line = building.text(prefix + "Anlage");
        String extension = building.text(prefix + "Durchwahl");
        String local = extension.isEmpty() ? line : line.isEmpty() ? extension : line + "-" + extension;
        return local.isEmpty()
                ? ""
                : String.join(" ", building.text(prefix + "Landvorwahl"), building.text(prefix + "Ortsvorwahl"), local)
                        .strip();
    }
}
