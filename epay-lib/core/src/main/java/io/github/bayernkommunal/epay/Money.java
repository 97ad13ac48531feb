package io.github.bayernkommunal.epay;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * An amount in euro: more than zero, exact to the cent.
 *
 * <p>Nothing is ever rounded: an amount with a third decimal is refused, because whoever computed it has to decide how
 * to round.
 *
 * @param amount euro with exactly two decimals, from 0.01 to 9999999999999.99
 * @source ePayBL amount type decimal(15,2); refusing instead of rounding is our choice
 */
public record Money(BigDecimal amount) implements Comparable<Money> {

    private static final Pattern WRITTEN = Pattern.compile("[0-9]{1,13}(\\.[0-9]{1,2})?");
    private static final BigDecimal MOST = new BigDecimal("9999999999999.99");

    /** Checks the amount and writes it with two decimals. {@inheritDoc} */
    public Money {
        if (amount.scale() > 2) {
            throw new IllegalArgumentException(
                    "An amount has at most two decimals; got %s. Round it where it is computed"
                            .formatted(shown(amount)));
        }
        if (amount.signum() <= 0 || amount.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "An amount is between 0.01 and %s euro; got %s".formatted(MOST.toPlainString(), shown(amount)));
        }
        amount = amount.setScale(2);
    }

    /**
     * An amount from text such as {@code "30.70"}.
     *
     * @param text digits with a point and one or two decimals, or whole euro; no sign, no grouping, no comma
     * @return the amount
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Money euro(String text) {
        if (!WRITTEN.matcher(text).matches()) {
            throw new IllegalArgumentException("An amount is written like 30.70, with a point and at most two decimals;"
                    + " got '%s'".formatted(text.length() > 40 ? text.substring(0, 40) + "…" : text));
        }
        return new Money(new BigDecimal(text));
    }

    /**
     * An amount from a decimal number.
     *
     * @param amount more than zero, at most two decimals
     * @return the amount
     * @throws IllegalArgumentException if the amount is zero, negative, too large or has a third decimal
     */
    public static Money euro(BigDecimal amount) {
        return new Money(amount);
    }

    /**
     * An amount from whole cents.
     *
     * @param cents more than zero
     * @return the amount
     * @throws IllegalArgumentException if the number is zero, negative or too large
     */
    public static Money cents(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2));
    }

    /**
     * The amount in whole cents.
     *
     * @return more than zero
     */
    public long cents() {
        return amount.movePointRight(2).longValueExact();
    }

    /**
     * The sum of both amounts.
     *
     * @param other what is added
     * @return the sum
     * @throws IllegalArgumentException if the sum is too large
     */
    public Money plus(Money other) {
        return new Money(amount.add(other.amount));
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.amount);
    }

    /** The amount with two decimals and a point, without currency, for example {@code 30.70}. */
    @Override
    public String toString() {
        return amount.toPlainString();
    }

    private static String shown(BigDecimal amount) {
        // toPlainString of 1E+999999999 would fill the memory.
        return amount.precision() > 40 || Math.abs((long) amount.scale()) > 40
                ? "a number with %d digits and scale %d".formatted(amount.precision(), amount.scale())
                : amount.toPlainString();
    }
}
