package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two nodes with a pool of connections each, and one PostgreSQL. */
class ReplayOnPostgresTest {

    private static final int ROUNDS = Integer.getInteger("bayernid.replay.rounds", 20);
    private static final String KEY = "a".repeat(64);

    private final String database = Postgres.withTable();
    private final JdbcConnectionPool here = Postgres.node(database);
    private final JdbcConnectionPool there = Postgres.node(database);

    @AfterEach
    void close() {
        here.dispose();
        there.dispose();
    }

    private static ReplayGuard guard(JdbcConnectionPool node) {
        return ReplayGuard.jdbc(node, Desk.at(Desk.NOW));
    }

    @Test
    void ofAHundredPostsAtOnceOneOpensASession() throws Exception {
        Rounds.oneLoginEach(ROUNDS, guard(here), guard(there));
    }

    @Test
    void aNodeThatStartsAnewRemembersWhatTheOldOneSaw() {
        PendingLogin pending = Desk.pending();
        String answer = Answer.to(pending).build();
        try (BayernIdServiceProvider before =
                Desk.builder().replayGuard(guard(here)).build()) {
            assertInstanceOf(LoggedIn.class, before.finishLogin(answer, pending));
        }
        here.dispose();
        try (BayernIdServiceProvider after =
                Desk.builder().replayGuard(guard(there)).build()) {

            var refusal = assertThrows(ResponseNotTrustedException.class, () -> after.finishLogin(answer, pending));

            assertEquals(Check.REPLAY, refusal.failedCheck());
        }
    }

    @Test
    void aRowLeavesAMinuteAfterItsEndAndNotBefore() throws SQLException {
        guard(here).firstUse(KEY, Desk.NOW);

        ReplayGuard.jdbc(here, Desk.after(Duration.ofMinutes(1))).firstUse("b", Desk.NOW);
        assertTrue(isKept(KEY));
        ReplayGuard.jdbc(here, Desk.after(Duration.ofMinutes(1).plusMillis(1))).firstUse("c", Desk.NOW);

        assertFalse(isKept(KEY));
    }

    private boolean isKept(String key) throws SQLException {
        try (Connection connection = there.getConnection();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select 1 from bayernid_replay where assertion = '" + key + "'")) {
            return row.next();
        }
    }

    @Test
    void aTableThatIsGoneLetsNobodyIn() {
        Postgres.run(there, "drop table bayernid_replay");

        refusesForItsMemory(guard(here));
    }

    @Test
    void aDatabaseThatMayOnlyBeReadLetsNobodyIn() {
        Postgres.run(there, "alter database " + database + " set default_transaction_read_only = on");

        refusesForItsMemory(guard(here));
    }

    @Test
    void aConnectionThatBrokeLetsNobodyInAndUsesNothingUp() throws SQLException {
        PendingLogin pending = Desk.pending();
        String answer = Answer.to(pending).build();
        BayernIdServiceProvider node = Desk.builder().replayGuard(guard(here)).build();
        try (Connection borrowed = here.getConnection()) {
            borrowed.createStatement().execute("select 1");
        }
        Postgres.run(
                there,
                "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()");

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> node.finishLogin(answer, pending));

        assertEquals(Check.REPLAY_MEMORY, refusal.failedCheck());
        BayernIdServiceProvider other = Desk.builder().replayGuard(guard(there)).build();
        assertInstanceOf(LoggedIn.class, other.finishLogin(answer, pending));
    }

    private static void refusesForItsMemory(ReplayGuard guard) {
        PendingLogin pending = Desk.pending();
        BayernIdServiceProvider node = Desk.builder().replayGuard(guard).build();
        String answer = Answer.to(pending).build();

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> node.finishLogin(answer, pending));

        assertEquals(Check.REPLAY_MEMORY, refusal.failedCheck());
    }
}
