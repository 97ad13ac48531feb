package io.github.bayernkommunal.bayernid.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.Postgres;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;

class JdbcReplayGuardTest {

    @Test
    void aTableThatSomebodyLockedHoldsNobodyUpForEver() throws Exception {
        JdbcConnectionPool database = Postgres.node(Postgres.withTable());
        JdbcReplayGuard guard = new JdbcReplayGuard(database, Clock.systemUTC(), 1);
        Instant until = Instant.now().plusSeconds(300);
        try (Connection locker = database.getConnection()) {
            locker.setAutoCommit(false);
            locker.createStatement().execute("lock table bayernid_replay in access exclusive mode");

            assertThrows(IllegalStateException.class, () -> guard.firstUse("key", until));

            locker.rollback();
        }
        assertTrue(guard.firstUse("key", until));
        database.dispose();
    }
}
