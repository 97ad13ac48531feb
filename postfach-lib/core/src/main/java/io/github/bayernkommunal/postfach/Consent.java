package io.github.bayernkommunal.postfach;

import java.time.Instant;

/**
 * The person's consent, without which an administrative act may not be announced in the mailbox.
 *
 * @param kind what the person agreed to
 * @param givenAt when
 * @param textVersion which wording of the consent, for example a version number of the form
 * @param source where it is kept, for example a file number
 * @source Art. 24 (1) and Art. 25 BayDiG
 */
public record Consent(Kind kind, Instant givenAt, String textVersion, String source) {

    /** What the person agreed to. */
    public enum Kind {
        /** Announcement by making the act available for retrieval: Art. 24 BayDiG. */
        ANNOUNCEMENT,
        /** Formal service (Zustellung), expressly and informed about the consequences: Art. 25 BayDiG. */
        FORMAL_SERVICE
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a text is blank or longer than 100 characters
     */
    public Consent {
        if (textVersion.isBlank() || textVersion.length() > 100 || source.isBlank() || source.length() > 100) {
            throw new IllegalArgumentException(
                    "A consent names the version of its text and its source, 1 to 100 characters each");
        }
    }

    /** Without the source, which may be a file number. */
    @Override
    public String toString() {
        return "Consent[%s of %s]".formatted(kind, givenAt);
    }
}
