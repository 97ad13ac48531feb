package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.FileName;
import io.github.bayernkommunal.postfach.internal.MediaTypes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
    private final byte @Nullable [] bytes;
    private final @Nullable Path path;
    private final long size;
    private final String sha256;
    private final byte[] head;

    private Attachment(String fileName, String mediaType, byte @Nullable [] bytes, @Nullable Path path) {
        this.originalName = fileName;
        this.fileName = FileName.normalise(fileName);
        this.mediaType = MediaTypes.canonical(mediaType);
        this.bytes = bytes;
        this.path = path;
        String stem = this.fileName.replaceFirst("\\.[^.]*$", "");
        if (stem.isBlank()) {
            throw new IllegalArgumentException("An attachment needs a file name; nothing is left of the given one");
        }
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
        return new Attachment(name == null ? "" : name.toString(), mediaType, null, file);
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
        return new Attachment(fileName, mediaType, content.clone(), null);
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

    /** {@return the first bytes of the content, at most 512: enough to recognise what it really is} */
    public byte[] head() {
        return head.clone();
    }

    /**
     * Opens the content from its beginning; the caller closes the stream.
     *
     * @return the content
     * @throws IOException if the file behind it cannot be read any more
     */
    public InputStream open() throws IOException {
        return path == null
                ? new ByteArrayInputStream(bytes == null ? new byte[0] : bytes)
                : Files.newInputStream(path);
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
