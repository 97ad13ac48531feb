package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.Journal;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A journal that lives as long as the process. */
public final class MemoryJournal implements Journal {

    private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public Optional<Entry> begin(Entry entry) {
        return Optional.ofNullable(entries.putIfAbsent(entry.reference(), entry));
    }

    @Override
    public boolean replace(Entry expected, Entry next) {
        return entries.replace(expected.reference(), expected, next);
    }

    @Override
    public Optional<Entry> find(String reference) {
        return Optional.ofNullable(entries.get(reference));
    }
}
