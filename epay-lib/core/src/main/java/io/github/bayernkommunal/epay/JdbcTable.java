package io.github.bayernkommunal.epay;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;

/** Makes the table of the journal where it is missing. */
final class JdbcTable {

    private JdbcTable() {}

    static void prepare(DataSource source, Logger log) {
        try (Connection connection = source.getConnection()) {
            String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
            if (product.contains("h2")) {
                log.warn("the journal lies in H2, whose commit does not survive a power failure: for tests only");
            }
            if (!exists(connection)) {
                make(connection, statements(product));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "The database of the journal cannot be used (SQL state " + e.getSQLState() + ")", e);
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement()) {
            select.executeQuery("select version from epay_payment where 1 = 0").close();
            return true;
        } catch (SQLException e) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return false;
        }
    }

    private static void make(Connection connection, List<String> statements) throws SQLException {
        try (Statement create = connection.createStatement()) {
            for (String statement : statements) {
                create.execute(statement);
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            if (!exists(connection)) { // another node may have been faster
                throw new IllegalStateException(
                        "The table epay_payment is missing and cannot be made. Let an administrator run:\n"
                                + String.join(";\n", statements) + ";",
                        e);
            }
        }
    }

    /** Times are milliseconds since 1970, so that no driver changes them. */
    static List<String> statements(String product) {
        // References differ in case and in trailing blanks; the usual collation of MariaDB does not see that.
        String exact = product.contains("maria") ? " character set utf8mb4 collate utf8mb4_nopad_bin" : "";
        return List.of(
                """
                create table epay_payment (
                  account varchar(100) not null,
                  reference varchar(36) not null,
                  attempt numeric(9) not null,
                  attempt_id varchar(36) not null,
                  content_hash varchar(64) not null,
                  amount numeric(15,2) not null,
                  posting varchar(4000),
                  return_token varchar(200),
                  state varchar(12) not null,
                  announced varchar(120),
                  version numeric(18) not null,
                  transaction_id varchar(100),
                  transaction_key varchar(201) unique,
                  page varchar(4000),
                  seen_status varchar(201),
                  seen_paid varchar(1),
                  seen_amount varchar(100),
                  seen_balance varchar(100),
                  seen_method varchar(201),
                  seen_reference varchar(201),
                  seen_paid_at numeric(18),
                  created_at numeric(18) not null,
                  changed_at numeric(18) not null,
                  next_check_at numeric(18),
                  primary key (account, reference, attempt)
                )""" + exact,
                "create index epay_payment_due on epay_payment (account, next_check_at)",
                "create index epay_payment_token on epay_payment (account, return_token)");
    }
}
