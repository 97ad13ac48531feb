package io.github.bayernkommunal.portalregistry;

import java.time.Duration;
import java.time.Instant;

/**
 * One call of a remote service, for metrics.
 *
 * @param operation what was called, for example {@code bayernportal leistungsbeschreibungen/{id}}; never with ids
 * @param start when it began
 * @param duration how long it took until the answer had arrived or the call had failed
 * @param outcome how it ended
 * @param code the error code such as {@code PORTAL-103}; empty when there was no error
 */
public record Exchange(String operation, Instant start, Duration duration, Outcome outcome, String code) {

    /** How a call ended. */
    public enum Outcome {
        /** With a usable answer. */
        SUCCEEDED,
        /** The service declined. */
        REJECTED,
        /** No usable answer in time. */
        UNAVAILABLE,
        /** An answer that must not be believed. */
        PROTOCOL
    }
}
