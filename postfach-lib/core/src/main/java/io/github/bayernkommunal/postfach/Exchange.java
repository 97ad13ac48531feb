package io.github.bayernkommunal.postfach;

import java.time.Duration;
import java.time.Instant;

/**
 * One finished call, for metrics and tracing; holds no personal data.
 *
 * @param operation what was asked for: {@code send}
 * @param route the road, for example {@code bsp-soap}
 * @param start when the call began
 * @param duration how long it took, by a monotonic clock
 * @param outcome how it ended
 * @param code the error code, or an empty text when there is none
 */
public record Exchange(String operation, String route, Instant start, Duration duration, Outcome outcome, String code) {

    /** How a call ended. */
    public enum Outcome {
        /** As wished. */
        OK,
        /** Declined by the service or by our own check. */
        REJECTED,
        /** No usable answer, and certainly no effect. */
        UNAVAILABLE,
        /** No usable answer, and the effect is unknown. */
        UNCERTAIN,
        /** The service says that our request breaks the contract. */
        PROTOCOL
    }

    /**
     * How far the attachments of a message are: told about once for each MiB, and at the end. Roads that carry attachments
     * inside the document (BSP) tell nothing.
     *
     * @param messageId the id under which the message is sent
     * @param sent bytes of attachments that have left so far
     * @param total bytes of all attachments
     */
    public record Progress(String messageId, long sent, long total) {}
}
