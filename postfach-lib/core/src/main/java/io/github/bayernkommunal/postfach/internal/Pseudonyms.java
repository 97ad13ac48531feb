package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.PostboxHandle;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Names a mailbox in a log without giving away its handle. */
public final class Pseudonyms {

    private static final int SHOWN_BYTES = 6;

    private final SecretKeySpec key;

    /** Pseudonyms under the given key. */
    public Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** The first 12 hexadecimal digits of HMAC-SHA-256 over the handle. */
    public String of(PostboxHandle handle) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of()
                    .formatHex(mac.doFinal(handle.value().getBytes(StandardCharsets.UTF_8)), 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
