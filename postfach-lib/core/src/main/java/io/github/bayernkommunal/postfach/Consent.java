package io.github.bayernkommunal.postfach;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

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

    /**
     * {@return what the audit trail names this consent by} The first twelve hexadecimal digits of SHA-256 over kind, time (ISO
     * 8601, UTC), version and source in UTF-8, with a line feed between them.
     */
    public String fingerprint() {
        String text = String.join("\n", kind.name(), givenAt.toString(), textVersion, source);
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Without the source, which may be a file number. */
    @Override
    public String toString() {
        return "Consent[%s of %s]".formatted(kind, givenAt);
    }
}
