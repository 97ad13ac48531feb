package io.github.bayernkommunal.epay;

import java.security.SecureRandom;

/**
 * Ids of attempts: {@code EPAY} and 128 random bits in base 32, together 30 characters. They fit into every protocol's
 * field: EShopTransaktionsNr has 30 characters, requestId 36.
 */
final class AttemptIds {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final SecureRandom random;

    AttemptIds(SecureRandom random) {
        this.random = random;
    }

    String next() {
        byte[] bits = new byte[16];
        random.nextBytes(bits);
        StringBuilder id = new StringBuilder("EPAY");
        int buffer = 0;
        int held = 0;
        for (byte b : bits) {
            buffer = ((buffer << 8) | (b & 0xff)) & 0xfff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                id.append(ALPHABET.charAt((buffer >> held) & 31));
            }
        }
        return id.append(ALPHABET.charAt((buffer << (5 - held)) & 31)).toString();
    }
}
