package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes signed events about submissions: those of the service with its key, those of the bridge with its own. */
final class EventLog {

    private static final String EVENTS = "https://schema.fitko.de/fit-connect/events/";
    private static final String SCHEMA =
            "https://schema.fitko.de/fit-connect/set-payload/1.0.0/set-payload.schema.json";

    private final Destination destination;
    private final Supplier<String> serviceAddress;
    private final Clock clock;

    EventLog(Destination destination, Supplier<String> serviceAddress, Clock clock) {
        this.destination = destination;
        this.serviceAddress = serviceAddress;
        this.clock = clock;
    }

    /** An event of the service, for example {@code submit-submission}. */
    void byService(Submission submission, String event) {
        JsonObject claims = claims(submission, serviceAddress.get(), event, JsonObject.EMPTY_JSON_OBJECT);
        submission.events().add(destination.service().sign(claims));
    }

    /** The bridge has taken the message. */
    void accepted(Submission submission) {
        JsonObject claims = claims(submission, destination.id(), "accept-submission", JsonObject.EMPTY_JSON_OBJECT);
        submission.events().add(destination.bridge().sign(claims));
    }

    /** The bridge declines the message. */
    void rejected(Submission submission, String code, String text) {
        JsonArrayBuilder problems = Json.createArrayBuilder(List.of(Json.createObjectBuilder()
                .add("type", "https://schema.fitko.de/fit-connect/events/problems/other")
                .add("title", code)
                .add("detail", text)
                .add("instance", "submission")
                .build()));
        JsonObject details =
                Json.createObjectBuilder().add("problems", problems).build();
        submission
                .events()
                .add(destination.bridge().sign(claims(submission, destination.id(), "reject-submission", details)));
    }

    private JsonObject claims(Submission submission, String issuer, String event, JsonObject details) {
        return Json.createObjectBuilder()
                .add("$schema", SCHEMA)
                .add("jti", UUID.randomUUID().toString())
                .add("iss", issuer)
                .add("iat", clock.instant().getEpochSecond())
                .add("sub", "submission:" + submission.id())
                .add("txn", "case:" + submission.caseId())
                .add("events", Json.createObjectBuilder().add(EVENTS + event, details))
                .build();
    }
}
