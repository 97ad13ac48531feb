package io.github.bayernkommunal.portalregistry.internal;

/**
 * The characters that German registers accept (String.Latin, DIN 91379): Latin letters with their marks, digits, punctuation.
 *
 * <p>The exact table is not reproduced here; scripts other than Latin, control characters, private and unassigned characters and
 * pictograms are told apart by their Unicode properties.
 */
public final class Latin {

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
