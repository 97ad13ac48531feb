package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.FileName;
import io.github.bayernkommunal.postfach.internal.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes with a message: name, media type, content.
 *
 * <p>Length and hash are taken once, when the attachment is made, and compared again while sending: a file that changes in
 * between is never delivered. The name is normalised, so that it reads the same here and in the mailbox:
 * last path part only, NFC, no control or bidirectional characters, each of {@code \ / : * ? " < > |} replaced by
 * {@code _}, extension in lower case, at most 255 characters.
 *
 * @source BMI, Schnittstellenbeschreibung BundID, chapter 12.1.2
 */
public final class Attachment {

    private static final int HEAD = 512;

    private final String fileName;
    private final String originalName;
    private final String mediaType;
    private final Content content;
    private final @Nullable Path path;
    private final long size;
    private final String sha256;
    private final byte @Nullable [] head;

    private Attachment(String fileName, String mediaType, Content content, @Nullable Path path) {
        this.originalName = fileName;
        this.fileName = name(fileName);
        this.mediaType = MediaTypes.canonical(mediaType);
        this.content = content;
        this.path = path;
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(open(), digest)) {
            this.head = in.readNBytes(HEAD);
            this.size = head.length + in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The file of an attachment cannot be read: " + e.getClass().getSimpleName(), e);
        }
        this.sha256 = HexFormat.of().formatHex(digest.digest());
        if (size == 0) {
            throw new IllegalArgumentException("An attachment holds at least one byte; got an empty file");
        }
    }

    private Attachment(String fileName, String mediaType, long size, String sha256, Content content) {
        this.originalName = fileName;
        this.fileName = name(fileName);
        this.mediaType = MediaTypes.canonical(mediaType);
        this.content = content;
        this.path = null;
        this.size = size;
        this.sha256 = sha256;
        this.head = null;
        if (size < 1 || !sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "An attachment has at least one byte and a SHA-256 of 64 hexadecimal digits in lower case; got %d bytes and %d characters"
                            .formatted(size, sha256.length()));
        }
    }

    private static String name(String given) {
        String normalised = FileName.normalise(given);
        if (normalised.replaceFirst("\\.[^.]*$", "").isBlank()) {
            throw new IllegalArgumentException("An attachment needs a file name; nothing is left of the given one");
        }
        return normalised;
    }

    /** Where the bytes come from: a document store, a database, another service. */
    @FunctionalInterface
    public interface Content {

        /**
         * Opens the content from its beginning; called once for each time it is read.
         *
         * @return the content; the caller closes it
         * @throws IOException if it cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * A PDF file, named as it is.
     *
     * @param file the file; its name is normalised
     * @return a PDF file
     * @throws IllegalArgumentException if the file cannot be read or is empty
     */
    public static Attachment pdf(Path file) {
        return of(file, "application/pdf");
    }

    /**
     * A PDF document from memory.
     *
     * @param fileName the name, normalised as described above
     * @param content the bytes, at least one
     * @return a PDF document from memory
     * @throws IllegalArgumentException if there is no name or no content
     */
    public static Attachment pdf(String fileName, byte[] content) {
        return of(fileName, "application/pdf", content);
    }

    /**
     * A file of any type, named as it is. It is read once now and once while sending; it must stay until then.
     *
     * @param file the file; its name is normalised
     * @param mediaType its type, for example {@code image/png}
     * @return a file of any type
     * @throws IllegalArgumentException if the file cannot be read or is empty
     */
    public static Attachment of(Path file, String mediaType) {
        Path name = file.getFileName();
        return new Attachment(name == null ? "" : name.toString(), mediaType, () -> Files.newInputStream(file), file);
    }

    /**
     * Content from memory of any type; copied.
     *
     * @param fileName the name, normalised as described above
     * @param mediaType its type, for example {@code image/png}
     * @param content the bytes, at least one
     * @return content from memory of any type
     * @throws IllegalArgumentException if there is no name or no content
     */
    public static Attachment of(String fileName, String mediaType, byte[] content) {
        byte[] copy = content.clone();
        return new Attachment(fileName, mediaType, () -> new ByteArrayInputStream(copy), null);
    }

    /**
     * Content from anywhere whose length and hash are known already, so that it need not be read to be attached. It is
     * compared with both while it is sent.
     *
     * @param fileName the name, normalised as described above
     * @param mediaType its type, for example {@code image/png}
     * @param size length in bytes, at least one
     * @param sha256 SHA-256 of the content, 64 hexadecimal digits in lower case
     * @param content where the bytes come from; it must stay until the message was sent
     * @return content from anywhere
     * @throws IllegalArgumentException if there is no name, no content or no hash
     */
    public static Attachment of(String fileName, String mediaType, long size, String sha256, Content content) {
        return new Attachment(fileName, mediaType, size, sha256, content);
    }

    /** {@return the normalised name, as the citizen sees it} */
    public String fileName() {
        return fileName;
    }

    /** {@return the name as it was given} */
    public String originalName() {
        return originalName;
    }

    /** {@return the media type in lower case, without parameters} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return length in bytes} */
    public long size() {
        return size;
    }

    /** {@return SHA-256 of the content, 64 hexadecimal digits in lower case} */
    public String sha256() {
        return sha256;
    }

    /**
     * {@return the first bytes of the content, at most 512: enough to recognise what it really is}
     *
     * @throws UncheckedIOException if content with a given hash cannot be read
     */
    public byte[] head() {
        if (head != null) {
            return head.clone();
        }
        try (InputStream in = open()) {
            return in.readNBytes(HEAD);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the content from its beginning; the caller closes the stream.
     *
     * @return the content
     * @throws IOException if the file behind it cannot be read any more
     */
    public InputStream open() throws IOException {
        return content.open();
    }

    /** {@return the file behind it, when it was made from one} */
    public Optional<Path> path() {
        return Optional.ofNullable(path);
    }

    /** Type and length; not the name, which may tell what the letter is about. */
    @Override
    public String toString() {
        return "Attachment[%s, %d bytes]".formatted(mediaType, size);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
