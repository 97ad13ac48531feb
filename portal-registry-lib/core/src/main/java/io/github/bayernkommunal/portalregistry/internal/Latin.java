package io.github.bayernkommunal.portalregistry.internal;

import java.util.BitSet;

/**
 * The characters that German registers accept (String.Latin, DIN 91379): Latin letters with their marks, digits, punctuation.
 *
 * <p>The exact table is not reproduced here; scripts other than Latin, control characters, private and unassigned characters and
 * pictograms are told apart by their Unicode properties.
 */
public final class Latin {

    /** Latin letters with the marks of German and its neighbours, decided once: nearly every other character is one of them. */
    private static final BitSet COMMON = new BitSet(0x250);

    static {
        for (int c = 0; c < 0x250; c++) {
            COMMON.set(c, judge(c));
        }
    }

    private Latin() {}

    /** Index of the first character that is not accepted, or -1. */
    public static int firstForbidden(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isAccepted(c)) {
                return i;
            }
            i += Character.charCount(c);
        }
        return -1;
    }

    /** Whether the character is accepted. */
    public static boolean isAccepted(int c) {
        return c < 0x250 ? COMMON.get(c) : judge(c);
    }

    private static boolean judge(int c) {
        if (c >= ' ' && c < 0x7F) {
            return true;
        }
        if (c == '\n' || c == '\r' || c == '\t') {
            return true;
        }
        if (c < 0xA0 || c == 0xFEFF || c > 0xFFFF) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.OTHER_SYMBOL -> c == 0xAD || c == 0xA9 || c == 0xAE || c == 0xB0 || c == 0xA6;
            default -> {
                Character.UnicodeScript script = Character.UnicodeScript.of(c);
                yield script == Character.UnicodeScript.LATIN
                        || script == Character.UnicodeScript.COMMON
                        || script == Character.UnicodeScript.INHERITED;
            }
        };
    }
}
