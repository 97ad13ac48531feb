package io.github.bayernkommunal.postfach.internal.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to leave a service alone that cannot be reached: 20 s, then three times as long, at most an hour, each ±20 %.
 *
 * <p>While it pauses nothing is sent. After the pause one single message tries; only its success lets all others follow. So
 * a service that comes back is not met by everything that has waited.
 */
public final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int FACTOR = 3;

    private final RandomGenerator random;
    private int failures;
    private long until;

    Pauses(RandomGenerator random) {
        this.random = random;
    }

    /** How many messages may be sent at {@code now}: none, one to try, or {@code most}. */
    synchronized int allowed(long now, int most) {
        if (failures == 0) {
            return most;
        }
        return now < until ? 0 : 1;
    }

    /** The service answered, whatever it said. */
    synchronized void answered() {
        failures = 0;
    }

    /** Nobody answered: the pause begins, or is as long as the service wishes. */
    synchronized long failed(long now, @Nullable Duration wish) {
        if (now < until && failures > 0) {
            return until;
        }
        double length = Math.min(FIRST.toMillis() * Math.pow(FACTOR, failures), (double) LONGEST.toMillis());
        long pause = (long) (length * (0.8 + 0.4 * random.nextDouble()));
        failures++;
        until = now + Math.max(pause, wish == null ? 0 : wish.toMillis());
        return until;
    }

    /** Until when nothing is sent, or null. */
    synchronized @Nullable Long until() {
        return failures == 0 ? null : until;
    }
}
