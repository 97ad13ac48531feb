package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One complete published state.
 *
 * @param directory what is registered
 * @param created when it was published
 * @param emptied areas that lost their last service, and when: their empty lists stay in the index for a while, because a
 *     file that is missing from the index could as well be a mistake
 */
public record Publication(ServiceDirectory directory, Instant created, SortedMap<Ars, Instant> emptied) {

    /** Nothing was ever published. */
    public static final Publication NONE = new Publication(ServiceDirectory.of(), Instant.EPOCH, new TreeMap<>());

    /** Longer than any interval in which a portal collects. */
    private static final Duration EMPTY_LISTS_STAY = Duration.ofDays(30);

    /** Copies the map. */
    public Publication {
        emptied = Collections.unmodifiableSortedMap(new TreeMap<>(emptied));
    }

    /** The publication after this one. */
    public Publication next(ServiceDirectory wanted, Instant now) {
        SortedMap<Ars, Instant> empty = new TreeMap<>(emptied);
        directory.areas().forEach(area -> empty.putIfAbsent(area, now));
        empty.keySet().removeAll(wanted.areas());
        empty.values().removeIf(since -> since.plus(EMPTY_LISTS_STAY).isBefore(now));
        return new Publication(wanted, now, empty);
    }

    /** Every area that has a file. */
    public SortedSet<Ars> areas() {
        SortedSet<Ars> all = new TreeSet<>(directory.areas());
        all.addAll(emptied.keySet());
        return all;
    }
}
