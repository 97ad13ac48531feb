package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.postfach.Outbox;
import io.github.bayernkommunal.samples.benchmarks.Database;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;

/**
 * Sends a thousand letters out of a queue. The variant is how many are under way at once and how many wait, for example {@code
 * 100x1000000}.
 */
public final class OurDispatch implements Callable<Object>, Closeable {

    private static final int SENT = 1000;
    private static final int WARM_UP = 2000;

    // Copies of one letter that was enqueued properly: the road does not care, and a million are there in seconds.
    private static final String COPY = """
            INSERT INTO postfach_message (tenant, reference, message_id, created_at, content_hash, route, state,
              changed_at, attempts, repeats, due_at, deadline_at, fence, payload, audit_count, audit_hash)
            SELECT tenant, reference || '-' || gen_random_uuid(), message_id, created_at, content_hash, route, 'QUEUED',
              changed_at, 0, 0, due_at, deadline_at, 0, payload, 1, audit_hash
            FROM postfach_message, generate_series(1, ?) WHERE tenant = ? AND reference = 'pattern'
            """;

    private final Database database;
    private final Outbox outbox;
    private final int sent;

    /** Fills the queue and sends for a while, so that the measured letters meet a warm process. */
    public OurDispatch(Path fixture, String variant) throws IOException, SQLException {
        String[] sizes = variant.split("x", -1);
        int waiting = Integer.parseInt(sizes[1]);
        sent = Math.min(SENT, waiting);
        int warmUp = waiting < SENT ? 0 : WARM_UP;
        database = Database.of(fixture);
        Tables.create(database.dataSource());
        String tenant = "dispatch " + variant;
        outbox = Outbox.builder(database.dataSource(), new Letterbox())
                .tenant(tenant)
                .auditKey(new byte[32])
                .atOnce(Integer.parseInt(sizes[0]))
                .backlogLimit(Integer.MAX_VALUE)
                .build();
        outbox.enqueue(Letterbox.letter("pattern"));
        fill(tenant, waiting + warmUp);
        send(warmUp);
    }

    private void fill(String tenant, int wanted) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement count = connection.prepareStatement(
                        "SELECT count(*) FROM postfach_message WHERE tenant = ? AND state = 'QUEUED'");
                PreparedStatement copy = connection.prepareStatement(COPY);
                Statement settle = connection.createStatement()) {
            count.setString(1, tenant);
            try (ResultSet there = count.executeQuery()) {
                there.next();
                copy.setInt(1, Math.max(0, wanted - there.getInt(1)));
            }
            copy.setString(2, tenant);
            copy.executeUpdate();
            settle.execute("VACUUM ANALYZE postfach_message");
        }
    }

    private void send(int letters) throws SQLException {
        for (int done = 0; done < letters; ) {
            int now = outbox.dispatch();
            if (now == 0) {
                throw new IllegalStateException("The queue ended after %d of %d letters".formatted(done, letters));
            }
            done += now;
        }
    }

    @Override
    public Object call() throws SQLException {
        send(sent);
        return sent;
    }

    @Override
    public void close() throws IOException {
        outbox.close();
        database.close();
    }
}
