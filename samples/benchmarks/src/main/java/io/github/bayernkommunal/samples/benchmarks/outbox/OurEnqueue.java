package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.postfach.Outbox;
import io.github.bayernkommunal.samples.benchmarks.Database;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;

/** An application's own row and a letter, in one transaction. */
public final class OurEnqueue implements Callable<Object>, Closeable {

    private final Database database;
    private final Connection connection;
    private final Outbox outbox;

    /** Opens the database. */
    public OurEnqueue(Path fixture, String variant) throws IOException, SQLException {
        database = Database.of(fixture);
        Tables.create(database.dataSource());
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        outbox = Outbox.builder(database.dataSource(), new Letterbox())
                .tenant("enqueue")
                .auditKey(new byte[32])
                .backlogLimit(Integer.MAX_VALUE)
                .build();
    }

    @Override
    public Object call() throws SQLException {
        String reference = UUID.randomUUID().toString();
        try (PreparedStatement insert = connection.prepareStatement(Tables.DECISION)) {
            insert.setString(1, reference);
            insert.executeUpdate();
        }
        Object delivery = outbox.enqueue(connection, Letterbox.letter(reference));
        connection.commit();
        return delivery;
    }

    @Override
    public void close() throws IOException {
        outbox.close();
        database.close();
    }
}
