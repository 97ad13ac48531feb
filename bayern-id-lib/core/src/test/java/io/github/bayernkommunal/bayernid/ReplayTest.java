package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final String KEY = "a".repeat(64);

    private final PendingLogin pending = Desk.pending();

    private static DataSource empty(String name) {
        return JdbcConnectionPool.create("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "", "");
    }

    private static DataSource database(String name) {
        DataSource database = empty(name);
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table bayernid_replay (assertion varchar(64) primary key, keep_until bigint not null)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    @Test
    void anAssertionOpensOneLogin() {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        String answer = Answer.to(pending).build();
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, pending));

        assertEquals(Check.REPLAY, refusal.failedCheck());
    }

    @Test
    void aSecondNodeOnTheSameDatabaseRefuses() {
        DataSource shared = database("nodes");
        BayernIdServiceProvider one = Desk.builder()
                .replayGuard(ReplayGuard.jdbc(shared, Desk.at(Desk.NOW)))
                .build();
        BayernIdServiceProvider other = Desk.builder()
                .replayGuard(ReplayGuard.jdbc(shared, Desk.at(Desk.NOW)))
                .build();
        String answer = Answer.to(pending).build();
        assertInstanceOf(LoggedIn.class, one.finishLogin(answer, pending));

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> other.finishLogin(answer, pending));

        assertEquals(Check.REPLAY, refusal.failedCheck());
    }

    @Test
    void anotherResponseAroundTheSameAssertionIsAReplay() {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(Answer.to(pending).build(), pending));
        String again = Answer.to(pending).response("_r1c3", "_r1c4").build();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(again, pending));

        assertEquals(Check.REPLAY, refusal.failedCheck());
    }

    @Test
    void noUseNeedsToBeRememberedForLongerThanTwentyMinutes() {
        AtomicReference<Instant> until = new AtomicReference<>();
        BayernIdServiceProvider bayernId = Desk.builder()
                .clockSkew(Duration.ofMinutes(5))
                .replayGuard((assertion, end) -> until.getAndSet(end) == null)
                .build();
        String made = "IssueInstant=\"" + Desk.NOW.plus(Duration.ofMinutes(5)) + "\"";
        String answer = Answer.to(pending)
                .assertion("IssueInstant=\"2026-03-02T08:17:02.114Z\"", made)
                .assertion("NotOnOrAfter=\"2026-03-02T08:22:02.114Z\"", "NotOnOrAfter=\"2026-03-02T09:00:00Z\"")
                .build();

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));

        assertEquals(Desk.NOW.plus(Duration.ofMinutes(20)), until.get());
    }

    @Test
    void anUnreachableMemoryLetsNobodyIn() {
        DataSource withoutTable = empty("empty");
        BayernIdServiceProvider bayernId =
                Desk.builder().replayGuard(ReplayGuard.jdbc(withoutTable)).build();
        String answer = Answer.to(pending).build();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, pending));

        assertEquals(Check.REPLAY_MEMORY, refusal.failedCheck());
    }

    @Test
    void aRefusedAnswerDoesNotUseUpTheAssertion() {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        PendingLogin other = new PendingLogin(
                "_" + "0".repeat(32),
                pending.startedAt(),
                TrustLevel.HIGH,
                true,
                List.of(),
                java.util.Optional.empty());
        String answer = Answer.to(pending).build();
        assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, other));

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
    }

    @Test
    void memoryForgetsOnlyWhatHasEnded() {
        AtomicReference<Instant> now = new AtomicReference<>(Desk.NOW);
        ReplayGuard guard = ReplayGuard.inMemory(1, new MovableClock(now));

        assertTrue(guard.firstUse("one", Desk.NOW.plusSeconds(60)));
        assertFalse(guard.firstUse("one", Desk.NOW.plusSeconds(60)));
        now.set(Desk.NOW.plusSeconds(60));
        assertFalse(guard.firstUse("one", Desk.NOW.plusSeconds(60)));
        now.set(Desk.NOW.plusSeconds(60).plusMillis(1));
        assertTrue(guard.firstUse("two", Desk.NOW.plusSeconds(120)));
    }

    @Test
    void aFullMemoryRefusesInsteadOfForgetting() {
        ReplayGuard guard = ReplayGuard.inMemory(1, Desk.at(Desk.NOW));
        guard.firstUse("one", Desk.NOW.plusSeconds(60));

        var full = assertThrows(IllegalStateException.class, () -> guard.firstUse("two", Desk.NOW.plusSeconds(60)));

        assertTrue(full.getMessage().contains("full"));
    }

    @Test
    void oldRowsLeaveTheDatabase() throws SQLException {
        DataSource database = database("old");
        ReplayGuard guard = ReplayGuard.jdbc(database);
        guard.firstUse("old", Instant.now().minusSeconds(3600));
        // A new guard cleans at its first use; the old one would wait for its minute.
        ReplayGuard.jdbc(database).firstUse("new", Instant.now().plusSeconds(3600));

        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery("select assertion from bayernid_replay")) {
            assertTrue(rows.next());
            assertEquals("new", rows.getString(1));
            assertFalse(rows.next());
        }
    }

    @Test
    void theSameAnswerAtTwoNodesAtOnceOpensOneLogin() throws Exception {
        DataSource shared = database("parallel");
        List<BayernIdServiceProvider> nodes = List.of(
                Desk.builder()
                        .replayGuard(ReplayGuard.jdbc(shared, Desk.at(Desk.NOW)))
                        .build(),
                Desk.builder()
                        .replayGuard(ReplayGuard.jdbc(shared, Desk.at(Desk.NOW)))
                        .build());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 5; round++) {
                String id = "_round" + round;
                String answer = Answer.to(pending)
                        .assertion("ID=\"_a9b8\"", "ID=\"" + id + "\"")
                        .build();
                List<Callable<Boolean>> posts = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    BayernIdServiceProvider node = nodes.get(i % 2);
                    posts.add(() -> {
                        try {
                            return node.finishLogin(answer, pending) instanceof LoggedIn;
                        } catch (ResponseNotTrustedException e) {
                            assertEquals(Check.REPLAY, e.failedCheck());
                            return false;
                        }
                    });
                }
                int sessions = 0;
                for (Future<Boolean> post : threads.invokeAll(posts)) {
                    sessions += post.get() ? 1 : 0;
                }
                assertEquals(1, sessions);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aBorrowedConnectionGoesBackAsItCame() throws SQLException {
        try (Connection connection = database("borrowed").getConnection()) {
            connection.setAutoCommit(false);
            DataSource lending = (DataSource) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> Proxy.newProxyInstance(
                            getClass().getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (lent, call, values) ->
                                    call.getName().equals("close") ? null : call.invoke(connection, values)));

            assertTrue(ReplayGuard.jdbc(lending).firstUse(KEY, Instant.now().plusSeconds(60)));
            connection.rollback();

            assertFalse(connection.getAutoCommit());
            assertFalse(ReplayGuard.jdbc(lending).firstUse(KEY, Instant.now().plusSeconds(60)), "used for good");
        }
    }

    @Test
    void ofManyAtOnceOneIsFirst() throws Exception {
        ConcurrentHashMap<String, Instant> cache = new ConcurrentHashMap<>();
        List<ReplayGuard> guards = List.of(
                ReplayGuard.inMemory(),
                ReplayGuard.jdbc(database("race")),
                ReplayGuard.sharedCache((key, until) -> cache.putIfAbsent(key, until) == null));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            for (ReplayGuard guard : guards) {
                for (int round = 0; round < 20; round++) {
                    String key = KEY + round;
                    List<Callable<Boolean>> uses = new ArrayList<>();
                    for (int i = 0; i < 32; i++) {
                        uses.add(() -> guard.firstUse(
                                key.substring(key.length() - 64), Instant.now().plusSeconds(60)));
                    }
                    int first = 0;
                    for (Future<Boolean> use : threads.invokeAll(uses)) {
                        first += use.get() ? 1 : 0;
                    }
                    assertEquals(1, first);
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
