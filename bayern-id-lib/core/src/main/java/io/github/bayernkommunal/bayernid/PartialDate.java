package io.github.bayernkommunal.bayernid;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A date of which day or month may be unknown, as on some identity cards.
 *
 * <p>Hidden in {@code toString}: a birth date is personal.
 *
 * @param text the date as it came, normally {@code 1979-11-30}
 * @source interface description of the Nutzerkonto 10.2, section 6.1 (format); unknown parts: assumed from the eID
 */
public record PartialDate(String text) {

    private static final Pattern PARTS = Pattern.compile("(\\d{4})(?:-(\\d{2})(?:-(\\d{2}))?)?");

    /**
     * The date with this text.
     *
     * @param text as it stands on the wire
     * @return the date
     */
    public static PartialDate of(String text) {
        return new PartialDate(text);
    }

    /** {@return the year, when it is known} */
    public Optional<Year> year() {
        Matcher parts = PARTS.matcher(text);
        return parts.matches() && !parts.group(1).equals("0000")
                ? Optional.of(Year.of(Integer.parseInt(parts.group(1))))
                : Optional.empty();
    }

    /** {@return the whole date, when year, month and day are known and exist in the calendar} */
    public Optional<LocalDate> complete() {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches() || parts.group(3) == null || parts.group(1).equals("0000")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3))));
        } catch (DateTimeException unknownPart) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "PartialDate[***]";
    }
}
