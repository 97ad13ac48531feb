package io.github.bayernkommunal.bayernid;

import java.util.Optional;

/**
 * How surely the person is who they say, from the weakest to the strongest; compare with {@link #isAtLeast}.
 *
 * <p>The same four steps rate a whole login and every single attribute. They have two names on the wire.
 *
 * @source TR-03160-1 (levels); interface description of the Nutzerkonto 10.2, sections 5.1 and 6.2.9 (wire names)
 */
public enum TrustLevel {
    /** Self-declared data, for example user name and password ("Basisregistrierung"). */
    BASIC("STORK-QAA-Level-1", "UNTERGEORDNET"),
    /** eIDAS "low". No German means has this level of its own, so it is accepted in answers and never requested. */
    LOW("STORK-QAA-Level-2", "NORMAL"),
    /** eIDAS "substantial", for example an ELSTER certificate. */
    SUBSTANTIAL("STORK-QAA-Level-3", "SUBSTANTIELL"),
    /** eIDAS "high": the online ID card. */
    HIGH("STORK-QAA-Level-4", "HOCH");

    private final String classReference;
    private final String attributeRating;

    TrustLevel(String classReference, String attributeRating) {
        this.classReference = classReference;
        this.attributeRating = attributeRating;
    }

    /**
     * Whether this level is the same as {@code other} or stronger.
     *
     * @param other the level to compare with
     * @return true for the same level, too
     */
    public boolean isAtLeast(TrustLevel other) {
        return compareTo(other) >= 0;
    }

    /** {@return the name of a login's level on the wire, such as {@code STORK-QAA-Level-4}} */
    public String classReference() {
        return classReference;
    }

    /** {@return the name of an attribute's rating on the wire, such as {@code HOCH}} */
    public String attributeRating() {
        return attributeRating;
    }

    /**
     * The level with this wire name; empty for every other text, which must never count as a level.
     *
     * @param text as it stands on the wire
     * @return the level, if there is one
     */
    public static Optional<TrustLevel> ofClassReference(String text) {
        for (TrustLevel level : values()) {
            if (level.classReference.equals(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }

    /**
     * The rating with this wire name; empty for every other text, which means "not rated".
     *
     * @param text as it stands on the wire
     * @return the rating, if there is one
     */
    public static Optional<TrustLevel> ofAttributeRating(String text) {
        for (TrustLevel level : values()) {
            if (level.attributeRating.equals(text)) {
                return Optional.of(level);
            }
        }
        return Optional.empty();
    }
}
