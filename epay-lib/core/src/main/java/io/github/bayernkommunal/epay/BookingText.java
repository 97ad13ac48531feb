package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.SensitiveText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules for a text that ends up on bank statements and in the books. Nothing is replaced or cut behind the caller's back:
 * {@link #preview(String)} shows what would become of a text, and whoever agrees puts the result into the order.
 *
 * <p>Transliteration: capital letters where the platform wants them; {@code Ä Ö Ü ß} become {@code AE OE UE SS} where it has no
 * umlauts; other letters lose their accents ({@code é} → {@code e}, {@code Ł} → {@code L}); dashes of all kinds become
 * {@code -}, quotes {@code '}, white space one space; what is left over is reported, not dropped.
 */
public final class BookingText {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z][a-z0-9-]*)\\}");
    // Letters that Unicode does not take apart into a letter and an accent.
    private static final Map<String, String> OTHERS = Map.ofEntries(
            Map.entry("Ł", "L"),
            Map.entry("ł", "l"),
            Map.entry("Ø", "OE"),
            Map.entry("ø", "oe"),
            Map.entry("Æ", "AE"),
            Map.entry("æ", "ae"),
            Map.entry("Œ", "OE"),
            Map.entry("œ", "oe"),
            Map.entry("Đ", "D"),
            Map.entry("đ", "d"),
            Map.entry("Þ", "TH"),
            Map.entry("þ", "th"),
            Map.entry("ı", "i"));
    private static final Map<String, String> UMLAUTS =
            Map.of("Ä", "AE", "Ö", "OE", "Ü", "UE", "ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ẞ", "SS");

    private final String letters;
    private final Pattern allowed;
    private final int longest;
    private final boolean capitals;
    private final boolean umlauts;

    private BookingText(String letters, int longest, boolean capitals, boolean umlauts) {
        this.letters = letters;
        this.allowed = Pattern.compile("[" + letters + "]");
        this.longest = longest;
        this.capitals = capitals;
        this.umlauts = umlauts;
    }

    /**
     * The purpose on XBezahldienste: 27 letters, digits, spaces, {@code _} and {@code -}.
     *
     * @return the rules
     */
    public static BookingText xbezahldienste() {
        return new BookingText("A-Za-z0-9_ -", 27, false, false);
    }

    /**
     * The text of a booking on ePayBL: capitals, digits, umlauts and some signs.
     *
     * @param longest as set for the route; 13 with a Kassenzeichen of 13 digits
     * @return the rules
     */
    public static BookingText epayBl(int longest) {
        return new BookingText("A-Z0-9,.:/+& *$%ÄÖÜß-", longest, true, true);
    }

    /**
     * The purpose on pmPayment: 27 characters of the SEPA alphabet.
     *
     * @return the rules
     */
    public static BookingText pmPayment() {
        return new BookingText("a-zA-Z0-9 ':?,(+.)/-", 27, false, false);
    }

    /**
     * What becomes of a text.
     *
     * @param original as it was
     * @param text as it would be booked
     * @param problems why it cannot be booked; empty when it can
     */
    public record Preview(String original, String text, List<String> problems) {

        /**
         * Whether the text can be booked as shown.
         *
         * @return true if there are no problems
         */
        public boolean isAccepted() {
            return problems.isEmpty();
        }

        /** Whether it can be booked; never the text, which may be personal. */
        @Override
        public String toString() {
            return "Preview[" + (isAccepted() ? "accepted" : problems) + "]";
        }
    }

    /**
     * Shows what would become of a text.
     *
     * @param original any text
     * @return the transliterated text, and every problem that remains
     */
    public Preview preview(String original) {
        String text = transliterated(original);
        List<String> problems = new ArrayList<>();
        if (text.isEmpty()) {
            problems.add("the text is empty");
        }
        if (text.length() > longest) {
            problems.add("the text has %d characters; at most %d fit".formatted(text.length(), longest));
        }
        String strange = allowed.matcher(text).replaceAll("");
        if (!strange.isEmpty()) {
            problems.add("%d character(s) are not in the alphabet %s"
                    .formatted(strange.codePoints().count(), letters));
        }
        String sensitive = SensitiveText.found(original);
        if (sensitive != null) {
            problems.add("the text seems to contain " + sensitive);
        }
        return new Preview(original, text, List.copyOf(problems));
    }

    /**
     * Checks a pattern of texts when an application starts, before the first citizen meets a text that is too long.
     *
     * @param template a text with places such as {@code {nummer}}
     * @param longestValues most characters of the value for each place
     * @throws IllegalArgumentException if a place has no length, the fixed part has strange characters, or the longest
     *     possible text does not fit
     */
    public void checkTemplate(String template, Map<String, Integer> longestValues) {
        List<String> problems = new ArrayList<>();
        Matcher place = PLACE.matcher(template);
        StringBuilder longestText = new StringBuilder();
        while (place.find()) {
            Integer length = longestValues.get(place.group(1));
            if (length == null || length < 0) {
                problems.add("the longest value of {%s} is not given".formatted(place.group(1)));
            }
            // A nought is in every alphabet, so it can stand for any value.
            place.appendReplacement(longestText, "0".repeat(length == null ? 0 : Math.max(0, length)));
        }
        place.appendTail(longestText);
        Preview preview = preview(longestText.toString());
        problems.addAll(preview.problems());
        if (!preview.text().equals(longestText.toString())) {
            problems.add("the template would become '%s'".formatted(preview.text()));
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The template has %d problem(s):\n- %s".formatted(problems.size(), String.join("\n- ", problems)));
        }
    }

    private String transliterated(String original) {
        String composed = Normalizer.normalize(original, Normalizer.Form.NFC);
        StringBuilder text = new StringBuilder();
        composed.codePoints().forEach(c -> text.append(letter(Character.toString(c))));
        return text.toString().replaceAll("\\s+", " ").trim();
    }

    private String letter(String original) {
        String letter = capitals && !original.equals("ß") ? original.toUpperCase(Locale.ROOT) : original;
        if (allowed.matcher(letter).matches()) {
            return letter;
        }
        if (!umlauts && UMLAUTS.containsKey(letter)) {
            return UMLAUTS.getOrDefault(letter, letter);
        }
        if (letter.equals("ẞ")) {
            return "ß";
        }
        if (letter.matches("\\s|\\p{Z}")) {
            return " ";
        }
        if (letter.matches("\\p{Pd}")) {
            return "-";
        }
        if (letter.matches("[\u2018\u2019\u201A`\u00B4]")) {
            return "'";
        }
        String other = OTHERS.get(letter);
        if (other != null) {
            return other;
        }
        // é is e and an accent; the accent goes
        String bare = Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return bare.isEmpty() ? letter : bare;
    }
}
