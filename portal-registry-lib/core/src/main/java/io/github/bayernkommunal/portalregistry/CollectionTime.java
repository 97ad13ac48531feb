package io.github.bayernkommunal.portalregistry;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When the nightly collection of the portal is over, so that what it brings can be seen. */
record CollectionTime(LocalTime over, ZoneId zone) {

    /** The portal names no hour; a run that begins at night is over by then. */
    static final CollectionTime DEFAULT = new CollectionTime(LocalTime.of(6, 0), ZoneId.of("Europe/Berlin"));

    /** The first such moment after {@code moment}. In the night in which an hour is missing it is an hour later. */
    Instant after(Instant moment) {
        ZonedDateTime local = moment.atZone(zone);
        Instant sameDay = local.toLocalDate().atTime(over).atZone(zone).toInstant();
        return sameDay.isAfter(moment)
                ? sameDay
                : local.toLocalDate().plusDays(1).atTime(over).atZone(zone).toInstant();
    }
}
