package io.github.bayernkommunal.postfach;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that decides, enqueues and sends until somebody kills it. */
final class CrashingNode {

    static final String READY = "at work";

    private CrashingNode() {}

    private static DataSource source(String url) throws SQLException {
        if (url.startsWith("jdbc:postgresql:")) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setUrl(url);
            return postgres;
        }
        if (url.startsWith("jdbc:mariadb:")) {
            return new MariaDbDataSource(url);
        }
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setUrl(url);
        return h2;
    }

    /** Arguments: address of the database, port of the service. */
    public static void main(String[] arguments) throws Exception {
        DataSource database = source(arguments[0]);
        Outbox outbox = Outbox.builder(database, new LedgerRoute(Integer.parseInt(arguments[1])))
                .auditKey(new byte[32])
                .atOnce(3)
                .build();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; ; i++) {
                String reference = UUID.randomUUID().toString();
                try (PreparedStatement decision = connection.prepareStatement("INSERT INTO decision VALUES (?)")) {
                    decision.setString(1, reference);
                    decision.executeUpdate();
                }
                outbox.enqueue(connection, Fixtures.aNotice(reference).build());
                if (i % 5 == 4) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
                if (i == 0) {
                    System.out.println(READY);
                }
                if (i % 3 == 2) {
                    outbox.dispatch();
                }
            }
        }
    }
}
