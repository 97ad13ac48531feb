package io.github.bayernkommunal.postfach;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that decides, enqueues and sends until somebody kills it. */
final class CrashingNode {

    static final String READY = "at work";

    private CrashingNode() {}

    /** Arguments: address of the database, port of the service. */
    public static void main(String[] arguments) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
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
