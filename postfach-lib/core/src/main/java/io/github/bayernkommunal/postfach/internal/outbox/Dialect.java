package io.github.bayernkommunal.postfach.internal.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where databases differ. */
public enum Dialect {
    /** The reference. */
    POSTGRESQL("SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)", " ON CONFLICT DO NOTHING"),
    /** For tests and sandboxes: what it calls committed may be lost with the machine. */
    H2("SELECT CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(3)) * 1000 AS BIGINT)", "");

    /** The schema that this version of the library works with. */
    public static final int SCHEMA_VERSION = 1;

    private static final Logger log = LoggerFactory.getLogger(Dialect.class);

    private final String now;
    private final String ignoreDuplicate;

    Dialect(String now, String ignoreDuplicate) {
        this.now = now;
        this.ignoreDuplicate = ignoreDuplicate;
    }

    /** The dialect of a database; warns when it is one for tests. */
    public static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "PostgreSQL" -> POSTGRESQL;
            case "H2" -> {
                log.warn(
                        "H2 keeps the mailbox outbox: for tests only, because a commit there may be lost with the machine");
                yield H2;
            }
            default ->
                throw new IllegalArgumentException(
                        "The outbox does not know the database '%s'; it knows PostgreSQL, and H2 for tests"
                                .formatted(product));
        };
    }

    /** The time of the database, in milliseconds: nodes may disagree about time, rows must not. */
    public long now(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(now);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** What an INSERT ends with so that a duplicate does not end the caller's transaction. */
    String ignoreDuplicate() {
        return ignoreDuplicate;
    }

    /** Whether an INSERT failed because the key is there already. */
    boolean isDuplicate(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    /** Creates the tables of an empty database; does nothing when they are there. */
    public void createSchema(Connection connection) throws SQLException {
        if (hasSchema(connection)) {
            checkSchema(connection);
            return;
        }
        String name =
                "/io/github/bayernkommunal/postfach/schema/V1__postfach." + name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream in = Dialect.class.getResourceAsStream(name);
                Statement statement = connection.createStatement()) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^--.*$", "");
            for (String part : script.split(";", -1)) {
                if (!part.isBlank()) {
                    statement.execute(part);
                }
            }
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

    /** Refuses a database whose schema is newer than this library, or missing. */
    public void checkSchema(Connection connection) throws SQLException {
        if (!hasSchema(connection)) {
            throw new IllegalStateException(
                    "The database has no table postfach_schema. Run the script V1__postfach.*.sql or Outbox.createSchema");
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT MAX(version) FROM postfach_schema")) {
            row.next();
            int version = row.getInt(1);
            if (version != SCHEMA_VERSION) {
                throw new IllegalStateException(
                        "The database has schema version %d of postfach-lib; this library works with version %d. Update the older one of the two"
                                .formatted(version, SCHEMA_VERSION));
            }
        }
    }
}
