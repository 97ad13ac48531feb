package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The status of an application in ZBP version 6. */
final class StatusDocument {

    // NONE exists too, but only ZBP itself sets it.
    private static final Set<String> STATES =
            Set.of("INITIATED", "SUBMITTED", "RECEIVED", "PROCESSING", "ACTION_REQUIRED", "COMPLETED");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withResolverStyle(ResolverStyle.STRICT);

    private StatusDocument() {}

    static Map<String, String> read(String json) throws Problem {
        Members document = Members.of("status", json);
        document.only(
                "applicationId",
                "status",
                "publicServiceName",
                "senderName",
                "statusDetails",
                "additionalInformation",
                "reference",
                "createdDate");
        Map<String, String> members = new LinkedHashMap<>();
        members.put("applicationId", document.matching("applicationId", MessageDocument.uuid()));
        String state = document.string("status");
        if (!STATES.contains(state)) {
            throw Problem.malformed(
                    "status/status must be one of " + STATES.stream().sorted().toList());
        }
        members.put("status", state);
        german(members, document, "publicServiceName", 1, 100);
        members.put("senderName", document.text("senderName", 1, 100));
        if (document.has("statusDetails")) {
            german(members, document, "statusDetails", 0, 50);
        }
        if (document.has("additionalInformation")) {
            german(members, document, "additionalInformation", 0, 100);
        }
        if (document.has("reference")) {
            members.put("reference", document.text("reference", 0, 50));
        }
        members.put("createdDate", time(document.string("createdDate")));
        return members;
    }

    private static void german(Map<String, String> members, Members document, String name, int shortest, int longest)
            throws Problem {
        Members text = document.object(name);
        text.only("de");
        members.put(name + "/de", text.text("de", shortest, longest));
    }

    private static String time(String text) throws Problem {
        try {
            LocalDateTime.parse(text, TIME);
            return text;
        } catch (DateTimeParseException e) {
            throw Problem.malformed("status/createdDate must have the form yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
        }
    }
}
