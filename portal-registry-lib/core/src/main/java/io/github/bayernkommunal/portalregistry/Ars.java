package io.github.bayernkommunal.portalregistry;

import java.util.ArrayList;
import java.util.List;

/**
 * Twelve-digit regional key (Amtlicher Regionalschlüssel) of a municipality or of an area above it.
 *
 * <p>Digits 1–2 are the state, 3 the administrative region, 4–5 the district, 6–9 the association of municipalities,
 * 10–12 the municipality. Areas above a municipality end in zeros; {@code 000000000000} is the federation. A city that is a
 * district of its own has zeros after its fifth digit: Munich is {@code 091620000000}.
 *
 * @param value exactly twelve digits
 * @source Destatis, Gemeindeverzeichnis, structure of the ARS
 */
public record Ars(String value) implements Comparable<Ars> {

    /** How large the area is. */
    public enum Level {
        /** The whole country. */
        FEDERATION(0),
        /** A state such as Bavaria. */
        STATE(2),
        /** An administrative region (Regierungsbezirk). */
        REGION(3),
        /** A district, or a city that is a district of its own. */
        DISTRICT(5),
        /** An association of municipalities. */
        ASSOCIATION(9),
        /** A municipality. */
        MUNICIPALITY(12);

        private final int digits;

        Level(int digits) {
            this.digits = digits;
        }

        /**
         * How many digits name an area of this level.
         *
         * @return 0, 2, 3, 5, 9 or 12
         */
        public int digits() {
            return digits;
        }
    }

    /** Checks the digits, the state and, for Bavaria, the region. {@inheritDoc} */
    public Ars {
        if (!RegionRule.isDigits(value, 12)) {
            throw new IllegalArgumentException(
                    "An ARS has 2, 3, 5, 9 or 12 digits, for example 091620000000; got %d characters"
                            .formatted(value.length()));
        }
        RegionRule.check("ARS", value);
    }

    /**
     * The key for its text form; forms of 2, 3, 5 and 9 digits are filled with zeros.
     *
     * @param value 2, 3, 5, 9 or 12 digits
     * @return the key
     * @throws IllegalArgumentException if the text is no such key
     */
    public static Ars of(String value) {
        if (value.length() >= 12) {
            return new Ars(value);
        }
        String padded =
                value.matches("[0-9]{2}|[0-9]{3}|[0-9]{5}|[0-9]{9}") ? value + "0".repeat(12 - value.length()) : value;
        return new Ars(padded);
    }

    /**
     * How large the area is, judged by the trailing zeros. A city that is a district of its own counts as a district.
     *
     * @return the level
     */
    public Level level() {
        Level found = Level.FEDERATION;
        int from = 0;
        for (Level level : Level.values()) {
            if (!RegionRule.isZero(value, from, level.digits)) {
                found = level;
            }
            from = level.digits;
        }
        return found;
    }

    /**
     * The key without the zeros that only fill it up.
     *
     * @return 2, 3, 5, 9 or 12 digits; empty for the federation
     */
    public String shortForm() {
        return value.substring(0, level().digits);
    }

    /**
     * The areas above this one, from the nearest to the federation. What is offered there holds here as well.
     *
     * @return the areas, without this one
     */
    public List<Ars> above() {
        List<Ars> areas = new ArrayList<>();
        int own = level().digits;
        for (Level level : Level.values()) {
            if (level.digits < own) {
                Ars area = new Ars(value.substring(0, level.digits) + "0".repeat(12 - level.digits));
                if (!areas.contains(area)) {
                    areas.add(0, area);
                }
            }
        }
        return List.copyOf(areas);
    }

    /**
     * Whether the other area lies in this one or is the same.
     *
     * @param other another area
     * @return true if everything offered here holds there
     */
    public boolean contains(Ars other) {
        return other.value.startsWith(shortForm());
    }

    /**
     * The key of the state.
     *
     * @return for example {@code 090000000000}
     */
    public Ars state() {
        return new Ars(value.substring(0, 2) + "0".repeat(10));
    }

    /**
     * The key of the district.
     *
     * @return for example {@code 097790000000}; for areas above a district the area itself
     */
    public Ars district() {
        return new Ars(value.substring(0, 5) + "0".repeat(7));
    }

    /**
     * The eight-digit key of the same area; digits 6–9 have no counterpart and are left out.
     *
     * @return digits 1–5 and 10–12
     */
    public Ags ags() {
        return new Ags(value.substring(0, 5) + value.substring(9));
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
    public int compareTo(Ars other) {
        return value.compareTo(other.value);
    }

    /** The twelve digits. */
    @Override
    public String toString() {
        return value;
    }
}
