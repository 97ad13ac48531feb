package io.github.bayernkommunal.postfach.internal.fitconnect;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * A submission as FIT-Connect names it, and as its receipt keeps it.
 *
 * @param id of the submission
 * @param caseId of the case that it belongs to
 */
record Submission(String id, String caseId) {

    private static final String UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    Submission {
        // Both become parts of addresses.
        if (!id.matches(UUID) || !caseId.matches(UUID)) {
            throw new IllegalArgumentException("A submission has two UUIDs");
        }
    }

    /** The submission that an announcement or a receipt names. */
    static Submission of(JsonObject named) {
        return new Submission(named.getString("submissionId", ""), named.getString("caseId", ""));
    }

    /** The receipt: both ids, and the signed events as they came. */
    String receipt(List<String> eventLog) {
        return Json.createObjectBuilder()
                .add("submissionId", id)
                .add("caseId", caseId)
                .add("eventLog", Json.createArrayBuilder(eventLog))
                .build()
                .toString();
    }
}
