package io.github.bayernkommunal.epay;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One map under one lock; forgets at the end of the process. */
final class InMemoryJournal implements Journal {

    private record Key(String account, String reference, int attempt) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::account).thenComparing(Key::reference).thenComparingInt(Key::attempt);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        static Key of(Entry entry) {
            return new Key(entry.account(), entry.reference(), entry.attempt());
        }
    }

    private record Transaction(String account, String id) {}

    private final NavigableMap<Key, Entry> entries = new TreeMap<>();
    private final Map<Transaction, Key> transactions = new HashMap<>();

    @Override
    public synchronized List<Entry> attempts(String account, String reference) {
        return entries
                .subMap(new Key(account, reference, 0), new Key(account, reference, Integer.MAX_VALUE))
                .values()
                .stream()
                .toList();
    }

    @Override
    public synchronized List<Entry> after(String account, String reference, int attempt, int limit) {
        return entries.tailMap(new Key(account, reference, attempt), false).values().stream()
                .takeWhile(entry -> entry.account().equals(account))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Entry> byReturnToken(String account, String token) {
        return matching(account, entry -> entry.returnToken().equals(token))
                .max(Comparator.comparing(Entry::createdAt).thenComparingInt(Entry::attempt));
    }

    @Override
    public synchronized Optional<Entry> byTransaction(String account, String transactionId) {
        return Optional.ofNullable(transactions.get(new Transaction(account, transactionId)))
                .map(entries::get);
    }

    @Override
    public synchronized List<Entry> due(String account, Instant until, int limit) {
        return matching(account, entry -> waitsNoLongerThan(entry, until))
                .sorted(Comparator.comparing(InMemoryJournal::nextCheck))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized boolean add(Entry entry) {
        if (entries.containsKey(Key.of(entry))) {
            return false;
        }
        put(entry);
        return true;
    }

    @Override
    public synchronized boolean replace(Entry next) {
        Entry stored = entries.get(Key.of(next));
        if (stored == null || stored.version() + 1 != next.version() || stealsTransaction(next)) {
            return false;
        }
        if (stored.transactionId() != null) {
            transactions.remove(new Transaction(stored.account(), stored.transactionId()));
        }
        put(next);
        return true;
    }

    private void put(Entry entry) {
        entries.put(Key.of(entry), entry);
        if (entry.transactionId() != null) {
            transactions.put(new Transaction(entry.account(), entry.transactionId()), Key.of(entry));
        }
    }

    private boolean stealsTransaction(Entry next) {
        String id = next.transactionId();
        Key owner = id == null ? null : transactions.get(new Transaction(next.account(), id));
        return owner != null && !owner.equals(Key.of(next));
    }

    private Stream<Entry> matching(String account, Predicate<Entry> condition) {
        Collection<Entry> all = entries.values();
        return all.stream().filter(entry -> entry.account().equals(account)).filter(condition);
    }

    private static boolean waitsNoLongerThan(Entry entry, Instant until) {
        Instant next = entry.nextCheckAt();
        return next != null && !next.isAfter(until);
    }

    private static Instant nextCheck(Entry entry) {
        Instant next = entry.nextCheckAt();
        return next == null ? Instant.MAX : next;
    }
}
