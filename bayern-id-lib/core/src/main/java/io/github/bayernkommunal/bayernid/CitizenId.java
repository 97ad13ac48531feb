package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.xml.StrictBase64;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The pseudonym of a person at one service provider (bPK2): the right key for an application's own records.
 *
 * <p>Opaque and case-sensitive. It depends on the host name of the service provider's entity id, so it changes when that
 * host changes; a deleted and newly made account has a new one. Hidden in {@code toString}, because it names a person.
 *
 * @param value the text as it came, not empty
 * @source interface description of the Nutzerkonto 10.2, section 6.2.2
 */
public record CitizenId(String value) {

    /**
     * Refuses blank text.
     *
     * @param value the text as it came, not empty
     * @throws IllegalArgumentException if it is blank
     */
    public CitizenId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A citizen id is not empty");
        }
    }

    /**
     * The id with this text.
     *
     * @param value the text as it came
     * @return the id
     */
    public static CitizenId of(String value) {
        return new CitizenId(value);
    }

    /**
     * The id inside the deprecated bPK, to find records that were kept under it. Both came in one assertion in the official
     * example; compare with the {@link Citizen#id()} of the same login before relying on it.
     *
     * @param bPk text of {@link Attribute#OLD_CITIZEN_ID}: Base64 of version, issuer with sector, id and time, separated by
     *     two colons
     * @return the id; empty when the text has another form
     * @source interface description of the Nutzerkonto 10.2, section 6.2.1, and its example
     */
    public static Optional<CitizenId> ofOldId(String bPk) {
        byte[] decoded = StrictBase64.decodeLines(bPk);
        if (decoded == null) {
            return Optional.empty();
        }
        String[] parts = new String(decoded, StandardCharsets.UTF_8).split("::", -1);
        return parts.length == 4 && !parts[2].isBlank() ? Optional.of(of(parts[2])) : Optional.empty();
    }

    @Override
    public String toString() {
        return "CitizenId[***]";
    }
}
