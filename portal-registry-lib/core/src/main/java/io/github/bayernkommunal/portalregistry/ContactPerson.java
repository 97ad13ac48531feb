package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * A person or desk that citizens can turn to.
 *
 * @param id the portal's own id
 * @param salutation salutation; empty if not told
 * @param givenName given name; empty if not told
 * @param familyName family name; empty for a desk
 * @param position position or task
 * @param room room; empty if not told
 * @param authorityId id of the office
 * @param authorityName name of the office; empty if not told
 * @param buildingId id of the building; empty if not told
 * @param contacts telephone, e-mail and the like
 * @param hours when the person can be reached
 */
public record ContactPerson(
        String id,
        String salutation,
        String givenName,
        String familyName,
        String position,
        String room,
        String authorityId,
        String authorityName,
        String buildingId,
        List<Authority.Contact> contacts,
        Building.Hours hours) {

    /** Copies the list. {@inheritDoc} */
    public ContactPerson {
        contacts = List.copyOf(contacts);
    }

    /** Without the name and the contacts: it may end in a log. */
    @Override
    public String toString() {
        return "contact person %s of %s".formatted(id, authorityId);
    }
}
