package io.github.bayernkommunal.portalregistry.internal.xzufi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A set of texts, each remembered by 128 bits of its SHA-256: deliveries hold millions of keys, and a million of them fits into
 * 40 MB. That two different keys of a million look alike happens once in 10²⁶ deliveries.
 *
 * <p>Many small tables, so that none of them is ever copied at a time when memory is short.
 */
final class KeySet {

    private static final int TABLES = 256;
    private static final int SMALLEST = 16;

    private final MessageDigest sha256;
    /** Fingerprints in pairs; a zero in front is a free place. Open addressing, at most three quarters full. */
    private final long[][] tables = new long[TABLES][2 * SMALLEST];

    private final int[] sizes = new int[TABLES];

    KeySet() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    /** Adds a key; false if it was there. */
    boolean add(String key) {
        ByteBuffer print = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        long first = print.getLong();
        long second = print.getLong();
        int table = table(first);
        if (!put(tables[table], first, second)) {
            return false;
        }
        if (++sizes[table] * 4 > tables[table].length / 2 * 3) {
            grow(table);
        }
        return true;
    }

    boolean contains(String key) {
        ByteBuffer print = ByteBuffer.wrap(sha256.digest(key.getBytes(StandardCharsets.UTF_8)));
        long first = print.getLong();
        long second = print.getLong();
        long[] places = tables[table(first)];
        return places[place(places, first, second)] != 0;
    }

    private static int table(long first) {
        return (int) (first >>> 56);
    }

    private static boolean put(long[] places, long first, long second) {
        int place = place(places, first, second);
        if (places[place] != 0) {
            return false;
        }
        places[place] = first;
        places[place + 1] = second;
        return true;
    }

    /** The place of an equal fingerprint, or the free place where it belongs. */
    private static int place(long[] places, long first, long second) {
        int mask = places.length / 2 - 1;
        int place = (int) second & mask;
        while (places[2 * place] != 0 && (places[2 * place] != first || places[2 * place + 1] != second)) {
            place = (place + 1) & mask;
        }
        return 2 * place;
    }

    private void grow(int table) {
        long[] before = tables[table];
        long[] places = new long[before.length * 2];
        for (int i = 0; i < before.length; i += 2) {
            if (before[i] != 0) {
                put(places, before[i], before[i + 1]);
            }
        }
        tables[table] = places;
    }
}
