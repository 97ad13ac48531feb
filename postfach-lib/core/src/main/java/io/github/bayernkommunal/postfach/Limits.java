package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.MediaTypes;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sizes, counts and media types that a route takes. An operator may allow less than the contract; then narrow them.
 *
 * @param subjectCharacters longest subject
 * @param textBytes longest text, in bytes of UTF-8
 * @param attachments most attachments
 * @param attachmentBytes largest attachment, in bytes before any coding
 * @param totalBytes all attachments together, in bytes before any coding
 * @param mediaTypes media types that are taken, in the spelling of table 9005
 * @source each factory method names its own
 */
public record Limits(
        int subjectCharacters,
        int textBytes,
        int attachments,
        long attachmentBytes,
        long totalBytes,
        Set<String> mediaTypes) {

    private static final Set<String> USUAL =
            Set.of("application/pdf", "image/jpeg", "image/png", "image/tiff", "text/plain");

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if a limit is not positive or a media type is not in table 9005
     */
    public Limits {
        if (subjectCharacters < 1 || textBytes < 1 || attachments < 0 || attachmentBytes < 1 || totalBytes < 1) {
            throw new IllegalArgumentException(
                    "Limits are positive; got subject %d, text %d, attachments %d × %d, total %d"
                            .formatted(subjectCharacters, textBytes, attachments, attachmentBytes, totalBytes));
        }
        mediaTypes = Set.copyOf(mediaTypes);
        Set<String> unknown = new TreeSet<>(mediaTypes);
        unknown.removeAll(MediaTypes.all());
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("Media types %s are not in table 9005; known are %s"
                    .formatted(unknown, new TreeSet<>(MediaTypes.all())));
        }
    }

    /**
     * What the BayernID mailbox takes: 5 attachments of 2 000 000 bytes, subject 255 characters, text 1 000 000 bytes; PDF,
     * JPEG, PNG, TIFF and plain text.
     *
     * @return the limits of the contract
     * @source BMI, Schnittstellenbeschreibung BundID, chapter 12.1.2: 5 attachments of 2 MB each (unit not stated, so the
     *     smaller reading); subject and text: our choice, nothing is stated; types: our choice out of table 9005
     */
    public static Limits bsp() {
        return new Limits(255, 1_000_000, 5, 2_000_000, 10_000_000, USUAL);
    }

    /**
     * What we let through to the mailbox of BundID: 10 attachments of 10 MiB, together 20 MiB, subject 1024 characters, text
     * 1 000 000 bytes; the types of {@link #bsp()} and BMP.
     *
     * @return the limits
     * @source subject: public clients of the ZBP; text: "1 MB" there; everything else our choice, nothing is public
     */
    public static Limits zbp() {
        Set<String> types = new TreeSet<>(USUAL);
        types.add("image/bmp");
        return new Limits(1024, 1_000_000, 10, 10L * 1024 * 1024, 20L * 1024 * 1024, types);
    }

    /**
     * The same with another number and size of attachments.
     *
     * @param count most attachments
     * @param bytesEach largest attachment, in bytes
     * @return new limits
     */
    public Limits withAttachments(int count, long bytesEach) {
        return new Limits(subjectCharacters, textBytes, count, bytesEach, Math.max(1, count) * bytesEach, mediaTypes);
    }

    /**
     * The same with other media types.
     *
     * @param mediaTypes media types in the spelling of table 9005
     * @return new limits
     * @throws IllegalArgumentException if a type is not in table 9005
     */
    public Limits withMediaTypes(Set<String> mediaTypes) {
        return new Limits(subjectCharacters, textBytes, attachments, attachmentBytes, totalBytes, mediaTypes);
    }
}
