package io.github.bayernkommunal.portalregistry;

/**
 * Fourteen-digit key of an administrative service in the catalogue LeiKa/FIM.
 *
 * <p>Digits 1–2 are the instance (99 for the catalogue), 3–5 the group, 6–8 the object, 9–11 the kind of act (Verrichtung) and
 * 12–14 its detail. The key has no check digit.
 *
 * @param value exactly fourteen digits
 * @source FIM, Leistungsschlüssel; the split into five parts is inferred from published keys
 */
public record Leistungsschluessel(String value) implements Comparable<Leistungsschluessel> {

    /** Which parts of the key are filled. */
    public enum Type {
        /** Only an object, for example "resident parking permit". */
        LO,
        /** An object and an act, for example "apply for". */
        LOV,
        /** An object, an act and its detail, for example "for the first time". */
        LOVD
    }

    /** Checks that there are fourteen digits. {@inheritDoc} */
    public Leistungsschluessel {
        if (!RegionRule.isDigits(value, 14)) {
            throw new IllegalArgumentException(
                    "A Leistungsschluessel has fourteen digits, for example 99108001001000; got %d characters"
                            .formatted(value.length()));
        }
    }

    /**
     * The key for its text form.
     *
     * @param value fourteen digits
     * @return the key
     * @throws IllegalArgumentException if the text is no such key
     */
    public static Leistungsschluessel of(String value) {
        return new Leistungsschluessel(value);
    }

    /**
     * Whether the key belongs to the catalogue and may be used for routing. Other keys occur in data and are read.
     *
     * @return true if it begins with 99
     */
    public boolean isRoutable() {
        return value.startsWith("99");
    }

    /**
     * The group of services (Leistungsgruppierung).
     *
     * @return three digits
     */
    public String group() {
        return value.substring(2, 5);
    }

    /**
     * The object of the service (Leistungskennung).
     *
     * @return three digits
     */
    public String object() {
        return value.substring(5, 8);
    }

    /**
     * The kind of act (Verrichtung).
     *
     * @return three digits; 000 for none
     */
    public String act() {
        return value.substring(8, 11);
    }

    /**
     * The detail of the act.
     *
     * @return three digits; 000 for none
     */
    public String detail() {
        return value.substring(11);
    }

    /**
     * Which parts of the key are filled.
     *
     * @return the type
     */
    public Type type() {
        if (!"000".equals(detail())) {
            return Type.LOVD;
        }
        return "000".equals(act()) ? Type.LO : Type.LOV;
    }

    /**
     * The key as it stands in signatures of destinations.
     *
     * @return {@code urn:de:fim:leika:leistung:} and the digits
     */
    public String urn() {
        return "urn:de:fim:leika:leistung:" + value;
    }

    /** By digits. */
    @Override
    public int compareTo(Leistungsschluessel other) {
        return value.compareTo(other.value);
    }

    /** The fourteen digits. */
    @Override
    public String toString() {
        return value;
    }
}
