package io.github.bayernkommunal.postfach.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The media types a mailbox can show: names, extensions, and how their content begins.
 *
 * <p>BMI, Schnittstellenbeschreibung BundID, table 9005 (chapter 12.2.1.5). Office, ZIP, XML and HTML are not in it.
 */
public final class MediaTypes {

    private static final Map<String, List<String>> EXTENSIONS = Map.ofEntries(
            Map.entry("application/pdf", List.of("pdf")),
            Map.entry("image/jpeg", List.of("jpg", "jpe", "jpeg", "jfif")),
            Map.entry("image/png", List.of("png")),
            Map.entry("image/gif", List.of("gif")),
            Map.entry("image/tiff", List.of("tiff", "tif")),
            Map.entry("image/bmp", List.of("bmp")),
            Map.entry("image/svg+xml", List.of("svg")),
            Map.entry("text/plain", List.of("txt")),
            Map.entry("text/rtf", List.of("rtf")),
            Map.entry("text/calendar", List.of("ics")),
            Map.entry("text/comma-separated-values", List.of("csv")));

    private static final Map<String, String> SPELLINGS = Map.of(
            "text/csv", "text/comma-separated-values",
            "application/rtf", "text/rtf",
            "image/jpg", "image/jpeg",
            "image/pjpeg", "image/jpeg");

    private MediaTypes() {}

    /** Every type of table 9005. */
    public static Set<String> all() {
        return EXTENSIONS.keySet();
    }

    /** Lower case, without parameters, in the spelling of table 9005. */
    public static String canonical(String mediaType) {
        String plain = mediaType.replaceFirst(";.*$", "").strip().toLowerCase(Locale.ROOT);
        return SPELLINGS.getOrDefault(plain, plain);
    }

    /** The extensions that belong to a type; empty for a type outside the table. */
    public static List<String> extensions(String mediaType) {
        return EXTENSIONS.getOrDefault(mediaType, List.of());
    }

    /** Whether content that begins with {@code head} can be of this type; a type without a signature matches text only. */
    public static boolean matches(String mediaType, byte[] head) {
        return switch (mediaType) {
            case "application/pdf" -> contains(head, "%PDF-");
            case "image/jpeg" -> startsWith(head, 0xFF, 0xD8, 0xFF);
            case "image/png" -> startsWith(head, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A);
            case "image/gif" -> startsWith(head, 'G', 'I', 'F', '8');
            case "image/tiff" -> startsWith(head, 'I', 'I', 0x2A, 0) || startsWith(head, 'M', 'M', 0, 0x2A);
            case "image/bmp" -> startsWith(head, 'B', 'M');
            case "image/svg+xml" -> isText(head) && contains(head, "<");
            case "text/rtf" -> startsWith(head, '{', '\\', 'r', 't', 'f');
            case "text/calendar" -> isText(head) && contains(head, "BEGIN:VCALENDAR");
            case "text/plain", "text/comma-separated-values" -> isText(head);
            default -> true;
        };
    }

    private static boolean startsWith(byte[] head, int... signature) {
        if (head.length < signature.length) {
            return false;
        }
        for (int i = 0; i < signature.length; i++) {
            if ((head[i] & 0xFF) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean contains(byte[] head, String text) {
        return new String(head, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }
}
