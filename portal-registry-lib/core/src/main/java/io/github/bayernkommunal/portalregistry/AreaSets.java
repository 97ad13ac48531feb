package io.github.bayernkommunal.portalregistry;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedSet;

/**
 * Thousands of services are offered in the same thousands of areas. Here equal sets become one, and whether two of them are equal is found out once.
 */
final class AreaSets {

    /** A set as a key: its hash is computed once, and equal ones are recognised in one walk, not by looking up each element. */
    private static final class Key {

        private final SortedSet<Ars> areas;
        private final int hash;

        Key(SortedSet<Ars> areas) {
            this.areas = areas;
            int sum = areas.size();
            for (Ars area : areas) {
                sum = 31 * sum + area.hashCode();
            }
            this.hash = sum;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && hash == that.hash && same(areas, that.areas);
        }
    }

    private final IdentityHashMap<SortedSet<Ars>, SortedSet<Ars>> known = new IdentityHashMap<>();
    private final Map<Key, SortedSet<Ars>> distinct = new HashMap<>();

    /** The first set that is equal to this one. */
    SortedSet<Ars> shared(SortedSet<Ars> areas) {
        SortedSet<Ars> found = known.get(areas);
        if (found == null) {
            found = distinct.computeIfAbsent(new Key(areas), key -> areas);
            known.put(areas, found);
        }
        return found;
    }

    /** Whether both hold the same areas. */
    static boolean same(SortedSet<Ars> one, SortedSet<Ars> other) {
        if (one == other) {
            return true;
        }
        if (one.size() != other.size()) {
            return false;
        }
        Iterator<Ars> others = other.iterator();
        for (Ars area : one) {
            if (!area.equals(others.next())) {
                return false;
            }
        }
        return true;
    }
}
