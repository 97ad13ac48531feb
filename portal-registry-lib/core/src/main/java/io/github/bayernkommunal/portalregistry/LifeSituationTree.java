package io.github.bayernkommunal.portalregistry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The circumstances of life as a tree, for the navigation of a municipal website. Immutable.
 *
 * <p>What names an unknown one above it stands at the top. What stands in a circle, which is an error of the data, is cut there.
 */
public final class LifeSituationTree {

    private final Map<String, LifeSituation> byId;
    private final Map<String, List<LifeSituation>> children;

    private LifeSituationTree(Map<String, LifeSituation> byId, Map<String, List<LifeSituation>> children) {
        this.byId = byId;
        this.children = children;
    }

    /**
     * The tree of a list.
     *
     * @param situations for example from {@link PortalResources#lifeSituations(boolean)}
     * @return the tree; the order of the list is kept
     */
    public static LifeSituationTree of(Collection<LifeSituation> situations) {
        Map<String, LifeSituation> byId = new LinkedHashMap<>();
        situations.forEach(situation -> byId.putIfAbsent(situation.id(), situation));
        Map<String, List<LifeSituation>> children = new LinkedHashMap<>();
        for (LifeSituation situation : byId.values()) {
            String parent = reachesTheTop(situation, byId) && byId.containsKey(situation.parentId())
                    ? situation.parentId()
                    : "";
            children.computeIfAbsent(parent, key -> new ArrayList<>()).add(situation);
        }
        children.replaceAll((parent, list) -> List.copyOf(list));
        return new LifeSituationTree(byId, children);
    }

    private static boolean reachesTheTop(LifeSituation from, Map<String, LifeSituation> byId) {
        Set<String> seen = new HashSet<>();
        LifeSituation at = from;
        while (at != null) {
            if (!seen.add(at.id())) {
                return false;
            }
            at = byId.get(at.parentId());
        }
        return true;
    }

    /**
     * What stands at the top.
     *
     * @return the circumstances, in order
     */
    public List<LifeSituation> roots() {
        return children.getOrDefault("", List.of());
    }

    /**
     * What stands directly below.
     *
     * @param id id of a circumstance
     * @return the circumstances, in order; none for unknown ids
     */
    public List<LifeSituation> below(String id) {
        return id.isEmpty() ? List.of() : children.getOrDefault(id, List.of());
    }

    /**
     * A circumstance.
     *
     * @param id its id
     * @return the circumstance, if it is in the tree
     */
    public Optional<LifeSituation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * The way from the top to a circumstance, for a breadcrumb.
     *
     * @param id id of a circumstance
     * @return the circumstances from the top to this one; none for unknown ids
     */
    public List<LifeSituation> path(String id) {
        List<LifeSituation> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        LifeSituation at = byId.get(id);
        while (at != null && seen.add(at.id())) {
            path.add(0, at);
            at = byId.get(at.parentId());
        }
        return List.copyOf(path);
    }
}
