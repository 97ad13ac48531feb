package io.github.bayernkommunal.bayernid.internal;

import io.github.bayernkommunal.bayernid.ReplayGuard;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;

/** Used assertions of one node; bounded, and closed to logins when full. */
public final class MemoryReplayGuard implements ReplayGuard {

    private record Entry(String assertion, Instant until) {}

    private final int capacity;
    private final Clock clock;
    private final Set<String> used = new HashSet<>();
    private final PriorityQueue<Entry> byEnd = new PriorityQueue<>(Comparator.comparing(Entry::until));

    /** A memory with room for {@code capacity} entries. */
    public MemoryReplayGuard(int capacity, Clock clock) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The replay memory needs room for at least 1 entry; got " + capacity);
        }
        this.capacity = capacity;
        this.clock = clock;
    }

    @Override
    public synchronized boolean firstUse(String assertion, Instant until) {
        Instant now = clock.instant();
        for (Entry oldest = byEnd.peek(); oldest != null && oldest.until().isBefore(now); oldest = byEnd.peek()) {
            used.remove(oldest.assertion());
            byEnd.remove();
        }
        if (used.contains(assertion)) {
            return false;
        }
        // Dropping a valid entry would open the door it guards, so a full memory refuses.
        if (used.size() >= capacity) {
            throw new IllegalStateException("The replay memory is full: " + capacity + " logins are still valid");
        }
        used.add(assertion);
        byEnd.add(new Entry(assertion, until));
        return true;
    }
}
