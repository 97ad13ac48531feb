package io.github.bayernkommunal.epay.internal;

import org.jspecify.annotations.Nullable;

/** What a line of text may hold on its way into XML or JSON: XML 1.0, section 2.2, without line ends and controls. */
public final class Characters {

    private Characters() {}

    /** Words for the first character that must not occur, with its position; null when there is none. */
    public static @Nullable String firstIllegal(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            boolean legal = (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
            if (!legal || Character.isISOControl(c)) {
                return "the forbidden character U+%04X at position %d".formatted(c, i);
            }
            i += Character.charCount(c);
        }
        return null;
    }
}
