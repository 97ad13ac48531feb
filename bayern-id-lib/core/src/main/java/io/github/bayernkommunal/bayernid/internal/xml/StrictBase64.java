package io.github.bayernkommunal.bayernid.internal.xml;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Base64 in exactly one form per content: standard alphabet, full padding, zero spare bits. */
public final class StrictBase64 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private StrictBase64() {}

    /** The bytes, or null when the text has another form; only line breaks are skipped. */
    public static byte @Nullable [] decodeLines(String text) {
        return decode(text, false);
    }

    /** The bytes, or null when the text has another form; XML white space is skipped. */
    public static byte @Nullable [] decodeXml(String text) {
        return decode(text, true);
    }

    /** At least how many bytes the text stands for; found without decoding. */
    public static int leastSize(String text) {
        int breaks = 0;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            breaks++;
        }
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) {
            breaks++;
        }
        return Math.max(0, (text.length() - breaks) / 4 * 3 - 2);
    }

    private static byte @Nullable [] decode(String text, boolean blanks) {
        // What is no Latin letter becomes a question mark, which the alphabet lacks.
        byte[] letters = text.getBytes(StandardCharsets.ISO_8859_1);
        int length = 0;
        for (byte letter : letters) {
            if (letter != '\r' && letter != '\n' && !(blanks && (letter == ' ' || letter == '\t'))) {
                letters[length++] = letter;
            }
        }
        if (length == 0 || length % 4 != 0 || !lastBitsAreZero(letters, length)) {
            return null;
        }
        try {
            Base64.Decoder decoder = Base64.getDecoder();
            if (length == letters.length) {
                return decoder.decode(letters);
            }
            ByteBuffer decoded = decoder.decode(ByteBuffer.wrap(letters, 0, length));
            byte[] bytes = new byte[decoded.remaining()];
            decoded.get(bytes);
            return bytes;
        } catch (IllegalArgumentException otherAlphabet) {
            return null;
        }
    }

    // The JDK ignores bits that the last character carries too many; two texts for one content would get through.
    private static boolean lastBitsAreZero(byte[] letters, int length) {
        if (letters[length - 1] != '=') {
            return true;
        }
        boolean two = letters[length - 2] == '=';
        int last = ALPHABET.indexOf(letters[length - (two ? 3 : 2)]);
        return last >= 0 && (last & (two ? 0b1111 : 0b11)) == 0;
    }
}
