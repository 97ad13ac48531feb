package io.github.bayernkommunal.postfach;

/**
 * How surely a person must have proved who they are before they can open a message.
 *
 * <p>The mailbox shows a message only after a login of at least the message's level. Choose the level of the login that
 * delivered the handle, or lower: the citizen may own no stronger means.
 *
 * @source BMI, Schnittstellenbeschreibung BundID, chapters 6.2.3 and 12.1.2
 */
public enum TrustLevel {

    /** User name and password ({@code STORK-QAA-Level-1}, Basisregistrierung). */
    BASIC(1),

    /** {@code STORK-QAA-Level-2}, niedrig. No login reaches exactly this level; it acts like {@link #SUBSTANTIAL}. */
    LOW(2),

    /** ELSTER certificate ({@code STORK-QAA-Level-3}, substanziell). */
    SUBSTANTIAL(3),

    /** Online ID card ({@code STORK-QAA-Level-4}, hoch). */
    HIGH(4);

    private final int level;

    TrustLevel(int level) {
        this.level = level;
    }

    /** {@return the level as a number, 1 to 4} */
    public int level() {
        return level;
    }

    /**
     * The trust level with the given number.
     *
     * @param level the lowest level that may read it
     * @return the trust level with the given number
     * @throws IllegalArgumentException if {@code level} is not 1, 2, 3 or 4
     */
    public static TrustLevel of(int level) {
        if (level < 1 || level > 4) {
            throw new IllegalArgumentException("A trust level is 1, 2, 3 or 4; got " + level);
        }
        return values()[level - 1];
    }
}
