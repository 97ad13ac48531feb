package io.github.bayernkommunal.portalregistry.testkit.internal.pvog;

import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the federal level has received of the portal's online services, and the log of every change since the start. */
public final class PvogStore {

    /**
     * One step of the log.
     *
     * @param now the online service, or null when it was withdrawn
     */
    record Change(String id, String ars, @Nullable RegisteredEntry now) {}

    private final Map<String, RegisteredEntry> current = new LinkedHashMap<>();
    private final List<Change> log = new ArrayList<>();

    /** Takes over the portal's complete state, as happens every night; only differences enter the log. */
    public synchronized void receive(List<RegisteredEntry> complete) {
        Map<String, RegisteredEntry> wanted = new LinkedHashMap<>();
        complete.forEach(entry -> wanted.put(id(entry), entry));
        List.copyOf(current.entrySet()).stream()
                .filter(entry -> !wanted.containsKey(entry.getKey()))
                .forEach(entry -> {
                    current.remove(entry.getKey());
                    log.add(new Change(entry.getKey(), entry.getValue().ars(), null));
                });
        wanted.forEach((id, entry) -> {
            if (!entry.equals(current.put(id, entry))) {
                log.add(new Change(id, entry.ars(), entry));
            }
        });
    }

    /** Online services of one municipality, by their id here. */
    synchronized Map<String, RegisteredEntry> in(String ars) {
        Map<String, RegisteredEntry> found = new LinkedHashMap<>();
        current.forEach((id, entry) -> {
            if (entry.ars().equals(ars)) {
                found.put(id, entry);
            }
        });
        return found;
    }

    synchronized @Nullable RegisteredEntry byId(String id) {
        return current.get(id);
    }

    synchronized List<Change> log() {
        return List.copyOf(log);
    }

    /** Forgets everything. */
    public synchronized void clear() {
        current.clear();
        log.clear();
    }

    /** A local id that stays the same for the same object in the same municipality. */
    private static String id(RegisteredEntry entry) {
        String name = entry.agencyId() + '|' + entry.id() + '|' + entry.ars();
        return java.util
                .UUID
                .nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
