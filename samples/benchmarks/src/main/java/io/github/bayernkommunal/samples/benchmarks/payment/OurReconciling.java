package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.Journal;
import io.github.bayernkommunal.epay.Reconciler;
import io.github.bayernkommunal.samples.benchmarks.Database;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Asks for open payments. The variant is how many are asked for and how many are due, for example {@code 1000x100000}. */
public final class OurReconciling implements Callable<Object>, Closeable {

    private static final int WARM_UP = 2000;

    // Copies of one payment that was written by the journal: a hundred thousand are there in seconds.
    private static final String COPY = """
            INSERT INTO epay_payment (account, reference, attempt, attempt_id, content_hash, amount, posting, return_token,
              state, announced, version, transaction_id, transaction_key, page, seen_status, seen_paid, seen_amount,
              created_at, changed_at, next_check_at)
            SELECT account, 'r' || number, attempt, attempt_id, content_hash, amount, posting, return_token,
              state, announced, version, transaction_id || number, transaction_key || number, page, seen_status, seen_paid, seen_amount,
              ?, ?, ?
            FROM epay_payment, generate_series(1, ?) number WHERE account = ? AND reference = 'pattern'
            """;

    private final Database database;
    private final EpayClient client;
    private final int asked;

    /** Fills the journal and asks for a while, so that the measured payments meet a warm process. */
    public OurReconciling(Path fixture, String variant) throws IOException, SQLException {
        String[] sizes = variant.split("x", -1);
        asked = Integer.parseInt(sizes[0]);
        int due = Integer.parseInt(sizes[1]);
        int warmUp = due < 1000 ? 0 : WARM_UP;
        database = Database.of(fixture);
        String account = "reconcile-" + UUID.randomUUID();
        Journal journal = Journal.jdbc(database.dataSource());
        client = EpayClient.builder()
                .route(new PatientPlatform(account))
                .journal(journal)
                .clock(Clock.systemUTC())
                .build();
        journal.add(OpenPayments.one(account, "pattern"));
        fill(account, due + warmUp);
        if (warmUp > 0) {
            reconcile(warmUp);
        }
    }

    private void fill(String account, int count) throws SQLException {
        long opened = Instant.now().minus(Duration.ofMinutes(30)).toEpochMilli();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement copy = connection.prepareStatement(COPY);
                Statement settle = connection.createStatement()) {
            for (int i = 1; i <= 3; i++) {
                copy.setLong(i, opened);
            }
            copy.setInt(4, count);
            copy.setString(5, account);
            copy.executeUpdate();
            settle.execute("VACUUM ANALYZE epay_payment");
        }
    }

    /** An interrupted run ends before everything is asked for that is due. */
    private void reconcile(int count) {
        Reconciler.Progress asked = client.reconciler()
                .onProgress(progress -> {
                    if (progress.asked() == count) {
                        Thread.currentThread().interrupt();
                    }
                })
                .run();
        if (!Thread.interrupted() || asked.asked() != count) {
            throw new IllegalStateException(
                    "%d payments were to be asked for; it were %d".formatted(count, asked.asked()));
        }
    }

    @Override
    public Object call() {
        reconcile(asked);
        return asked;
    }

    @Override
    public void close() throws IOException {
        client.close();
        database.close();
    }
}
