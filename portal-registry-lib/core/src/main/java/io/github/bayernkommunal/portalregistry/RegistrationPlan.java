package io.github.bayernkommunal.portalregistry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The difference between what is wanted and what is registered. Nothing has happened yet. */
public final class RegistrationPlan {

    private final ServiceDirectory registered;
    private final ServiceDirectory wanted;
    private final List<Change> changes;
    private final String hash;

    private RegistrationPlan(ServiceDirectory registered, ServiceDirectory wanted, List<Change> changes) {
        this.registered = registered;
        this.wanted = wanted;
        this.changes = List.copyOf(changes);
        this.hash = hash(registered, wanted);
    }

    /**
     * Compares both states.
     *
     * @param registered what the route has now
     * @param wanted what it shall have
     * @return the plan; changes are ordered by id of the service
     */
    public static RegistrationPlan between(ServiceDirectory registered, ServiceDirectory wanted) {
        TreeSet<String> ids = new TreeSet<>();
        registered.services().forEach(service -> ids.add(service.id()));
        wanted.services().forEach(service -> ids.add(service.id()));
        List<Change> changes = new ArrayList<>();
        AreaSets sets = new AreaSets();
        for (String id : ids) {
            OnlineService before = registered.service(id).orElse(null);
            OnlineService after = wanted.service(id).orElse(null);
            if (before == null && after != null) {
                changes.add(Change.added(after));
            } else if (before != null && after == null) {
                changes.add(Change.removed(before));
            } else if (before != null && after != null && !same(before, after, sets)) {
                changes.add(Change.changed(before, after));
            }
        }
        return new RegistrationPlan(registered, wanted, changes);
    }

    private static boolean same(OnlineService before, OnlineService after, AreaSets sets) {
        return before.sameButAreas(after) && sets.shared(before.areas()) == sets.shared(after.areas());
    }

    /**
     * What will happen.
     *
     * @return the changes, ordered by id of the service; empty when everything is registered as wanted
     */
    public List<Change> changes() {
        return changes;
    }

    /**
     * How many online services are registered for the first time.
     *
     * @return the number
     */
    public int adds() {
        return count(Change.Kind.ADD);
    }

    /**
     * How many online services change.
     *
     * @return the number
     */
    public int updates() {
        return count(Change.Kind.CHANGE);
    }

    /**
     * How many online services are withdrawn everywhere.
     *
     * @return the number
     */
    public int removes() {
        return count(Change.Kind.REMOVE);
    }

    /**
     * How many entries (a service in an area) are withdrawn, as a share of the registered ones. It is more than
     * {@link #removes()} suggests when services lose areas.
     *
     * @return 0 to 1; 0 when nothing is registered
     */
    public double shrinkage() {
        long registeredEntries = entries(registered);
        long lost = 0;
        AreaSets sets = new AreaSets();
        for (OnlineService before : registered.services()) {
            OnlineService after = wanted.service(before.id()).orElse(null);
            if (after == null) {
                lost += before.areas().size();
            } else if (sets.shared(before.areas()) != sets.shared(after.areas())) {
                lost += before.areas().stream()
                        .filter(area -> !after.areas().contains(area))
                        .count();
            }
        }
        return registeredEntries == 0 ? 0 : (double) lost / registeredEntries;
    }

    /**
     * The areas that have online services now and would have none.
     *
     * @return the areas, in order
     */
    public List<Ars> emptiedAreas() {
        TreeSet<Ars> emptied = new TreeSet<>(registered.areas());
        emptied.removeAll(wanted.areas());
        return List.copyOf(emptied);
    }

    /**
     * Identifies exactly this plan: the same difference from the same registered state has the same hash. Needed to confirm a
     * plan that withdraws much.
     *
     * @return SHA-256 in hexadecimal form
     */
    public String hash() {
        return hash;
    }

    /**
     * The state from which the plan starts.
     *
     * @return what was registered when the plan was made
     */
    public ServiceDirectory registered() {
        return registered;
    }

    /**
     * The state to which the plan leads.
     *
     * @return what is wanted
     */
    public ServiceDirectory wanted() {
        return wanted;
    }

    /**
     * Refuses a state that this plan cannot have led to: every service must be as it was registered or as it is wanted.
     *
     * @throws PortalRegistryRejectedException with {@link PortalRegistryRejectedException#PLAN_OUTDATED}
     */
    void requireOnTheWay(ServiceDirectory now) {
        TreeSet<String> ids = new TreeSet<>();
        List.of(now, registered, wanted)
                .forEach(directory -> directory.services().forEach(service -> ids.add(service.id())));
        for (String id : ids) {
            Optional<OnlineService> is = now.service(id);
            if (!is.equals(registered.service(id)) && !is.equals(wanted.service(id))) {
                throw new PortalRegistryRejectedException(
                        PortalRegistryRejectedException.PLAN_OUTDATED,
                        "The plan cannot be resumed: '%s' was published differently in between. Nothing was changed. Make a new plan"
                                .formatted(id),
                        "",
                        null);
            }
        }
    }

    /** Numbers and the hash. */
    @Override
    public String toString() {
        return "plan %s: %d to add, %d to change, %d to remove"
                .formatted(hash.substring(0, 12), adds(), updates(), removes());
    }

    private int count(Change.Kind kind) {
        return (int) changes.stream().filter(change -> change.kind() == kind).count();
    }

    private static long entries(ServiceDirectory directory) {
        return directory.services().stream()
                .mapToLong(service -> service.areas().size())
                .sum();
    }

    private static String hash(ServiceDirectory registered, ServiceDirectory wanted) {
        MessageDigest digest = sha256();
        IdentityHashMap<SortedSet<Ars>, String> areas = new IdentityHashMap<>();
        for (ServiceDirectory directory : List.of(registered, wanted)) {
            add(digest, "directory " + directory.size());
            for (OnlineService service : directory.services()) {
                add(digest, service.id());
                add(digest, service.leistungen().toString());
                // Thousands of services share a list of thousands of areas: it is hashed once.
                add(digest, areas.computeIfAbsent(service.areas(), RegistrationPlan::hash));
                service.titles().forEach((language, text) -> add(digest, "title " + language + text));
                service.descriptions().forEach((language, text) -> add(digest, "description " + language + text));
                add(digest, service.address().toString());
                add(digest, service.trustLevel().toString());
                add(digest, String.valueOf(service.payment()));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String hash(SortedSet<Ars> areas) {
        MessageDigest digest = sha256();
        areas.forEach(area -> add(digest, area.value()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length in front keeps parts apart: "ab" + "c" must not equal "a" + "bc".
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
