package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.epay.Journal;
import io.github.bayernkommunal.samples.benchmarks.Database;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The least that a transition costs: state, version and times of the row, if the version is the expected one. */
public final class PlainUpdate implements Callable<Object>, Closeable {

    private final Database database;
    private final Queue<Journal.Entry> payments;

    /** Opens the same payments as ours. */
    public PlainUpdate(Path fixture, String variant) throws IOException {
        database = Database.of(fixture);
        String account = "update-" + UUID.randomUUID();
        payments = new ConcurrentLinkedQueue<>(
                OpenPayments.add(Journal.jdbc(database.dataSource()), account, OurTransition.PAYMENTS));
    }

    @Override
    public Object call() throws SQLException {
        Journal.Entry next = OpenPayments.next(payments.remove());
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement update = connection.prepareStatement("UPDATE epay_payment SET state = ?, version = ?,"
                        + " changed_at = ?, next_check_at = ? WHERE account = ? AND reference = ? AND attempt = ?"
                        + " AND version = ?")) {
            update.setString(1, next.state().name());
            update.setLong(2, next.version());
            update.setLong(3, next.changedAt().toEpochMilli());
            update.setLong(4, next.changedAt().toEpochMilli());
            update.setString(5, next.account());
            update.setString(6, next.reference());
            update.setInt(7, next.attempt());
            update.setLong(8, next.version() - 1);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("Nobody else has changed " + next);
            }
        }
        return payments.add(next);
    }

    @Override
    public void close() throws IOException {
        database.close();
    }
}
