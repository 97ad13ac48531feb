package io.github.bayernkommunal.epay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When to ask again, counted from the beginning of the attempt. Every series ends. */
final class CheckSchedule {

    private static final Duration DAY = Duration.ofDays(1);
    /** Open payments: often at first, then hourly for a day, then daily until here. */
    static final Duration END = Duration.ofDays(15);
    /** Money that is on its way: daily until here. A direct debit can be returned within eight weeks. */
    static final Duration MONEY_END = Duration.ofDays(60);

    private static final Duration[] FIRST = {
        Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1)
    };
    /** After an end without payment: late money is rare, but somebody has to see it. */
    private static final Duration[] LATE = {DAY, DAY.multipliedBy(3), DAY.multipliedBy(7), END};

    private CheckSchedule() {}

    /**
     * The next time after {@code now}, or null when the last one has passed.
     *
     * @param settles whether the route tells more after AUTHORIZED
     */
    static @Nullable Instant next(PaymentState state, boolean settles, Instant startedAt, Instant now) {
        return switch (state) {
            case SUBMITTED, PENDING, UNKNOWN -> open(startedAt, now);
            case PARTIAL -> daily(startedAt, now, MONEY_END);
            // Debits come back, and what came back may be paid once more.
            case AUTHORIZED, SETTLED, REVERSED -> settles ? daily(startedAt, now, MONEY_END) : null;
            // EXPIRED is our word alone: the platform's page may still take money.
            case CANCELED, FAILED, EXPIRED -> step(LATE, startedAt, now);
            case CREATED, MISMATCH -> null;
        };
    }

    private static @Nullable Instant open(Instant startedAt, Instant now) {
        Instant step = step(FIRST, startedAt, now);
        if (step != null) {
            return step;
        }
        Duration age = Duration.between(startedAt, now);
        return age.compareTo(DAY) < 0
                ? startedAt.plus(Duration.ofHours(age.toHours() + 1))
                : daily(startedAt, now, END);
    }

    private static @Nullable Instant daily(Instant startedAt, Instant now, Duration end) {
        Duration age = Duration.between(startedAt, now);
        if (age.isNegative()) {
            age = Duration.ZERO;
        }
        return age.compareTo(end) < 0 ? startedAt.plus(Duration.ofDays(age.toDays() + 1)) : null;
    }

    private static @Nullable Instant step(Duration[] steps, Instant startedAt, Instant now) {
        for (Duration step : steps) {
            if (now.isBefore(startedAt.plus(step))) {
                return startedAt.plus(step);
            }
        }
        return null;
    }
}
