package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.internal.places.MunicipalityFile;
import io.github.bayernkommunal.portalregistry.internal.places.MunicipalityFile.Edition;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The table of municipalities: names, keys of both kinds, postcodes, and what was valid when.
 *
 * <p>This library contains no table. Name the files of the official directory that you have downloaded ({@code GV100AD}, one for each day of
 * interest), or make a table of what the federal directory answers. Immutable.
 *
 * @source Destatis, Gemeindeverzeichnis-Informationssystem
 */
public final class Municipalities {

    private final NavigableMap<LocalDate, SortedMap<Ars, Municipality>> editions;
    private final SortedMap<Ars, Municipality> now;
    private final Map<Ags, Municipality> byAgs = new HashMap<>();
    private final Map<String, SortedSet<Ars>> postcodes;
    private final LocalDate day;

    private Municipalities(
            NavigableMap<LocalDate, SortedMap<Ars, Municipality>> editions,
            Map<String, SortedSet<Ars>> postcodes,
            LocalDate day) {
        this.editions = editions;
        this.postcodes = postcodes;
        this.day = day;
        this.now = Optional.ofNullable(editions.get(day)).orElse(Collections.emptySortedMap());
        now.values().forEach(municipality -> byAgs.put(municipality.ars().ags(), municipality));
    }

    /**
     * Reads files of the official directory. The latest one counts until {@link #on} chooses another.
     *
     * @param files files in the layout GV100AD, of different days
     * @return the table
     * @throws PortalRegistryProtocolException if a file has another layout
     * @throws IllegalArgumentException if there is no file, or two tell of the same day
     */
    public static Municipalities read(Path... files) {
        NavigableMap<LocalDate, SortedMap<Ars, Municipality>> editions = new TreeMap<>();
        for (Path file : files) {
            Edition edition = MunicipalityFile.read(file);
            if (editions.put(edition.day(), edition.municipalities()) != null) {
                throw new IllegalArgumentException("Two files tell of " + edition.day() + "; name one for each day");
            }
        }
        if (editions.isEmpty()) {
            throw new IllegalArgumentException("At least one file of the official directory is needed");
        }
        Map<String, SortedSet<Ars>> postcodes = new HashMap<>();
        editions.values()
                .forEach(edition -> edition.values()
                        .forEach(municipality -> add(postcodes, municipality.postcode(), municipality.ars())));
        return new Municipalities(editions, postcodes, editions.lastKey());
    }

    /**
     * A table of what the federal directory answers; it knows names, keys and postcodes only.
     *
     * @param day when it was asked
     * @param places from {@link Pvog#places}, for as many postcodes or names as are of interest
     * @return the table
     */
    public static Municipalities of(LocalDate day, Collection<Pvog.Place> places) {
        SortedMap<Ars, Municipality> known = new TreeMap<>();
        places.forEach(place -> known.putIfAbsent(
                place.ars(),
                new Municipality(place.ars(), place.name(), new Municipality.Kind(""), "", place.postcode())));
        NavigableMap<LocalDate, SortedMap<Ars, Municipality>> editions = new TreeMap<>(Map.of(day, known));
        return new Municipalities(editions, new HashMap<>(), day).withPostcodes(places);
    }

    /**
     * The same table with more postcodes: the official directory names only those of the administrations, and a postcode can belong to several
     * municipalities.
     *
     * @param places from {@link Pvog#places}, or from a table of one's own
     * @return a new table
     */
    public Municipalities withPostcodes(Collection<Pvog.Place> places) {
        Map<String, SortedSet<Ars>> more = new HashMap<>();
        postcodes.forEach((postcode, keys) -> more.put(postcode, new TreeSet<>(keys)));
        places.forEach(place -> add(more, place.postcode(), place.ars()));
        return new Municipalities(editions, more, day);
    }

    /**
     * The table as it was valid on a day: the latest edition that is not younger.
     *
     * @param other the day
     * @return a table, without any municipality when every edition is younger
     */
    public Municipalities on(LocalDate other) {
        LocalDate edition = editions.floorKey(other);
        return new Municipalities(editions, postcodes, edition == null ? other : edition);
    }

