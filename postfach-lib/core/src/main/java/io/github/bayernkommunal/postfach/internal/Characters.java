package io.github.bayernkommunal.postfach.internal;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** What text may hold: XML 1.0, section 2.2, in Unicode normalisation form C. */
public final class Characters {

    private Characters() {}

    /** NFC with LF as the only line end. */
    public static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace("\r\n", "\n")
                .replace('\r', '\n');
    }

    /** A sentence that names the first character that must not occur and its position, or null when there is none. */
    public static @Nullable String firstIllegal(String text, boolean linesAllowed) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isLegal(c) || (!linesAllowed && (c == '\n' || c == '\t'))) {
                return "the forbidden character U+%04X at position %d".formatted(c, i);
            }
            i += Character.charCount(c);
        }
        return null;
    }

    private static boolean isLegal(int c) {
        if (c == '\t' || c == '\n') {
            return true;
        }
        boolean xml = (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
        // C1 controls are legal in XML 1.0 but discouraged there, and no reader shows them.
        return xml && !Character.isISOControl(c);
    }
}
