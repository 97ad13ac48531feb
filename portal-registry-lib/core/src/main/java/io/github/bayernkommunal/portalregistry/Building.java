package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * A building of an office.
 *
 * @param id the portal's own id
 * @param name name; empty if not told
 * @param addresses postal and visitors' addresses
 * @param contacts telephone and fax
 * @param hours when it is open
 */
public record Building(
        String id, String name, List<Authority.Address> addresses, List<Authority.Contact> contacts, Hours hours) {

    /** Copies the lists. {@inheritDoc} */
    public Building {
        addresses = List.copyOf(addresses);
        contacts = List.copyOf(contacts);
    }

    /**
     * Opening hours.
     *
     * @param byAppointment whether appointments can be made
     * @param regular usual times
     * @param special times that differ
     */
    public record Hours(boolean byAppointment, List<Slot> regular, List<Slot> special) {

        /** Nothing known. */
        public static final Hours NONE = new Hours(false, List.of(), List.of());

        /** Copies the lists. {@inheritDoc} */
        public Hours {
            regular = List.copyOf(regular);
            special = List.copyOf(special);
        }
    }

    /**
     * One time, in the portal's words.
     *
     * @param day day or kind of day
     * @param morning for example {@code 08:00-12:00}; empty if closed
     * @param afternoon for example {@code 13:00-16:00}; empty if closed
     */
    public record Slot(String day, String morning, String afternoon) {}
}
