package io.github.bayernkommunal.bayernid.internal.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times of SAML messages.
 *
 * @see <a href="https://www.w3.org/TR/xmlschema-2/#dateTime">XML schema dateTime</a> and SAML core 1.3.3
 */
final class SamlTime {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})T(\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,32}))?(Z|[+-]\\d{2}:\\d{2})");

    private SamlTime() {}

    /** The time, or null when the text is not one with a zone; never "no limit". */
    static @Nullable Instant read(@Nullable String text) {
        Matcher form = text == null ? null : FORM.matcher(text);
        if (form == null || !form.matches() || form.group(1).equals("0000")) {
            return null;
        }
        try {
            int hour = number(form, 4);
            // 24:00:00 is the first moment of the next day; no other time has hour 24.
            boolean endOfDay = hour == 24 && number(form, 5) == 0 && number(form, 6) == 0 && isZero(form.group(7));
            LocalDateTime local = LocalDateTime.of(
                            number(form, 1),
                            number(form, 2),
                            number(form, 3),
                            endOfDay ? 0 : hour,
                            number(form, 5),
                            number(form, 6),
                            nanos(form.group(7)))
                    .plusDays(endOfDay ? 1 : 0);
            return local.toInstant(offset(form.group(8)));
        } catch (DateTimeException notInTheCalendar) {
            return null;
        }
    }

    /** A time as we send it: UTC with milliseconds. */
    static String write(Instant time) {
        String text = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return text.contains(".") ? text : text.replace("Z", ".000Z");
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(form.group(group));
    }

    private static boolean isZero(@Nullable String fraction) {
        return fraction == null || fraction.chars().allMatch(digit -> digit == '0');
    }

    private static int nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static ZoneOffset offset(String zone) {
        if (zone.equals("Z")) {
            return ZoneOffset.UTC;
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = Integer.parseInt(zone.substring(4));
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0)) {
            throw new DateTimeException("no such zone");
        }
        int sign = zone.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
