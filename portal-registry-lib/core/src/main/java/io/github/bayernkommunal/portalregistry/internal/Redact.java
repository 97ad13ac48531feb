package io.github.bayernkommunal.portalregistry.internal;

/** Makes text from outside safe to appear in a message or a log. */
public final class Redact {

    /** What stands where a value must not be shown. */
    public static final String MASK = "***";

    private static final int LONGEST = 200;

    private Redact() {}

    /** The text in one line, without control characters, at most 200 characters: nobody can forge a log line with it. */
    public static String line(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        for (int i = 0; i < text.length() && safe.length() < LONGEST; i++) {
            char c = text.charAt(i);
            // Bidirectional controls and line separators count as control characters here: they change what a reader
            // sees.
            boolean format = Character.getType(c) == Character.FORMAT || c == '\u2028' || c == '\u2029';
            safe.append(Character.isISOControl(c) || format ? '?' : c);
        }
        return text.length() > LONGEST ? safe.append('…').toString() : safe.toString();
    }
}
