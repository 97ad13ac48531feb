package io.github.bayernkommunal.postfach.internal;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns a file name from anywhere into one that every mailbox shows unchanged. */
public final class FileName {

    /** BSP message schema 2.13: at most 255 characters including the extension. */
    public static final int LONGEST = 255;

    // BMI, Schnittstellenbeschreibung BundID, 12.1.2: the account replaces these by an underscore. We do it before
    // sending, so that our records and the mailbox agree.
    private static final Pattern REPLACED_BY_THE_ACCOUNT = Pattern.compile("[\\\\/:*?\"<>|]");
    private static final Pattern RESERVED_ON_WINDOWS =
            Pattern.compile("(?i)(con|prn|aux|nul|com[1-9]|lpt[1-9])(\\..*)?");
    private static final Set<String> EXECUTABLE = Set.of(
            "exe", "com", "bat", "cmd", "scr", "pif", "msi", "jar", "js", "jse", "vbs", "vbe", "wsf", "ps1", "sh",
            "lnk", "hta", "htm", "html", "app", "dll");

    private FileName() {}

    /**
     * The last path part in NFC without control and bidirectional characters, forbidden characters replaced by {@code _},
     * the extension in lower case, at most 255 characters. Blank when nothing is left.
     */
    public static String normalise(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        name = withoutInvisible(name);
        name = REPLACED_BY_THE_ACCOUNT.matcher(name).replaceAll("_").strip();
        if (RESERVED_ON_WINDOWS.matcher(name).matches()) {
            name = "_" + name;
        }
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return shortened(name.replaceFirst("^\\.+", ""), "");
        }
        String stem = name.substring(0, dot).replaceFirst("^\\.+", "");
        return shortened(harmless(stem), name.substring(dot).toLowerCase(Locale.ROOT));
    }

    /** The extension in lower case without its dot, or an empty text. */
    public static String extension(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String withoutInvisible(String name) {
        StringBuilder visible = new StringBuilder(name.length());
        name.codePoints()
                .filter(c -> !Character.isISOControl(c)
                        && Character.getType(c) != Character.FORMAT
                        && Character.getType(c) != Character.SURROGATE
                        && Character.getType(c) != Character.LINE_SEPARATOR
                        && Character.getType(c) != Character.PARAGRAPH_SEPARATOR
                        && c != 0xFFFE
                        && c != 0xFFFF)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    /** "bescheid.exe.pdf" looks like a program where extensions are hidden: the inner dot goes. */
    private static String harmless(String stem) {
        int dot = stem.lastIndexOf('.');
        return dot > 0 && EXECUTABLE.contains(stem.substring(dot + 1).toLowerCase(Locale.ROOT))
                ? stem.substring(0, dot) + "_" + stem.substring(dot + 1)
                : stem;
    }

    private static String shortened(String stem, String extension) {
        int room = Math.max(0, LONGEST - extension.length());
        String cut = stem.length() <= room ? stem : stem.substring(0, room);
        if (!cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
            cut = cut.substring(0, cut.length() - 1);
        }
        return cut + extension;
    }
}
