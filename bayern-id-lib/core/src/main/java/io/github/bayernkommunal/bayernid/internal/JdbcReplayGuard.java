package io.github.bayernkommunal.bayernid.internal;

import io.github.bayernkommunal.bayernid.ReplayGuard;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Used assertions in a table; the primary key decides who was first. */
public final class JdbcReplayGuard implements ReplayGuard {

    private static final long ONE_MINUTE = 60_000;

    private static final int LONGEST_STATEMENT_SECONDS = 10;

    private final DataSource database;
    private final Clock clock;
    private final int longestStatement;
    private final AtomicLong nextCleaning = new AtomicLong();

    /** A memory in {@code database}; {@code clock} tells which rows may go. */
    public JdbcReplayGuard(DataSource database, Clock clock) {
        this(database, clock, LONGEST_STATEMENT_SECONDS);
    }

    /** With another limit for a statement, in seconds: somebody who locks the table must not hold up logins for ever. */
    JdbcReplayGuard(DataSource database, Clock clock, int longestStatement) {
        this.database = database;
        this.clock = clock;
        this.longestStatement = longestStatement;
    }

    @Override
    public boolean firstUse(String assertion, Instant until) {
        try (Connection connection = database.getConnection()) {
            // Own transaction on purpose: the use of an assertion stays used, whatever happens to the application's
            // work.
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(true);
            try {
                clean(connection);
                return insert(connection, assertion, until);
            } finally {
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The replay table cannot be used (SQL state " + e.getSQLState() + ")", e);
        }
    }

    private boolean insert(Connection connection, String assertion, Instant until) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into bayernid_replay (assertion, keep_until) values (?, ?)")) {
            insert.setQueryTimeout(longestStatement);
            insert.setString(1, assertion);
            insert.setLong(2, until.toEpochMilli());
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            // Drivers disagree about the exception class; the row itself is the proof. Anything else stays an error.
            if (exists(connection, assertion)) {
                return false;
            }
            throw e;
        }
    }

    private boolean exists(Connection connection, String assertion) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select 1 from bayernid_replay where assertion = ?")) {
            query.setQueryTimeout(longestStatement);
            query.setString(1, assertion);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private void clean(Connection connection) throws SQLException {
        long now = clock.millis();
        long due = nextCleaning.get();
        if (now < due || !nextCleaning.compareAndSet(due, now + ONE_MINUTE)) {
            return;
        }
        try (PreparedStatement delete =
                connection.prepareStatement("delete from bayernid_replay where keep_until < ?")) {
            delete.setQueryTimeout(longestStatement);
            // One more minute, because the clocks of the nodes differ.
            delete.setLong(1, now - ONE_MINUTE);
            delete.executeUpdate();
        }
    }
}
