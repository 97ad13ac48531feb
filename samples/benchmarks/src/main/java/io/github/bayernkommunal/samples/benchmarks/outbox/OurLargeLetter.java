package io.github.bayernkommunal.samples.benchmarks.outbox;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Limits;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.Outbox;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import io.github.bayernkommunal.postfach.ZbpRest;
import io.github.bayernkommunal.samples.benchmarks.Authority;
import io.github.bayernkommunal.samples.benchmarks.Database;
import io.github.bayernkommunal.samples.benchmarks.soap.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A letter with one large file, by ZBP through the outbox on PostgreSQL. The variant is its megabytes; with {@code whole}
 * behind them reading the file and enqueueing are measured too, otherwise only the way from the database to the service.
 */
public final class OurLargeLetter implements Callable<Object>, Closeable {

    private final Database database;
    private final ZbpRest route;
    private final Outbox outbox;
    private final Path file;
    private final boolean whole;

    /** Makes file, client and tables. */
    public OurLargeLetter(Path fixture, String variant) throws IOException, SQLException {
        String[] parts = variant.split(" ", -1);
        int megabytes = Integer.parseInt(parts[0]);
        whole = parts.length > 1;
        file = LargeFile.of(fixture, megabytes);
        database = Database.of(fixture);
        Tables.create(database.dataSource());
        Connection connection = Connection.of(fixture, "");
        route = ZbpRest.builder()
                .address(URI.create(connection.address().toString()))
                .authorityKey(Authority.of(fixture))
                .trust(List.of(connection.certificate()))
                .limits(Limits.zbp().withAttachments(1, megabytes * 1024L * 1024))
                .build();
        outbox = Outbox.builder(database.dataSource(), route)
                .tenant("large " + UUID.randomUUID())
                .auditKey(new byte[32])
                .atOnce(1)
                .keepContent(Duration.ZERO)
                .build();
        if (!whole) {
            enqueue();
        }
    }

    private void enqueue() {
        outbox.enqueue(Message.to(PostboxHandle.of("11111111-2222-4333-8444-555555555555"))
                .from(Sender.of("Stadt Musterstadt", "Vermessungsamt"))
                .subject("Ihre Karte")
                .text("Die Karte liegt bei.")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .attach(Attachment.pdf(file))
                .reference("large")
                .build());
    }

    @Override
    public Object call() throws SQLException {
        if (whole) {
            enqueue();
        }
        outbox.dispatch();
        DeliveryState state = outbox.find("large").orElseThrow().state();
        if (state != DeliveryState.PROVIDED) {
            throw new IllegalStateException("The letter is " + state);
        }
        return state;
    }

    @Override
    public void close() throws IOException {
        outbox.deleteContents();
        outbox.close();
        route.close();
        database.close();
    }
}
