package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is published now, by feed and file: a file always holds the complete list of one municipality. */
public final class Registry {

    /** One file of one feed as it was last imported. */
    public record Delivery(String etag, List<RegisteredEntry> entries) {
        public Delivery {
            entries = List.copyOf(entries);
        }
    }

    private final Map<URI, Map<String, Delivery>> deliveries = new LinkedHashMap<>();
    private Map<String, List<RegisteredEntry>> byArs = Map.of();

    /** Everything visible, in the order of feeds, files and objects. */
    public synchronized List<RegisteredEntry> entries() {
        List<RegisteredEntry> entries = new ArrayList<>();
        deliveries.values().forEach(files -> files.values().forEach(delivery -> entries.addAll(delivery.entries())));
        return List.copyOf(entries);
    }

    /** What is visible in one municipality. */
    public synchronized List<RegisteredEntry> entriesIn(String ars) {
        return byArs.getOrDefault(ars, List.of());
    }

    /** What is visible in one municipality for one administrative service. */
    public List<RegisteredEntry> entriesFor(String ars, String key) {
        return entriesIn(ars).stream()
                .filter(entry -> entry.leistungsschluessel().contains(key))
                .toList();
    }

    /** What a feed has delivered so far. */
    synchronized Map<String, Delivery> of(URI feed) {
        return new LinkedHashMap<>(deliveries.getOrDefault(feed, Map.of()));
    }

    /** Replaces everything of one feed in a single step. */
    synchronized void replace(URI feed, Map<String, Delivery> files) {
        deliveries.put(feed, new LinkedHashMap<>(files));
        byArs = entries().stream().collect(Collectors.groupingBy(RegisteredEntry::ars));
    }

    /** Withdraws everything. */
    public synchronized void clear() {
        deliveries.clear();
        byArs = Map.of();
    }
}
