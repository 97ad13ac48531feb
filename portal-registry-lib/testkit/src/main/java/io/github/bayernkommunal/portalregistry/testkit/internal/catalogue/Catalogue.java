package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything the portal knows without any supplier: places, their offices, services, life situations. */
public final class Catalogue {

    private final Map<String, Place> placesByArs = new LinkedHashMap<>();
    private final Map<String, Place> placesByAgs = new LinkedHashMap<>();
    private final List<Place> places;
    private final Map<Long, Leistung> services = new LinkedHashMap<>();
    private final Map<String, Leistung> servicesByKey = new LinkedHashMap<>();
    private final Map<Long, Topic> topics = new LinkedHashMap<>();
    private final List<RegionalAddition> additions = new ArrayList<>();

    public Catalogue(List<Place> places, List<Leistung> services, List<Topic> topics) {
        this.places = List.copyOf(places);
        places.forEach(place -> {
            placesByArs.put(place.ars(), place);
            placesByAgs.put(place.ags(), place);
        });
        services.forEach(service -> {
            this.services.put(service.id(), service);
            servicesByKey.put(service.key(), service);
        });
        topics.forEach(topic -> this.topics.put(topic.id(), topic));
    }

    /** Adds what one municipality says more about one service. */
    Catalogue with(RegionalAddition addition) {
        additions.add(addition);
        return this;
    }

    public List<Place> places() {
        return places;
    }

    public Optional<Place> placeByArs(String ars) {
        return Optional.ofNullable(placesByArs.get(ars));
    }

    public Optional<Place> placeByAgs(String ags) {
        return Optional.ofNullable(placesByAgs.get(ags));
    }

    public Optional<Place> placeByDienststelle(String key) {
        return key.length() == 9 && key.startsWith("0") ? placeByAgs(key.substring(1)) : Optional.empty();
    }

    public List<Leistung> services() {
        return List.copyOf(services.values());
    }

    public Optional<Leistung> service(long id) {
        return Optional.ofNullable(services.get(id));
    }

    public Optional<Leistung> serviceByKey(String key) {
        return Optional.ofNullable(servicesByKey.get(key));
    }

    /** Services whose title or synonym contains every word of {@code query}, in catalogue order. */
    public List<Leistung> search(String query) {
        List<String> words =
                Arrays.asList(query.toLowerCase(Locale.GERMAN).strip().split("\\s+"));
        return services.values().stream()
                .filter(service -> {
                    String text = (service.title().de() + " " + service.title().en() + " "
                                    + String.join(" ", service.synonyms()))
                            .toLowerCase(Locale.GERMAN);
                    return words.stream().allMatch(text::contains);
                })
                .toList();
    }

    public List<Topic> topics() {
        return List.copyOf(topics.values());
    }

    public Optional<Topic> topic(long id) {
        return Optional.ofNullable(topics.get(id));
    }

    public List<Office> offices(Place place) {
        return Arrays.stream(Office.Kind.values())
                .map(kind -> new Office(place, kind))
                .toList();
    }

    public List<Office> offices() {
        return places.stream().flatMap(place -> offices(place).stream()).toList();
    }

    public Optional<Office> office(long id) {
        long offset = id - Ids.OFFICES;
        long number = Math.floorDiv(offset, 100L);
        if (number < 0 || number >= places.size()) {
            return Optional.empty();
        }
        Place place = places.get((int) number);
        return Office.Kind.of(Math.floorMod(offset, 100L)).map(kind -> new Office(place, kind));
    }

    public Optional<Office> officeOfPerson(long personId) {
        return office(personId - Ids.PEOPLE + Ids.OFFICES);
    }

    /** The services that an office of this kind performs. */
    public List<Leistung> servicesOf(Office.Kind kind) {
        return services.values().stream()
                .filter(service -> service.office() == kind)
                .toList();
    }

    public Optional<RegionalAddition> addition(Leistung service, Place place) {
        return additions.stream()
                .filter(addition ->
                        addition.leistung().equals(service) && addition.place().equals(place))
                .findFirst();
    }

    public Optional<RegionalAddition> addition(long id) {
        return additions.stream().filter(addition -> addition.id() == id).findFirst();
    }

    public List<RegionalAddition> additions() {
        return Collections.unmodifiableList(additions);
    }
}
