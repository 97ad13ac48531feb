package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.epay.Journal;
import io.github.bayernkommunal.samples.benchmarks.Database;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Two nodes on one database move payments from state to state; each thread is a node, and each payment goes from one to the other. */
public final class OurTransition implements Callable<Object>, Closeable {

    static final int PAYMENTS = 1000;

    private final List<Database> databases;
    private final Queue<Journal.Entry> payments;
    private final AtomicInteger callers = new AtomicInteger();
    private final ThreadLocal<Journal> node;

    /** Opens the payments. */
    public OurTransition(Path fixture, String variant) throws IOException {
        databases = List.of(Database.of(fixture), Database.of(fixture));
        List<Journal> nodes = databases.stream()
                .map(database -> Journal.jdbc(database.dataSource()))
                .toList();
        node = ThreadLocal.withInitial(() -> nodes.get(callers.getAndIncrement() % nodes.size()));
        String account = "transition-" + UUID.randomUUID();
        payments = new ConcurrentLinkedQueue<>(OpenPayments.add(nodes.get(0), account, PAYMENTS));
    }

    @Override
    public Object call() {
        Journal.Entry next = OpenPayments.next(payments.remove());
        if (!node.get().replace(next)) {
            throw new IllegalStateException("Nobody else has changed " + next);
        }
        return payments.add(next);
    }

    @Override
    public void close() {
        databases.forEach(Database::close);
    }
}
