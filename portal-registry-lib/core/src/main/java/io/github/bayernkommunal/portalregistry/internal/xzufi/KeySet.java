package io.github.bayernkommunal.portalregistry.internal.xzufi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of texts that keeps only 64 bits of each: deliveries hold millions of keys, and a million of them take 16 MiB here, however long they are.
 *
 * <p>The bits are the first of a SHA-256. That two of a million different texts have the same happens once in 37 million sets; then the later one
 * counts as known.
 */
final class KeySet {

    /** Each part grows for itself, so that growing never needs the room of the whole set once more. */
    private static final int PARTS = 64;

    private final MessageDigest sha256 = sha256();
    /** Open addressing, at most three quarters full; zero for a free place. */
    private final long[][] parts = new long[PARTS][16];

    private final int[] sizes = new int[PARTS];

    /** Adds a text; false if it was there. */
    boolean add(String text) {
        long print = fingerprint(text);
        int part = part(print);
        int place = place(parts[part], print);
        if (parts[part][place] == print) {
            return false;
        }
        parts[part][place] = print;
        if (++sizes[part] > parts[part].length / 4 * 3) {
            parts[part] = twice(parts[part]);
        }
        return true;
    }

    boolean contains(String text) {
        long print = fingerprint(text);
        long[] part = parts[part(print)];
        return part[place(part, print)] == print;
    }

    private static int part(long print) {
        return (int) (print >>> 1) & (PARTS - 1);
    }

    /** The place where it is, or the free place where it belongs. */
    private static int place(long[] part, long print) {
        int place = (int) (print >>> 32) & (part.length - 1);
        while (part[place] != 0 && part[place] != print) {
            place = (place + 1) & (part.length - 1);
        }
        return place;
    }

    private static long[] twice(long[] part) {
        long[] larger = new long[part.length * 2];
        for (long print : part) {
            if (print != 0) {
                larger[place(larger, print)] = print;
            }
        }
        return larger;
    }

    /** Never zero, which stands for a free place. */
    private long fingerprint(String text) {
        long print = ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
        return print == 0 ? 1 : print;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
