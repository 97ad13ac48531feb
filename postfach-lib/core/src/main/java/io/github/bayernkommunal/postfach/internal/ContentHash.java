package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One checksum over recipient and payload together: a letter that changes hands on the way no longer matches it. */
public final class ContentHash {

    private final MessageDigest digest;

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** 64 hexadecimal digits; equal exactly when recipient, sender and everything the citizen gets are equal. */
    public static String of(Message message) {
        ContentHash hash = new ContentHash();
        hash.add("postfach-lib content 1");
        hash.add(message.recipient().value());
        hash.add(message.sender().name());
        hash.add(message.sender().service());
        hash.add(message.sender().ags().orElse(""));
        hash.add(message.sender().website().map(Object::toString).orElse(""));
        hash.add(message.subject());
        hash.add(message.textFormat().name());
        hash.add(message.text());
        hash.add(message.readableFrom().name());
        hash.add(message.relatesTo().orElse(""));
        hash.add(message.readConfirmationTo().orElse(""));
        for (Attachment attachment : message.attachments()) {
            hash.add(attachment.fileName());
            hash.add(attachment.mediaType());
            hash.add(attachment.sha256());
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    /** Every part with its length in front, so that parts cannot flow into each other. */
    private void add(String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(new byte[] {
            (byte) (bytes.length >>> 24), (byte) (bytes.length >>> 16), (byte) (bytes.length >>> 8), (byte) bytes.length
        });
        digest.update(bytes);
    }
}
