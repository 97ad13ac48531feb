package io.github.bayernkommunal.postfach.internal.bsp;

import java.io.IOException;
import java.io.OutputStream;

/** Text of an XML element in UTF-8, escaped while it is written: a large document exists once and not twice. */
final class ElementText {

    private static final byte[] AMPERSAND = {'&', 'a', 'm', 'p', ';'};
    private static final byte[] LESS = {'&', 'l', 't', ';'};
    private static final byte[] GREATER = {'&', 'g', 't', ';'};

    private final String text;

    ElementText(String text) {
        this.text = text;
    }

    /** How many bytes {@link #writeTo} writes. */
    long length() {
        long length = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            length += switch (c) {
                case '&' -> AMPERSAND.length;
                case '<' -> LESS.length;
                case '>' -> GREATER.length;
                default -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            };
            i += Character.charCount(c);
        }
        return length;
    }

    void writeTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[8192];
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            if (used > buffer.length - 8) {
                out.write(buffer, 0, used);
                used = 0;
            }
            int c = text.codePointAt(i);
            used += put(c, buffer, used);
            i += Character.charCount(c);
        }
        out.write(buffer, 0, used);
    }

    private static int put(int c, byte[] buffer, int at) {
        switch (c) {
            case '&' -> {
                return copy(AMPERSAND, buffer, at);
            }
            case '<' -> {
                return copy(LESS, buffer, at);
            }
            case '>' -> {
                return copy(GREATER, buffer, at);
            }
            default -> {
                return utf8(c, buffer, at);
            }
        }
    }

    private static int copy(byte[] escape, byte[] buffer, int at) {
        System.arraycopy(escape, 0, buffer, at, escape.length);
        return escape.length;
    }

    // RFC 3629, section 3. Unpaired surrogates do not occur: messages refuse them.
    private static int utf8(int c, byte[] buffer, int at) {
        if (c < 0x80) {
            buffer[at] = (byte) c;
            return 1;
        }
        if (c < 0x800) {
            buffer[at] = (byte) (0xC0 | (c >> 6));
            buffer[at + 1] = (byte) (0x80 | (c & 0x3F));
            return 2;
        }
        if (c < 0x10000) {
            buffer[at] = (byte) (0xE0 | (c >> 12));
            buffer[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3F));
            buffer[at + 2] = (byte) (0x80 | (c & 0x3F));
            return 3;
        }
        buffer[at] = (byte) (0xF0 | (c >> 18));
        buffer[at + 1] = (byte) (0x80 | ((c >> 12) & 0x3F));
        buffer[at + 2] = (byte) (0x80 | ((c >> 6) & 0x3F));
        buffer[at + 3] = (byte) (0x80 | (c & 0x3F));
        return 4;
    }
}