    /**
     * The day of which the table tells.
     *
     * @return the day of the edition
     */
    public LocalDate day() {
        return day;
    }

    /**
     * Every municipality.
     *
     * @return the municipalities, ordered by key
     */
    public List<Municipality> all() {
        return List.copyOf(now.values());
    }

    /**
     * The municipalities of an area.
     *
     * @param area a state, region, district or association
     * @return the municipalities, ordered by key
     */
    public List<Municipality> in(Ars area) {
        return now.values().stream()
                .filter(municipality -> area.contains(municipality.ars()))
                .toList();
    }

    /**
     * The municipality with a key.
     *
     * @param key twelve digits
     * @return the municipality, if it exists on the day
     */
    public Optional<Municipality> municipality(Ars key) {
        return Optional.ofNullable(now.get(key));
    }

    /**
     * The municipality with a key.
     *
     * @param key eight digits
     * @return the municipality, if it exists on the day
     */
    public Optional<Municipality> municipality(Ags key) {
        return Optional.ofNullable(byAgs.get(key));
    }

    /**
     * The twelve-digit key for an eight-digit one: from the table for municipalities, by rule for areas above and independent cities.
     *
     * @param key eight digits
     * @return the key; empty for a municipality that does not exist on the day
     */
    public Optional<Ars> ars(Ags key) {
        return municipality(key).map(Municipality::ars).or(key::ars);
    }

    /**
     * The municipalities that a postcode may mean. Let people choose when there are several.
     *
     * @param postcode five digits
     * @return the municipalities that exist on the day, ordered by key
     */
    public List<Municipality> withPostcode(String postcode) {
        return postcodes.getOrDefault(postcode, Collections.emptySortedSet()).stream()
                .flatMap(key -> municipality(key).stream())
                .toList();
    }

    /**
     * The municipalities whose name begins with some letters.
     *
     * @param beginning at least one letter; upper and lower case make no difference
     * @return the municipalities, ordered by key
     */
    public List<Municipality> named(String beginning) {
        String wanted = beginning.strip().toLowerCase(Locale.GERMAN);
        return wanted.isEmpty()
                ? List.of()
                : now.values().stream()
                        .filter(municipality ->
                                municipality.name().toLowerCase(Locale.GERMAN).startsWith(wanted))
                        .toList();
    }

    /**
     * When a municipality existed with a key, as far as the editions tell.
     *
     * @param firstSeen day of the first edition that has it
     * @param lastSeen day of the last edition in a row that has it
     * @param isCurrent whether the latest edition has it
     */
    public record Validity(LocalDate firstSeen, LocalDate lastSeen, boolean isCurrent) {}

    /**
     * When a key was valid. A key that ended and came back has several parts.
     *
     * @param key twelve digits
     * @return the parts, oldest first; empty when no edition has the key
     */
    public List<Validity> validity(Ars key) {
        List<Validity> parts = new ArrayList<>();
        LocalDate first = null;
        LocalDate last = null;
        for (Map.Entry<LocalDate, SortedMap<Ars, Municipality>> edition : editions.entrySet()) {
            if (edition.getValue().containsKey(key)) {
                first = first == null ? edition.getKey() : first;
                last = edition.getKey();
            } else if (first != null && last != null) {
                parts.add(new Validity(first, last, false));
                first = null;
            }
        }
        if (first != null && last != null) {
            parts.add(new Validity(first, last, true));
        }
        return List.copyOf(parts);
    }

    private static void add(Map<String, SortedSet<Ars>> postcodes, String postcode, Ars key) {
        if (!postcode.isEmpty()) {
            postcodes.computeIfAbsent(postcode, none -> new TreeSet<>()).add(key);
        }
    }

    /** Number and day. */
    @Override
    public String toString() {
        return "%d municipalities on %s".formatted(now.size(), day);
    }
}
