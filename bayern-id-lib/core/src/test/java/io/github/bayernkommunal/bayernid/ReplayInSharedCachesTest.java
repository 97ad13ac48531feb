package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JCache of the documentation, in real caches. */
class ReplayInSharedCachesTest {

    private static final String KEY = "a".repeat(64);

    private CacheManager manager;

    static Stream<String> caches() {
        return Stream.of(
                "org.ehcache.jsr107.EhcacheCachingProvider", "com.hazelcast.cache.HazelcastMemberCachingProvider");
    }

    private Cache<String, Instant> cache(String provider) {
        // A member that looks for no others, reports to nobody and needs no particular port.
        System.setProperty("hazelcast.phone.home.enabled", "false");
        System.setProperty("hazelcast.logging.type", "none");
        System.setProperty("hz.network.join.auto-detection.enabled", "false");
        System.setProperty("hz.network.join.multicast.enabled", "false");
        System.setProperty("hz.network.port.port", "0");
        System.setProperty("hz.network.interfaces.enabled", "false");
        CachingProvider provided = Caching.getCachingProvider(provider);
        manager = provided.getCacheManager(provided.getDefaultURI(), getClass().getClassLoader(), new Properties());
        return manager.createCache(
                "replay",
                new MutableConfiguration<String, Instant>()
                        .setTypes(String.class, Instant.class)
                        .setExpiryPolicyFactory(
                                FactoryBuilder.factoryOf(new CreatedExpiryPolicy(new Duration(TimeUnit.MINUTES, 20)))));
    }

    @AfterEach
    void close() {
        manager.getCachingProvider().close();
    }

    @ParameterizedTest
    @MethodSource("caches")
    void ofAHundredPostsAtOnceOneOpensASession(String provider) throws Exception {
        Cache<String, Instant> cache = cache(provider);

        Rounds.oneLoginEach(
                3, ReplayGuard.sharedCache(cache::putIfAbsent), ReplayGuard.sharedCache(cache::putIfAbsent));
    }

    @ParameterizedTest
    @MethodSource("caches")
    void theSecondUseIsNoFirstUse(String provider) {
        ReplayGuard guard = ReplayGuard.sharedCache(cache(provider)::putIfAbsent);

        assertTrue(guard.firstUse(KEY, Desk.NOW.plusSeconds(300)));
        assertFalse(guard.firstUse(KEY, Desk.NOW.plusSeconds(300)));
        assertTrue(guard.firstUse("b", Desk.NOW.plusSeconds(300)));
    }

    @ParameterizedTest
    @MethodSource("caches")
    void aClosedCacheLetsNobodyIn(String provider) {
        Cache<String, Instant> cache = cache(provider);
        BayernIdServiceProvider bayernId = Desk.builder()
                .replayGuard(ReplayGuard.sharedCache(cache::putIfAbsent))
                .build();
        PendingLogin pending = Desk.pending();
        String answer = Answer.to(pending).build();
        cache.close();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, pending));

        assertEquals(Check.REPLAY_MEMORY, refusal.failedCheck());
    }
}
