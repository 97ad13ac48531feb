package io.github.bayernkommunal.bayernid.internal.xml;

import java.security.PublicKey;
import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Short names for public keys, for messages. */
public final class Fingerprints {

    private Fingerprints() {}

    /** The first eight bytes of the SHA-256 of the encoded key, in hexadecimal. */
    public static String of(PublicKey key) {
        byte[] digest = Jca.digest("SHA-256").digest(key.getEncoded());
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    /** The names of several keys. */
    public static String of(Collection<PublicKey> keys) {
        return keys.stream().map(Fingerprints::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
