package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import io.github.bayernkommunal.postfach.testkit.internal.Spool.SpooledFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** One submission from announcement to acceptance. Guarded by itself. */
final class Submission {

    private final String id = UUID.randomUUID().toString();
    private final String caseId = UUID.randomUUID().toString();
    private final String service;
    private final Set<String> announced;
    private final Map<String, SpooledFile> uploads = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private String body = "";

    Submission(String service, List<String> announced) {
        this.service = service;
        this.announced = new LinkedHashSet<>(announced);
    }

    String id() {
        return id;
    }

    String caseId() {
        return caseId;
    }

    /** The identifier of the public service: which kind of document comes. */
    String service() {
        return service;
    }

    Set<String> announced() {
        return announced;
    }

    /** The encrypted attachments that have come so far. */
    Map<String, SpooledFile> uploads() {
        return uploads;
    }

    /** The signed events, oldest first. */
    List<String> events() {
        return events;
    }

    /** The body with which it was submitted; empty before. */
    String body() {
        return body;
    }

    void submit(String withBody) {
        body = withBody;
    }
}
