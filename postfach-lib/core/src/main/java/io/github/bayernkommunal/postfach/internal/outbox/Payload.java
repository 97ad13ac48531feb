package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachRoute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * A letter as it lies in the database: recipient, document and attachments under one checksum, encrypted when keys are
 * given. The row it belongs to is part of the checksum, so that two rows cannot change letters.
 *
 * <p>Attachments that are large together lie apart from it, in {@link Chunks}, each piece sealed by itself; the letter then
 * holds their lengths and hashes.
 */
public final class Payload {

    /** Attachments that are larger together lie apart. */
    static final long LARGE = 256 * 1024;

    private static final int PLAIN = 1;
    private static final int ENCRYPTED = 2;
    /** Added to the form of a letter whose attachments lie apart. */
    private static final int APART = 2;

    private static final int NONCE = 12;
    private static final int KEY_ID = 4;

    private final List<SecretKey> keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * Writes under the first of {@code keys} and reads under any of them.
     *
     * @param keys AES keys of 256 bits, the current one first; empty for no encryption
     */
    public Payload(List<SecretKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /** A letter that this node cannot read and another one can: a newer version wrote it, or one that has a newer key. */
    static final class NotForThisNodeException extends IOException {
        private static final long serialVersionUID = 1L;

        NotForThisNodeException(String why) {
            super(why);
        }
    }

    /** Whether the attachments of a letter are to lie apart from it. */
    static boolean isLarge(PostfachRoute.Letter letter) {
        return letter.attachments().stream().mapToLong(Attachment::size).sum() > LARGE;
    }

    /** The bytes for the row of the message with this content hash, with everything in them. */
    public byte[] write(PostfachRoute.Letter letter, String contentHash) {
        return write(letter, contentHash, false);
    }

    /** The bytes for the row of the message with this content hash; with {@code apart}, {@link Chunks} keep the attachments. */
    byte[] write(PostfachRoute.Letter letter, String contentHash, boolean apart) {
        try {
            return seal(serialise(letter, contentHash, apart), letter.messageId() + contentHash, apart ? APART : 0);
        } catch (IOException e) {
            throw new IllegalStateException("A letter could not be written for the outbox", e);
        }
    }

    /**
     * The letter of a row that holds everything.
     *
     * @throws IOException if it was changed, belongs to another row, or its key is not known
     */
    public PostfachRoute.Letter read(byte[] stored, String messageId, String contentHash) throws IOException {
        return read(stored, messageId, contentHash, null);
    }

    /**
     * The letter of a row.
     *
     * @param chunks where attachments lie that are not in the row
     * @throws IOException if it was changed, belongs to another row, or its key is not known
     */
    PostfachRoute.Letter read(byte[] stored, String messageId, String contentHash, @Nullable Chunks chunks)
            throws IOException {
        int form = stored.length == 0 ? 0 : stored[0];
        boolean apart = form == PLAIN + APART || form == ENCRYPTED + APART;
        if (!apart && form != PLAIN && form != ENCRYPTED) {
            throw new NotForThisNodeException("the stored letter has the unknown form " + form);
        }
        byte[] plain = unseal(stored, messageId + contentHash, apart ? APART : 0);
        return parse(plain, messageId, contentHash, apart ? chunks : null, apart);
    }

    /** One piece of the attachments of a message. */
    byte[] sealChunk(byte[] plain, String messageId, int no) {
        return seal(plain, messageId + "/" + no, 0);
    }

    /**
     * What {@link #sealChunk} was given.
     *
     * @throws IOException if it was changed or belongs elsewhere, or its key is not known
     */
    byte[] unsealChunk(byte[] stored, String messageId, int no) throws IOException {
        return unseal(stored, messageId + "/" + no, 0);
    }

    private byte[] seal(byte[] plain, String place, int shift) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 64);
            if (keys.isEmpty()) {
                out.write(PLAIN + shift);
                out.write(plain);
                return out.toByteArray();
            }
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            out.write(ENCRYPTED + shift);
            out.write(keyId(keys.get(0)));
            out.write(nonce);
            out.write(cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, place).doFinal(plain));
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A letter could not be written for the outbox", e);
        }
    }

    private byte[] unseal(byte[] stored, String place, int shift) throws IOException {
        if (stored.length > 0 && stored[0] == PLAIN + shift) {
            return Arrays.copyOfRange(stored, 1, stored.length);
        }
        int start = 1 + KEY_ID + NONCE;
        if (stored.length < start || stored[0] != ENCRYPTED + shift) {
            throw new IOException("the stored letter is too short or of an unknown form");
        }
        byte[] id = Arrays.copyOfRange(stored, 1, 1 + KEY_ID);
        byte[] nonce = Arrays.copyOfRange(stored, 1 + KEY_ID, start);
        try {
            for (SecretKey key : keys) {
                if (MessageDigest.isEqual(id, keyId(key))) {
                    return cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(stored, start, stored.length - start);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the stored letter was changed or belongs to another message", e);
        }
        throw new NotForThisNodeException("the stored letter is encrypted under a key that is not configured here");
    }

    private static byte[] serialise(PostfachRoute.Letter letter, String contentHash, boolean apart) throws IOException {
        ByteArrayOutputStream bytes =
                new ByteArrayOutputStream(letter.document().length() + 1024);
        DataOutputStream out = new DataOutputStream(bytes);
        writeText(out, letter.messageId());
        writeText(out, contentHash);
        writeText(out, letter.recipient().value());
        writeText(out, letter.document());
        out.writeInt(letter.attachments().size());
        for (Attachment attachment : letter.attachments()) {
            writeText(out, attachment.fileName());
            writeText(out, attachment.mediaType());
            if (apart) {
                out.writeLong(attachment.size());
                writeText(out, attachment.sha256());
            } else {
                writeContent(out, attachment);
            }
        }
        out.flush();
        byte[] content = bytes.toByteArray();
        bytes.write(sha256(content));
        return bytes.toByteArray();
    }

    private static void writeContent(DataOutputStream out, Attachment attachment) throws IOException {
        out.writeInt(Math.toIntExact(attachment.size()));
        try (InputStream in = attachment.open()) {
            if (in.transferTo(out) != attachment.size()) {
                throw new IOException("an attachment was changed since the message was built");
            }
        }
    }

    private static PostfachRoute.Letter parse(
            byte[] bytes, String messageId, String contentHash, @Nullable Chunks chunks, boolean apart)
            throws IOException {
        int length = bytes.length - 32;
        if (length < 0) {
            throw new IOException("the stored letter is too short");
        }
        byte[] content = Arrays.copyOf(bytes, length);
        byte[] checksum = Arrays.copyOfRange(bytes, length, bytes.length);
        if (!MessageDigest.isEqual(checksum, sha256(content))) {
            throw new IOException("the stored letter was changed");
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        if (!readText(in).equals(messageId) || !readText(in).equals(contentHash)) {
            throw new IOException("the stored letter belongs to another message");
        }
        PostboxHandle recipient = PostboxHandle.of(readText(in));
        String document = readText(in);
        List<Attachment> attachments = new ArrayList<>();
        int first = 0;
        for (int i = in.readInt(); i > 0; i--) {
            String name = readText(in);
            String type = readText(in);
            if (!apart) {
                attachments.add(Attachment.of(name, type, in.readNBytes(in.readInt())));
            } else if (chunks == null) {
                throw new IOException("the attachments of the stored letter are not at hand");
            } else {
                long size = in.readLong();
                attachments.add(Attachment.of(name, type, size, readText(in), chunks.content(first, size)));
                first += Chunks.count(size);
            }
        }
        return new PostfachRoute.Letter(messageId, recipient, document, attachments);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Names a key without giving it away. */
    private static byte[] keyId(SecretKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            // A key in hardware: its algorithm and format are all that it tells.
            encoded = (key.getAlgorithm() + key.getFormat()).getBytes(StandardCharsets.UTF_8);
        }
        return Arrays.copyOf(sha256(encoded), KEY_ID);
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** SHA-256 of a text as 64 hexadecimal digits; empty for null. */
    static String fingerprint(@Nullable String text) {
        return text == null ? "" : HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
