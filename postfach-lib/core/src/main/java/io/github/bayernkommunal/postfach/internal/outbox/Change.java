package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Journal;
import org.jspecify.annotations.Nullable;

/**
 * A wanted step of one message.
 *
 * @param before the row as it was read; if it has changed since, the step is not taken
 * @param after what it becomes
 * @param code the error code that led to it, or empty
 * @param dueAt when it may be sent next
 * @param attempts attempts made so far
 * @param leaseUntil until when its worker may take, or null
 * @param deadlineAt when it is given up if it could not be sent, or null
 * @param actor who did it: {@code outbox}, {@code client}, or an operator's name
 */
public record Change(
        Row before,
        Journal.Entry after,
        String code,
        long dueAt,
        int attempts,
        @Nullable Long leaseUntil,
        @Nullable Long deadlineAt,
        String actor) {

    static Change to(Row before, DeliveryState state, long now, String code, @Nullable String receipt, String actor) {
        String kept = receipt == null ? before.entry().receipt() : receipt;
        return new Change(
                before,
                before.entry().with(state, java.time.Instant.ofEpochMilli(now), kept),
                code,
                before.dueAt(),
                before.attempts(),
                null,
                before.deadlineAt(),
                actor);
    }

    Change dueAt(long time) {
        return new Change(before, after, code, time, attempts, leaseUntil, deadlineAt, actor);
    }

    Change deadlineAt(long time) {
        return new Change(before, after, code, dueAt, attempts, leaseUntil, time, actor);
    }

    Change sending(long until) {
        return new Change(before, after, code, dueAt, attempts + 1, until, deadlineAt, actor);
    }
}
