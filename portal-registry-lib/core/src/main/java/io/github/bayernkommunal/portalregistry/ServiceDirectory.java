package io.github.bayernkommunal.portalregistry;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The complete wanted state of one operator: every online service of every municipality served.
 *
 * <p>Complete means: what is registered and not listed here is withdrawn. Immutable.
 */
public final class ServiceDirectory {

    private final SortedMap<String, OnlineService> services;

    private ServiceDirectory(SortedMap<String, OnlineService> services) {
        this.services = Collections.unmodifiableSortedMap(services);
    }

    /**
     * The directory of these services.
     *
     * @param services all services of the operator
     * @return the directory
     * @throws IllegalArgumentException if two services have the same id
     */
    public static ServiceDirectory of(OnlineService... services) {
        return of(Arrays.asList(services));
    }

    /**
     * The directory of these services.
     *
     * @param services all services of the operator
     * @return the directory
     * @throws IllegalArgumentException if two services have the same id
     */
    public static ServiceDirectory of(Collection<OnlineService> services) {
        SortedMap<String, OnlineService> byId = new TreeMap<>();
        AreaSets sets = new AreaSets();
        for (OnlineService service : services) {
            if (byId.put(service.id(), service.sharing(sets.shared(service.areas()))) != null) {
                throw new IllegalArgumentException(
                        "Two online services have the id '%s'; ids must differ".formatted(service.id()));
            }
        }
        return new ServiceDirectory(byId);
    }

    /**
     * All services, ordered by id.
     *
     * @return the services
     */
    public List<OnlineService> services() {
        return List.copyOf(services.values());
    }

    /**
     * The service with an id.
     *
     * @param id the operator's key
     * @return the service, if it is listed
     */
    public Optional<OnlineService> service(String id) {
        return Optional.ofNullable(services.get(id));
    }

    /**
     * Every area in which at least one service is offered.
     *
     * @return the areas, in order
     */
    public SortedSet<Ars> areas() {
        TreeSet<Ars> areas = new TreeSet<>();
        for (SortedSet<Ars> some : areaSets()) {
            areas.addAll(some);
        }
        return Collections.unmodifiableSortedSet(areas);
    }

    /**
     * The services offered in exactly this area; services of areas above are not included.
     *
     * @param area an area
     * @return the services, ordered by id
     */
    public List<OnlineService> in(Ars area) {
        Set<SortedSet<Ars>> holding = Collections.newSetFromMap(new IdentityHashMap<>());
        areaSets().stream().filter(areas -> areas.contains(area)).forEach(holding::add);
        return services.values().stream()
                .filter(service -> holding.contains(service.areas()))
                .toList();
    }

    /** The sets of areas that services have, each once. */
    private Set<SortedSet<Ars>> areaSets() {
        Set<SortedSet<Ars>> sets = Collections.newSetFromMap(new IdentityHashMap<>());
        services.values().forEach(service -> sets.add(service.areas()));
        return sets;
    }

    /**
     * How many services are listed.
     *
     * @return the number
     */
    public int size() {
        return services.size();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServiceDirectory that && services.equals(that.services);
    }

    @Override
    public int hashCode() {
        return services.hashCode();
    }

    /** Numbers only. */
    @Override
    public String toString() {
        return "%d online services in %d areas".formatted(size(), areas().size());
    }
}
