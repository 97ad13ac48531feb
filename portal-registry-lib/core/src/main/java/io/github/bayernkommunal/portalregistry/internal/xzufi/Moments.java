package io.github.bayernkommunal.portalregistry.internal.xzufi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as XML Schema writes them: with or without zone, with or without time of day. */
final class Moments {

    // Times without zone are written by German offices.
    private static final ZoneId GERMANY = ZoneId.of("Europe/Berlin");

    private Moments() {}

    /** Whether the first is certainly after the second; false when one of them cannot be read. */
    static boolean isAfter(String first, String second) {
        try {
            return read(first).isAfter(read(second));
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Instant read(String text) {
        if (text.indexOf('T') < 0) {
            return LocalDate.parse(text.replaceFirst("(Z|[+-][0-9:]{5})$", ""))
                    .atStartOfDay(GERMANY)
                    .toInstant();
        }
        return text.matches(".*(Z|[+-][0-9]{2}:[0-9]{2})")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(GERMANY).toInstant();
    }
}
