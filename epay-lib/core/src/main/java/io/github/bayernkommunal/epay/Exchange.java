package io.github.bayernkommunal.epay;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One call to the platform, for metrics.
 *
 * @param operation {@code open} or {@code report}
 * @param start when it began
 * @param duration how long it took
 * @param outcome how it ended
 * @param code our code of the failure, for example {@code EPAY-102}; empty after success
 */
public record Exchange(String operation, Instant start, Duration duration, Outcome outcome, Optional<String> code) {

    /** How a call ended. */
    public enum Outcome {
        /** A usable answer came. */
        ANSWERED,
        /** The platform declined. */
        REJECTED,
        /** No usable answer came in time. */
        UNAVAILABLE,
        /** An answer came that must not be believed. */
        PROTOCOL
    }
}
