package io.github.bayernkommunal.portalregistry.internal.feed;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** One published file. */
final class FeedFile {

    private final byte[] content;
    private final String hash;

    FeedFile(byte[] content) {
        this.content = content;
        this.hash = HexFormat.of().formatHex(sha256(content));
    }

    /** The bytes themselves, not a copy: they never leave this package but to be sent. */
    byte[] content() {
        return content;
    }

    String etag() {
        return '"' + hash.substring(0, 32) + '"';
    }

    static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
