package io.github.bayernkommunal.epay;

import java.util.regex.Pattern;

/**
 * The reference under which the cash office tracks a claim.
 *
 * <p>The platform assigns it from its own number range, or the application does where the tenant is set up for it. A
 * number assigned by the platform need not have a check digit that we know, so none is demanded here.
 *
 * @param value 2–99 letters, digits or one of {@code . / -}
 * @source ePayBL, kassenzeichen: 2–30 letters and digits, newer platforms allow up to 99 characters
 */
public record Kassenzeichen(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9./-]{2,99}");

    /** Checks the form. {@inheritDoc} */
    public Kassenzeichen {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "A Kassenzeichen has 2 to 99 letters, digits, '.', '/' or '-', for example 4200000000123; got %d characters"
                            .formatted(value.length()));
        }
    }

    /**
     * A Kassenzeichen from its text.
     *
     * @param value 2–99 letters, digits or one of {@code . / -}
     * @return the Kassenzeichen
     * @throws IllegalArgumentException if the text is malformed
     */
    public static Kassenzeichen of(String value) {
        return new Kassenzeichen(value);
    }

    /**
     * A Kassenzeichen that the tenant assigns itself, with its check digit.
     *
     * @param digits 1–29 digits without check digit
     * @return the digits with the check digit at the end
     * @throws IllegalArgumentException if the text is not 1 to 29 digits
     * @source check digit of the federal budget system (HKR), observed in an open client
     */
    public static Kassenzeichen withCheckDigit(String digits) {
        if (!digits.matches("[0-9]{1,29}")) {
            throw new IllegalArgumentException(
                    "A Kassenzeichen with check digit is made from 1 to 29 digits; got %d characters"
                            .formatted(digits.length()));
        }
        return new Kassenzeichen(digits + checkDigit(digits));
    }

    /**
     * Whether the last digit is the check digit of the others. Only for numbers that the tenant assigns itself: a number of
     * the platform need not have one.
     *
     * @return false also if there is anything else than digits
     */
    public boolean hasCheckDigit() {
        return value.matches("[0-9]{2,30}")
                && value.charAt(value.length() - 1) - '0' == checkDigit(value.substring(0, value.length() - 1));
    }

    private static int checkDigit(String digits) {
        int[] weights = {2, 4, 8, 7, 5, 1}; // digit roots of 2, 4, 8, 16, 32, 64; then they repeat
        int sum = 0;
        for (int position = 0; position < digits.length(); position++) {
            int product = (digits.charAt(digits.length() - 1 - position) - '0') * weights[position % weights.length];
            sum += product == 0 ? 0 : (product - 1) % 9 + 1;
        }
        return (10 - sum % 10) % 10;
    }

    @Override
    public String toString() {
        return value;
    }
}
