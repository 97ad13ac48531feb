package io.github.bayernkommunal.postfach.testkit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The status of an application that was really accepted.
 *
 * @param receivedAt when, by the simulator's clock
 * @param operation {@code POST /v6/mailbox/applications/states}, or {@code status_v6} for the FIT-Connect bridge
 * @param members every member of the status document by its name; texts with a language under {@code statusDetails/de} and
 *     the like
 * @param document the status document, character by character as it was received
 * @source docs/protocol.md
 */
public record ReceivedStatus(Instant receivedAt, String operation, Map<String, String> members, String document) {

    /** {@inheritDoc} */
    public ReceivedStatus {
        members = Map.copyOf(members);
    }

    /** {@return the id of the application, a UUID} */
    public String applicationId() {
        return members.getOrDefault("applicationId", "");
    }

    /** {@return the status, for example {@code RECEIVED}} */
    public String status() {
        return members.getOrDefault("status", "");
    }

    /**
     * The value of any member.
     *
     * @param name its name
     * @return its text
     */
    public Optional<String> member(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** {@return the status; nothing that a person wrote} */
    @Override
    public String toString() {
        return "ReceivedStatus[%s]".formatted(status());
    }
}
