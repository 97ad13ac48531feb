package io.github.bayernkommunal.portalregistry;

import java.util.List;
import java.util.Optional;

/**
 * An office as the portal knows it. Inside a {@link ServiceDescription} often only id and name are filled.
 *
 * @param id the source's own id; for {@link PortalSource#authority(String)}
 * @param name name as citizens read it
 * @param kind kind of office in the portal's words; empty if not told
 * @param contacts telephone, e-mail and the like
 * @param addresses postal and visitors' addresses
 */
public record Authority(String id, String name, String kind, List<Contact> contacts, List<Address> addresses) {

    /** Copies the collections. {@inheritDoc} */
    public Authority {
        contacts = List.copyOf(contacts);
        addresses = List.copyOf(addresses);
    }

    /** Means of contact. */
    public enum Channel {
        /** Telephone. */
        PHONE,
        /** Fax. */
        FAX,
        /** E-mail. */
        EMAIL,
        /** De-Mail. */
        DE_MAIL,
        /** Website. */
        WEBSITE,
        /** Contact form with protected transmission. */
        SECURE_FORM
    }

    /**
     * One means of contact.
     *
     * @param channel what it is
     * @param value number or address
     */
    public record Contact(Channel channel, String value) {}

    /** What an address is for. */
    public enum Purpose {
        /** Citizens come here. */
        VISITORS,
        /** Letters go here. */
        POST
    }

    /**
     * One address.
     *
     * @param purpose what it is for
     * @param building name of the building; empty if not told
     * @param street street and number, or post box
     * @param postcode postcode
     * @param town town
     */
    public record Address(Purpose purpose, String building, String street, String postcode, String town) {}

    /**
     * The first contact of a channel.
     *
     * @param channel the channel
     * @return number or address, if told
     */
    public Optional<String> contact(Channel channel) {
        return contacts.stream()
                .filter(contact -> contact.channel() == channel)
                .map(Contact::value)
                .findFirst();
    }
}
