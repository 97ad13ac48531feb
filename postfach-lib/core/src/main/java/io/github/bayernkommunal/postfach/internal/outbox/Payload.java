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
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A letter as it lies in the database: recipient, document and attachments under one checksum, encrypted when keys are
 * given. The row it belongs to is part of the checksum, so that two rows cannot change letters.
 */
public final class Payload {

    private static final byte PLAIN = 1;
    private static final byte ENCRYPTED = 2;
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

    /** The bytes for the row of the message with this id and content hash. */
    public byte[] write(PostfachRoute.Letter letter, String contentHash) {
        try {
            byte[] plain = serialise(letter, contentHash);
            ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 64);
            if (keys.isEmpty()) {
                out.write(PLAIN);
                out.write(plain);
                return out.toByteArray();
            }
            byte[] nonce = new byte[NONCE];
            random.nextBytes(nonce);
            out.write(ENCRYPTED);
            out.write(keyId(keys.get(0)));
            out.write(nonce);
            out.write(cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, letter.messageId(), contentHash)
                    .doFinal(plain));
            return out.toByteArray();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A letter could not be written for the outbox", e);
        }
    }

    /**
     * The letter of a row.
     *
     * @throws IOException if it was changed, belongs to another row, or its key is not known
     */
    public PostfachRoute.Letter read(byte[] stored, String messageId, String contentHash) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
            byte form = in.readByte();
            if (form == PLAIN) {
                return parse(in.readAllBytes(), messageId, contentHash);
            }
            if (form != ENCRYPTED) {
                throw new IOException("the stored letter has the unknown form " + form);
            }
            byte[] id = in.readNBytes(KEY_ID);
            byte[] nonce = in.readNBytes(NONCE);
            byte[] text = in.readAllBytes();
            for (SecretKey key : keys) {
                if (MessageDigest.isEqual(id, keyId(key))) {
                    return parse(
                            cipher(Cipher.DECRYPT_MODE, key, nonce, messageId, contentHash)
                                    .doFinal(text),
                            messageId,
                            contentHash);
                }
            }
            throw new IOException("the stored letter is encrypted under a key that is not configured");
        } catch (GeneralSecurityException e) {
            throw new IOException("the stored letter was changed or belongs to another message", e);
        }
    }

    private static byte[] serialise(PostfachRoute.Letter letter, String contentHash) throws IOException {
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
            out.writeInt(Math.toIntExact(attachment.size()));
            try (InputStream in = attachment.open()) {
                if (in.transferTo(out) != attachment.size()) {
                    throw new IOException("an attachment was changed since the message was built");
                }
            }
        }
        out.flush();
        byte[] content = bytes.toByteArray();
        bytes.write(sha256(content));
        return bytes.toByteArray();
    }

    private static PostfachRoute.Letter parse(byte[] bytes, String messageId, String contentHash) throws IOException {
        int length = bytes.length - 32;
        if (length < 0) {
            throw new IOException("the stored letter is too short");
        }
        byte[] content = java.util.Arrays.copyOf(bytes, length);
        byte[] checksum = java.util.Arrays.copyOfRange(bytes, length, bytes.length);
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
        for (int i = in.readInt(); i > 0; i--) {
            attachments.add(Attachment.of(readText(in), readText(in), in.readNBytes(in.readInt())));
        }
        return new PostfachRoute.Letter(messageId, recipient, document, attachments);
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String messageId, String contentHash)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(128, nonce));
        cipher.updateAAD((messageId + contentHash).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Names a key without giving it away. */
    private static byte[] keyId(SecretKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            // A key in hardware: its algorithm and format are all that it tells.
            encoded = (key.getAlgorithm() + key.getFormat()).getBytes(StandardCharsets.UTF_8);
        }
        return java.util.Arrays.copyOf(sha256(encoded), KEY_ID);
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
    static String fingerprint(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }
}
