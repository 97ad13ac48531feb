package io.github.bayernkommunal.portalregistry.internal.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Stops calling a service that does not answer, so that callers do not queue up behind it: after three failed calls in a row
 * none is made for a minute, then a single one tries.
 */
final class Breaker {

    static final int FAILURES = 3;
    static final Duration OPEN = Duration.ofSeconds(60);

    private final Waiting waiting;
    private int failures;
    private long openUntil;
    private boolean trial;

    Breaker(Waiting waiting) {
        this.waiting = waiting;
    }

    /** The time to wait, or empty when a call may be made now. */
    synchronized Optional<Duration> closedFor() {
        if (failures < FAILURES) {
            return Optional.empty();
        }
        long left = openUntil - waiting.nanos();
        if (left > 0 || trial) {
            return Optional.of(left > 0 ? Duration.ofNanos(left) : Duration.ofSeconds(1));
        }
        trial = true;
        return Optional.empty();
    }

    synchronized void succeeded() {
        failures = 0;
        trial = false;
    }

    synchronized void failed() {
        failures++;
        trial = false;
        openUntil = waiting.nanos() + OPEN.toNanos();
    }

    /** The call ended without telling anything about the service. */
    synchronized void abandoned() {
        trial = false;
    }
}
