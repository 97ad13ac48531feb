package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.internal.Code;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs steps on the database: all of them take effect, or none. */
public final class Transactions {

    private static final Logger log = LoggerFactory.getLogger(Transactions.class);

    private final DataSource dataSource;
    private final Dialect dialect;
    private final int schemaVersion;

    private Transactions(DataSource dataSource, Dialect dialect, int schemaVersion) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.schemaVersion = schemaVersion;
    }

    /** Transactions on connections of this source; it connects once to look whether our tables are there. */
    public static Transactions on(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            return new Transactions(dataSource, dialect, dialect.schemaVersion(connection));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** What kind of database it is. */
    public Dialect dialect() {
        return dialect;
    }

    /** Whether there is a table for large attachments. */
    boolean hasChunks() {
        return schemaVersion >= 2;
    }

    /** What is done within one transaction. */
    @FunctionalInterface
    public interface Work<T> {
        /** Does it on a connection that commits afterwards. */
        T on(Connection connection) throws SQLException;
    }

    /** The result of {@code work} after the commit. */
    public <T> T run(Work<T> work) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean auto = false;
        try {
            auto = connection.getAutoCommit();
            if (auto) {
                dialect.prepare(connection);
                connection.setAutoCommit(false);
            }
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            rollBack(connection, e);
            throw e;
        } finally {
            giveBack(connection, auto);
        }
    }

    /** However it ends: what was committed stays committed, and a letter that was marked has to be sent. */
    private static void giveBack(Connection connection, boolean auto) {
        try (connection) {
            if (auto) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            log.debug("a connection could not be given back: SQL state {}", e.getSQLState());
        }
    }

    /** Like {@link #run}, for callers that know only this library's exceptions. */
    public <T> T runOrFail(Work<T> work) {
        try {
            return run(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** What a failed database means for a message: it was not sent. */
    public static PostfachUnavailableException failed(SQLException e) {
        return new PostfachUnavailableException(
                Code.STORAGE_FAILED.toString(),
                "The database of the mailbox outbox failed (SQL state %s). Nothing was sent; send again when it works."
                        .formatted(e.getSQLState()),
                false,
                null,
                e);
    }

    private static void rollBack(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
