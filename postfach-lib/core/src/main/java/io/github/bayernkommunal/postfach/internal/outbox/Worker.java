package io.github.bayernkommunal.postfach.internal.outbox;

import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every second whether something is due, and goes on without a break as long as something is. Once a minute it asks about
 * what relays have.
 */
final class Worker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    private static final long LOOK_EVERY_MILLIS = 1000;

    private static final int FOLLOW_UP_EVERY = 60;

    private final Dispatcher dispatcher;
    private final FollowUp followUp;
    private final ThreadFactory threads;
    private int looks;
    private @Nullable ScheduledExecutorService timer;

    Worker(Dispatcher dispatcher, FollowUp followUp, ThreadFactory threads) {
        this.dispatcher = dispatcher;
        this.followUp = followUp;
        this.threads = threads;
    }

    synchronized void start() {
        if (timer == null) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(threads);
            var unused = started.scheduleWithFixedDelay(this::work, 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            timer = started;
        }
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted() && dispatcher.round() > 0) {
                // as long as there is something to send
            }
            if (looks++ % FOLLOW_UP_EVERY == 0) {
                followUp.round();
            }
        } catch (SQLException e) {
            log.warn("the outbox cannot work: its database failed with SQL state {}", e.getSQLState(), e);
        } catch (RuntimeException | Error e) {
            // The timer would stop for ever, and nobody would hear of it.
            log.error("the outbox stumbled and goes on", e);
        }
    }

    /** Ends after the messages that are under way. */
    @Override
    public synchronized void close() {
        if (timer != null) {
            timer.shutdown();
            try {
                if (!timer.awaitTermination(2, TimeUnit.MINUTES)) {
                    timer.shutdownNow();
                }
            } catch (InterruptedException e) {
                timer.shutdownNow();
                Thread.currentThread().interrupt();
            }
            timer = null;
        }
    }
}
