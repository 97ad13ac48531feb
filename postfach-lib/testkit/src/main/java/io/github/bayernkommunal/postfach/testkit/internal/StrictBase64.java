package io.github.bayernkommunal.postfach.testkit.internal;

import java.util.Base64;

/** Base64 as {@code xs:base64Binary} and chapter 12.1.2 define it: standard alphabet, padding always written. */
final class StrictBase64 {

    private StrictBase64() {}

    /** Decodes; white space between the characters is allowed by XML Schema. Everything else is a violation (20). */
    static byte[] decode(String text) throws Refusal {
        String dense = dense(text);
        // The JDK's decoder takes a missing padding, the contract does not.
        if (dense.length() % 4 != 0) {
            throw Children.violation("Base64 ohne vollständige Auffüllung mit '='");
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(dense);
            if (!endsAs(dense, bytes)) {
                throw Children.violation("Base64 mit überzähligen Bits am Ende");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new Refusal(20, "Base64 mit Zeichen außerhalb des Standardalphabets");
        }
    }

    private static String dense(String text) {
        boolean spaced = false;
        for (int i = 0; i < text.length() && !spaced; i++) {
            spaced = isSpace(text.charAt(i));
        }
        if (!spaced) {
            return text;
        }
        StringBuilder dense = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                dense.append(text.charAt(i));
            }
        }
        return dense.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    // RFC 4648, 3.5: the bits that the last group does not use are zero, so encoding gives the same characters again.
    private static boolean endsAs(String dense, byte[] bytes) {
        int tail = bytes.length % 3;
        if (tail == 0) {
            return true;
        }
        byte[] last = java.util.Arrays.copyOfRange(bytes, bytes.length - tail, bytes.length);
        return dense.endsWith(Base64.getEncoder().encodeToString(last));
    }
}
