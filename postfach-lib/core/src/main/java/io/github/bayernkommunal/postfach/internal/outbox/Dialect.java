package io.github.bayernkommunal.postfach.internal.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where databases differ. */
public enum Dialect {
    /** The reference. */
    POSTGRESQL(
            "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", " ON CONFLICT DO NOTHING", "LIMIT"),
    /** From 10.6 on, which skips locked rows; rows are read as they are now, not as they were when a transaction began. */
    MARIADB("SELECT TIMESTAMPDIFF(MICROSECOND, '1970-01-01', UTC_TIMESTAMP(3)) DIV 1000", "", "LIMIT"),
    /** From 12.2 on. It cannot number rows that it locks. */
    ORACLE("SELECT SYSTIMESTAMP FROM DUAL", "", ""),
    /** For tests and sandboxes: what it calls committed may be lost with the machine. */
    H2("SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(3)) * 1000 AS BIGINT)", "", "LIMIT");

    /** The newest schema that this version of the library knows; each only adds to the one before it. */
    public static final int SCHEMA_VERSION = 2;

    private static final Logger log = LoggerFactory.getLogger(Dialect.class);

    private final String now;
    private final String ignoreDuplicate;
    private final String limit;

    Dialect(String now, String ignoreDuplicate, String limit) {
        this.now = now;
        this.ignoreDuplicate = ignoreDuplicate;
        this.limit = limit;
    }

    /** The dialect of a database; warns when it is one for tests. */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "MariaDB" -> MARIADB;
            case "Oracle" -> ORACLE;
            case "H2" -> {
                log.warn(
                        "H2 keeps the mailbox outbox: for tests only, because a commit there may be lost with the machine");
                yield isLikeOracle(connection) ? ORACLE : H2;
            }
            default ->
                throw new IllegalArgumentException(
                        "The outbox does not know the database '%s'; it knows PostgreSQL, MariaDB and Oracle, and H2 for tests"
                                .formatted(product));
        };
    }

    /** An H2 that an application has told to behave like Oracle. */
    private static boolean isLikeOracle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'MODE'")) {
            return mode.next() && "Oracle".equals(mode.getString(1));
        }
    }

    /** The time of the database, in milliseconds: nodes may disagree about time, rows must not. */
    public long now(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(now);
                ResultSet row = query.executeQuery()) {
            row.next();
            return this == ORACLE
                    ? row.getObject(1, OffsetDateTime.class).toInstant().toEpochMilli()
                    : row.getLong(1);
        }
    }

    /** What an INSERT ends with so that a duplicate does not end the caller's transaction. */
    String ignoreDuplicate() {
        return ignoreDuplicate;
    }

    /** Whether an INSERT failed because the key is there already. */
    boolean isDuplicate(SQLException e) {
        return switch (this) {
            case POSTGRESQL, H2 -> "23505".equals(e.getSQLState());
            case MARIADB -> e.getErrorCode() == 1062;
            // ORA-00001, and the code that an H2 behaving like Oracle has instead.
            case ORACLE -> e.getErrorCode() == 1 || "23505".equals(e.getSQLState());
        };
    }

    /** What makes a query read what is committed now, even where the caller's transaction has an older view. */
    String asOfNow() {
        return this == MARIADB ? " LOCK IN SHARE MODE" : "";
    }

    /** A query for at most so many rows that locks what it reads and passes over what others have locked. */
    PreparedStatement locking(Connection connection, String query, int most) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(
                query + (limit.isEmpty() ? "" : " " + limit + " " + most) + " FOR UPDATE SKIP LOCKED");
        if (limit.isEmpty()) {
            // Rows are locked as they are fetched.
            statement.setMaxRows(most);
            statement.setFetchSize(most);
        }
        return statement;
    }

    /** A query for at most so many rows. */
    String limited(String query, int most) {
        return query + (this == ORACLE ? " FETCH FIRST " + most + " ROWS ONLY" : " LIMIT " + most);
    }

    /**
     * Prepares a connection of ours. Where rows between others would be locked as well, workers would stand in each other's
     * way, and in the way of whoever enqueues.
     */
    void prepare(Connection connection) throws SQLException {
        if (this == MARIADB && connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    /** Creates the tables of an empty database, or adds to older ones what is new. */
    public void createSchema(Connection connection) throws SQLException {
        int version = hasSchema(connection) ? schemaVersion(connection) : 0;
        try (Statement statement = connection.createStatement()) {
            for (int next = version + 1; next <= SCHEMA_VERSION; next++) {
                for (String part : script(next).replaceAll("(?m)^--.*$", "").split(";", -1)) {
                    if (!part.isBlank()) {
                        statement.execute(part);
                    }
                }
            }
        }
    }

    private String script(int version) {
        // Not formatted: some languages have digits of their own.
        String name = "/io/github/bayernkommunal/postfach/schema/V" + version + "__postfach."
                + name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = Dialect.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + name + " cannot be read", e);
        }
    }

    private static boolean hasSchema(Connection connection) throws SQLException {
        for (String name : new String[] {"postfach_schema", "POSTFACH_SCHEMA"}) {
            try (ResultSet table =
                    connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), name, null)) {
                if (table.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * The version of the schema. One version newer or older than what this library knows is good, because each only adds: so
     * nodes of two versions can work side by side while they are replaced one after the other.
     *
     * @throws IllegalStateException if the tables are missing, or further away
     */
    public int schemaVersion(Connection connection) throws SQLException {
        if (!hasSchema(connection)) {
            throw new IllegalStateException(
                    "The database has no table postfach_schema. Run the scripts V*__postfach.*.sql or Outbox.createSchema");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(version) FROM postfach_schema")) {
            row.next();
            int version = row.getInt(1);
            if (Math.abs(version - SCHEMA_VERSION) > 1) {
                throw new IllegalStateException(
                        "The database has schema version %d of postfach-lib; this library works with versions %d to %d. Update the older one of the two"
                                .formatted(version, SCHEMA_VERSION - 1, SCHEMA_VERSION + 1));
            }
            if (version < SCHEMA_VERSION) {
                log.warn(
                        "the database has schema version {} of postfach-lib; version {} keeps large attachments out of memory: run the scripts V*__postfach.*.sql or Outbox.createSchema",
                        version,
                        SCHEMA_VERSION);
            }
            return version;
        }
    }
}
