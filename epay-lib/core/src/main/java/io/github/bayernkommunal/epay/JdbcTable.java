package io.github.bayernkommunal.epay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.slf4j.Logger;

/** Makes the tables of the journal where they are missing, from the scripts in the folder {@code schema}. */
final class JdbcTable {

    /** The newest schema that this version of the library knows; each only adds to the one before it. */
    static final int SCHEMA_VERSION = 1;

    private JdbcTable() {}

    static void prepare(DataSource source, Logger log) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName();
            if (product.equals("H2")) {
                log.warn("the journal lies in H2, whose commit does not survive a power failure: for tests only");
            }
            int version = version(connection);
            if (version == 0) {
                make(connection, scriptName(connection, product));
            } else if (version > SCHEMA_VERSION + 1) {
                throw new IllegalStateException(
                        "The journal has schema version %d of epay-lib; this library works with versions up to %d. Update it"
                                .formatted(version, SCHEMA_VERSION + 1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database of the journal cannot be used (SQL state " + e.getSQLState() + ")", e);
        }
    }

    /** The version of the schema, or 0 where there is none. */
    private static int version(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT MAX(version) FROM epay_schema")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return 0;
        }
    }

    /** In one transaction, where the database can: then of two nodes that start at once the second finds everything. */
    private static void make(Connection connection, String name) throws SQLException {
        String script = script(name);
        boolean committing = connection.getAutoCommit();
        try (Statement create = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String statement : script.replaceAll("(?m)^--.*$", "").split(";", -1)) {
                if (!statement.isBlank()) {
                    create.execute(statement);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            if (version(connection) == 0) { // another node may have been faster
                throw new IllegalStateException(
                        "The tables of the journal are missing and cannot be made. Let an administrator run the script "
                                + name + " of the library:\n" + script,
                        e);
            }
        } finally {
            connection.setAutoCommit(committing);
        }
    }

    private static String scriptName(Connection connection, String product) throws SQLException {
        return switch (product) {
            case "PostgreSQL" -> "V1__epay.postgresql.sql";
            case "MariaDB" -> "V1__epay.mariadb.sql";
            case "Oracle" -> "V1__epay.oracle.sql";
            case "H2" -> isLikeOracle(connection) ? "V1__epay.oracle.sql" : "V1__epay.h2.sql";
            default ->
                throw new IllegalStateException(
                        "The journal does not know the database '%s'; it knows PostgreSQL, MariaDB and Oracle, and H2 for tests"
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

    private static String script(String name) {
        try (InputStream in = JdbcTable.class.getResourceAsStream("schema/" + name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The resource " + name + " cannot be read", e);
        }
    }
}
