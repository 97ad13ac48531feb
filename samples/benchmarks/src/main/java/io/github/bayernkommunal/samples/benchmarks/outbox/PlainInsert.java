package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.samples.benchmarks.Database;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The same rows with the same columns, written by bare statements: what any outbox with an audit trail has to write. */
public final class PlainInsert implements Callable<Object>, Closeable {

    private static final String HASH = "0".repeat(64);

    private final byte[] payload = new byte[1100];
    private final Database database;
    private final Connection connection;

    /** Opens the database. */
    public PlainInsert(Path fixture, String variant) throws IOException, SQLException {
        database = Database.of(fixture);
        Tables.create(database.dataSource());
        connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
    }

    @Override
    public Object call() throws SQLException {
        String reference = UUID.randomUUID().toString();
        try (PreparedStatement insert = connection.prepareStatement(Tables.DECISION)) {
            insert.setString(1, reference);
            insert.executeUpdate();
        }
        long id;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO postfach_message (tenant, reference, message_id, created_at, content_hash, route, state,"
                        + " changed_at, attempts, repeats, due_at, deadline_at, fence, payload, audit_count, audit_hash)"
                        + " VALUES ('plain', ?, ?, 0, ?, 'letterbox', 'QUEUED', 0, 0, 0, 0, 0, 0, ?, 1, ?)",
                new String[] {"id"})) {
            insert.setString(1, reference);
            insert.setString(2, reference);
            insert.setString(3, HASH);
            insert.setBytes(4, payload);
            insert.setString(5, HASH);
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                id = keys.getLong(1);
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO postfach_event"
                + " (message, no, at, message_id, event, code, actor, evidence, hash)"
                + " VALUES (?, 1, 0, ?, 'QUEUED', '', 'application', ?, ?)")) {
            insert.setLong(1, id);
            insert.setString(2, reference);
            insert.setString(3, HASH);
            insert.setString(4, HASH);
            insert.executeUpdate();
        }
        connection.commit();
        return id;
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
