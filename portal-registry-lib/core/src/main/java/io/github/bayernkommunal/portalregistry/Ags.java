package io.github.bayernkommunal.portalregistry;

import java.util.Optional;

/**
 * Eight-digit official key (Amtlicher Gemeindeschlüssel) of a municipality or of an area above it.
 *
 * <p>Digits 1–2 are the state, 3 the administrative region, 4–5 the district, 6–8 the municipality. Bavaria is {@code 09}.
 *
 * @param value exactly eight digits
 * @source Destatis, Gemeindeverzeichnis, structure of the AGS
 */
public record Ags(String value) implements Comparable<Ags> {

    /** Checks the digits, the state and, for Bavaria, the region. {@inheritDoc} */
    public Ags {
        if (!RegionRule.isDigits(value, 8)) {
            throw new IllegalArgumentException("An AGS has 2, 3, 5 or 8 digits, for example 09162000; got %d characters"
                    .formatted(value.length()));
        }
        RegionRule.check("AGS", value);
    }

    /**
     * The key for its text form; forms of 2, 3 and 5 digits are filled with zeros.
     *
     * @param value 2, 3, 5 or 8 digits
     * @return the key
     * @throws IllegalArgumentException if the text is no such key
     */
    public static Ags of(String value) {
        return new Ags(value.matches("[0-9]{2}|[0-9]{3}|[0-9]{5}") ? value + "0".repeat(8 - value.length()) : value);
    }

    /**
     * The twelve-digit key, where it follows from this one: for districts, areas above, and cities that are a district of
     * their own. For other municipalities the association is missing and only a table can tell.
     *
     * @return the ARS, or empty when it cannot be computed
     */
    public Optional<Ars> ars() {
        return value.endsWith("000") ? Optional.of(new Ars(value.substring(0, 5) + "0000000")) : Optional.empty();
    }

    /**
     * The key of the state.
     *
     * @return for example {@code 09000000}
     */
    public Ags state() {
        return new Ags(value.substring(0, 2) + "000000");
    }

    /**
     * The key of the district.
     *
     * @return for example {@code 09779000}
     */
    public Ags district() {
        return new Ags(value.substring(0, 5) + "000");
    }

    /**
     * Whether the area lies in Bavaria.
     *
     * @return true for keys that begin with 09
     */
    public boolean isBavarian() {
        return value.startsWith("09");
    }

    /** By digits. */
    @Override
    public int compareTo(Ags other) {
        return value.compareTo(other.value);
    }

    /** The eight digits. */
    @Override
    public String toString() {
        return value;
    }
}
