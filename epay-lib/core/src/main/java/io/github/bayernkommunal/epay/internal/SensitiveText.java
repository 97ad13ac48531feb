package io.github.bayernkommunal.epay.internal;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds data that must not stand in the books or on a bank statement. */
public final class SensitiveText {

    // 15 or 16 digits as they are printed on cards; Kassenzeichen of 12 or 13 digits are no card numbers.
    private static final Pattern CARD = Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){14,15}(?![0-9])");
    private static final Pattern IBAN =
            Pattern.compile("(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])");
    private static final Pattern MAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[A-Za-z]{2,}");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private SensitiveText() {}

    /** What the text seems to contain, or null when nothing is found. */
    public static @Nullable String found(String text) {
        Matcher card = CARD.matcher(text);
        if (card.results().map(MatchResult::group).anyMatch(SensitiveText::isCard)) {
            return "a card number";
        }
        Matcher iban = IBAN.matcher(text.toUpperCase(Locale.ROOT));
        if (iban.results().map(MatchResult::group).anyMatch(SensitiveText::isIban)) {
            return "a bank account number";
        }
        return MAIL.matcher(text).find() ? "an e-mail address" : null;
    }

    /** ISO/IEC 7812-1, Luhn. */
    private static boolean isCard(String written) {
        String digits = written.replaceAll("[ -]", "");
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 0 ? digit : digit * 2;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616, remainder 1. */
    private static boolean isIban(String written) {
        String compact = written.replace(" ", "");
        StringBuilder number = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4)).chars().forEach(c -> number.append(Character.digit(c, 36)));
        return compact.length() <= 34
                && new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }
}
