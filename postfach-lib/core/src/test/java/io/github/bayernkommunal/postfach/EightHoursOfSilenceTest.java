package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The service is silent for eight hours while ten thousand letters wait; the time is the database's, and it is made here. */
class EightHoursOfSilenceTest {

    private static final int LETTERS = 10_000;
    private static final int AT_ONCE = 8;

    private final AtomicLong now =
            new AtomicLong(Instant.parse("2026-03-02T20:00:00Z").toEpochMilli());

    @Test
    void costsAFewCallsAndIsMadeUpForWithoutAStampede() throws Exception {
        Telephone service = new Telephone();
        DataSource database = withOurTime(Databases.H2.withSchema());
        try (Outbox outbox = Outbox.builder(database, service)
                .auditKey(new byte[32])
                .atOnce(AT_ONCE)
                .build()) {
            enqueue(outbox, database);
            long morning = now.get() + Duration.ofHours(8).toMillis();

            service.silent = true;
            while (now.get() < morning) {
                if (outbox.dispatch() == 0) {
                    now.set(outbox.backlog().pausedUntil().toEpochMilli());
                }
            }

            assertEquals(LETTERS, outbox.backlog().waiting(), "lost or given up");
            // At first as many as are under way at once; then one for each pause of 20 s, 1, 3, 9, 27 minutes and an
            // hour.
            assertTrue(
                    service.calls.get() >= AT_ONCE + 8 && service.calls.get() <= AT_ONCE + 16,
                    service.calls + " calls to a service that is silent");

            service.silent = false;
            service.calls.set(0);
            assertEquals(1, outbox.dispatch(), "one letter tries whether the service is back");
            int sent = 1;
            for (int round = outbox.dispatch(); round > 0; round = outbox.dispatch()) {
                sent += round;
                now.addAndGet(50);
            }

            assertEquals(LETTERS, sent);
            assertEquals(LETTERS, service.ids.size(), "each letter arrived");
            assertEquals(LETTERS, service.calls.get(), "and once");
            assertTrue(service.most.get() <= AT_ONCE, service.most + " at the same time");
            assertEquals(0, outbox.backlog().waiting());
            assertEquals(0, outbox.backlog().uncertain());
        }
    }

    private void enqueue(Outbox outbox, DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < LETTERS; i++) {
                outbox.enqueue(connection, Fixtures.aNotice("az-" + i).build());
            }
            connection.commit();
        }
        // The outbox reads the clock once a second and goes on counting by its own.
        now.addAndGet(2_000);
    }

    /** The same database, whose clock is ours. */
    private DataSource withOurTime(DataSource database) {
        return proxy(
                DataSource.class, database, connection -> proxy(Connection.class, (Connection) connection, it -> it));
    }

    private interface Replacement {
        Object of(Object result);
    }

    private <T> T proxy(Class<T> type, T original, Replacement replacement) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
                    Object[] given = values;
                    if (method.getName().equals("prepareStatement")
                            && ((String) values[0]).contains("CURRENT_TIMESTAMP")) {
                        given = new Object[] {"SELECT " + now.get()};
                    }
                    try {
                        Object result = method.invoke(original, given);
                        return method.getName().equals("getConnection") ? replacement.of(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** A service that can be silent, and counts who calls. */
    private static final class Telephone implements PostfachRoute {

        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final Set<String> ids = Collections.synchronizedSet(new HashSet<>());
        private final AtomicInteger current = new AtomicInteger();
        volatile boolean silent;

        @Override
        public String name() {
            return "telephone";
        }

        @Override
        public Limits limits() {
            return Limits.bsp();
        }

        @Override
        public Letter prepare(Message message) {
            return new Letter(message.messageId(), message.recipient(), "x", List.of());
        }

        @Override
        public Receipt deliver(Letter letter) {
            calls.incrementAndGet();
            most.accumulateAndGet(current.incrementAndGet(), Math::max);
            try {
                if (silent) {
                    throw new PostfachUnavailableException("POSTFACH-301", "down", false, null, null);
                }
                ids.add(letter.messageId());
                return new Receipt(DeliveryState.PROVIDED, null, "ok");
            } finally {
                current.decrementAndGet();
            }
        }
    }
}
