package io.github.bayernkommunal.bayernid.internal;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Unguessable texts. */
public final class RandomText {

    private RandomText() {}

    /** 128 random bits in hexadecimal. */
    public static String of(SecureRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** An id for an XML document: it must not start with a digit. */
    public static String id(SecureRandom random) {
        return "_" + of(random);
    }
}
