package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text may contain: the few elements of the collector's list, and Latin characters. */
final class AllowedText {

    private static final Set<String> ELEMENTS = Set.of(
            "p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "b", "strong", "i", "em", "sup", "sub", "ul", "ol", "li",
            "a");
    private static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>");
    private static final Pattern HREF = Pattern.compile("\\s+href\\s*=\\s*(\"[^\"<>]*\"|'[^'<>]*')\\s*");
    private static final Pattern ADDRESS = Pattern.compile("(https?://|mailto:|tel:).+", Pattern.CASE_INSENSITIVE);

    private AllowedText() {}

    /** The first thing that is not allowed in a description, if there is any. */
    static Optional<String> forbiddenHtml(String html) {
        Matcher tag = TAG.matcher(html);
        StringBuilder without = new StringBuilder();
        while (tag.find()) {
            String name = tag.group(2).toLowerCase(java.util.Locale.ROOT);
            if (!ELEMENTS.contains(name)) {
                return Optional.of("element " + name);
            }
            Optional<String> attribute = forbiddenAttribute(name, tag.group(1).isEmpty(), tag.group(3));
            if (attribute.isPresent()) {
                return attribute;
            }
            tag.appendReplacement(without, "");
        }
        tag.appendTail(without);
        return without.indexOf("<") >= 0 ? Optional.of("a '<' that begins no allowed element") : Optional.empty();
    }

    /** The first mark-up in a text that must have none, if there is any. */
    static Optional<String> forbiddenInPlain(String text) {
        Matcher tag = TAG.matcher(text);
        return tag.find() ? Optional.of("element " + tag.group(2)) : Optional.empty();
    }

    /** The first character outside String.Latin, if there is any. */
    static Optional<String> forbiddenCharacter(String text) {
        return text.codePoints()
                .filter(c -> !isLatin(c))
                .mapToObj("U+%04X"::formatted)
                .findFirst();
    }

    private static Optional<String> forbiddenAttribute(String element, boolean opening, String attributes) {
        String rest = attributes.endsWith("/") ? attributes.substring(0, attributes.length() - 1) : attributes;
        if (rest.isBlank()) {
            return Optional.empty();
        }
        Matcher href = HREF.matcher(rest.endsWith(" ") ? rest : rest + " ");
        if (!opening || !element.equals("a") || !href.matches()) {
            return Optional.of("attribute at element " + element);
        }
        String address = href.group(1).substring(1, href.group(1).length() - 1).strip();
        return ADDRESS.matcher(address).matches() ? Optional.empty() : Optional.of("link to " + address);
    }

    /** Letters of the Latin script, and marks, digits, punctuation and currency signs that no script owns. */
    private static boolean isLatin(int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return true;
        }
        int type = Character.getType(c);
        if (c > 0xFFFF
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || (type == Character.OTHER_SYMBOL && c > 0xFF)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(c)) {
            case LATIN, COMMON, INHERITED -> true;
            default -> false;
        };
    }
}
