package io.github.bayernkommunal.portalregistry.internal.xzufi;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A set of texts in two arrays: deliveries hold millions of keys, and as objects they would keep the garbage collector busier than the reading itself.
 */
final class KeySet {

    private static final int LONGEST = 0xFFFF;

    /** Each key as its length in two bytes and its UTF-8 form, one after the other. */
    private byte[] texts = new byte[1024];
    /** Where a key begins, plus one; zero for a free place. Open addressing, at most half full. */
    private int[] places = new int[64];

    private int used;
    private int size;

    /** Adds a key; false if it was there. */
    boolean add(String key) {
        byte[] text = bytes(key);
        int place = place(text);
        if (places[place] != 0) {
            return false;
        }
        places[place] = append(text) + 1;
        if (++size > places.length / 2) {
            grow();
        }
        return true;
    }

    boolean contains(String key) {
        return places[place(bytes(key))] != 0;
    }

    /** The place of an equal key, or the free place where it belongs. */
    private int place(byte[] text) {
        int mask = places.length - 1;
        int place = spread(Arrays.hashCode(text)) & mask;
        while (places[place] != 0 && !isAt(places[place] - 1, text)) {
            place = (place + 1) & mask;
        }
        return place;
    }

    private boolean isAt(int from, byte[] text) {
        int begin = from + 2;
        return length(from) == text.length && Arrays.equals(texts, begin, begin + text.length, text, 0, text.length);
    }

    private int length(int from) {
        return (texts[from] & 0xFF) << 8 | (texts[from + 1] & 0xFF);
    }

    private int append(byte[] text) {
        int from = used;
        int end = Math.addExact(from, text.length + 2);
        if (end > texts.length) {
            texts = Arrays.copyOf(texts, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(end, texts.length * 2L)));
        }
        texts[from] = (byte) (text.length >> 8);
        texts[from + 1] = (byte) text.length;
        System.arraycopy(text, 0, texts, from + 2, text.length);
        used = end;
        return from;
    }

    private void grow() {
        int[] before = places;
        places = new int[before.length * 2];
        for (int one : before) {
            if (one != 0) {
                int begin = one + 1;
                places[place(Arrays.copyOfRange(texts, begin, begin + length(one - 1)))] = one;
            }
        }
    }

    /** Keys differ in their last digits only; without this they would stand side by side. */
    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 16);
    }

    private static byte[] bytes(String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        // No key of the standard comes near it; two that differ only behind it count as the same.
        return text.length <= LONGEST ? text : Arrays.copyOf(text, LONGEST);
    }
}
