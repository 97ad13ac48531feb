package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.JdbcReplayGuard;
import io.github.bayernkommunal.bayernid.internal.MemoryReplayGuard;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BiPredicate;
import javax.sql.DataSource;

/**
 * Remembers which assertions were used, so that each opens one login at most.
 *
 * <p>Every node that receives answers must share one memory. Implementations must be thread-safe and decide atomically.
 *
 * @source SAML profiles 4.1.4.5: a bearer assertion must not be used twice
 */
@FunctionalInterface
public interface ReplayGuard {

    /**
     * Notes the use of an assertion.
     *
     * @param assertion opaque key of at most 64 characters
     * @param until the entry must be kept at least until then
     * @return whether this was the first use
     * @throws RuntimeException if the memory cannot be asked; the login is then refused
     */
    boolean firstUse(String assertion, Instant until);

    /** {@return a memory for one node, with room for 100,000 logins within the validity of an answer} */
    static ReplayGuard inMemory() {
        return inMemory(100_000, Clock.systemUTC());
    }

    /**
     * A memory for one node.
     *
     * @param capacity entries that may be valid at the same time, at least 1; when it is full, logins are refused rather
     *     than forgotten
     * @param clock tells which entries may be dropped
     * @return a memory for one node
     */
    static ReplayGuard inMemory(int capacity, Clock clock) {
        return new MemoryReplayGuard(capacity, clock);
    }

    /**
     * A memory in a database table, for any number of nodes.
     *
     * <p>Needs a table {@code bayernid_replay (assertion varchar(64) primary key, keep_until bigint not null)}; the time
     * is in milliseconds since 1970. An insert that meets the primary key is a second use. Old rows are deleted on the way.
     * A statement that takes more than 10 seconds is given up, and the login refused.
     *
     * @param database the database; every use is its own transaction
     * @return a memory in that database
     */
    static ReplayGuard jdbc(DataSource database) {
        return jdbc(database, Clock.systemUTC());
    }

    /**
     * Like {@link #jdbc(DataSource)}, with another clock.
     *
     * @param database the database; every use is its own transaction
     * @param clock tells which rows may be deleted
     * @return a memory in that database
     */
    static ReplayGuard jdbc(DataSource database, Clock clock) {
        return new JdbcReplayGuard(database, clock);
    }

    /**
     * A memory in a shared cache, for example {@code ReplayGuard.sharedCache(cache::putIfAbsent)} with a JCache
     * {@code Cache<String, Instant>}.
     *
     * <p>The cache must keep entries for at least 20 minutes (what an assertion counts for, and the largest
     * difference of clocks at both ends), must not evict earlier, and must be consistent across nodes.
     *
     * @param putIfAbsent atomic; true when the key was absent and is now stored
     * @return a memory in that cache
     */
    static ReplayGuard sharedCache(BiPredicate<String, Instant> putIfAbsent) {
        return putIfAbsent::test;
    }
}
