package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import io.github.bayernkommunal.postfach.testkit.internal.Json;
import io.github.bayernkommunal.postfach.testkit.internal.Members;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls.RestAnswer;
import io.github.bayernkommunal.postfach.testkit.internal.Spool;
import io.github.bayernkommunal.postfach.testkit.internal.Spool.SpooledFile;
import io.github.bayernkommunal.postfach.testkit.internal.zbp.FileLimits;
import jakarta.json.JsonObjectBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Keeps submissions from announcement to event log, without being able to read them. Thread-safe. */
public final class SubmissionService {

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Destination destination;
    private final FileLimits limits;
    private final Spool spool;
    private final EventLog log;
    private final Bridge bridge;
    private final Map<String, Submission> submissions = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean held;

    SubmissionService(Destination destination, FileLimits limits, Spool spool, EventLog log, Bridge bridge) {
        this.destination = destination;
        this.limits = limits;
        this.spool = spool;
        this.log = log;
        this.bridge = bridge;
    }

    /** The bridge picks nothing up until {@link #resume()}. */
    public synchronized void hold() {
        held = true;
    }

    /** The bridge picks up what has been waiting, and from now on everything at once. */
    public synchronized void resume() {
        held = false;
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    /** Forgets all submissions. */
    public synchronized void reset() {
        held = false;
        waiting.clear();
        submissions.clear();
    }

    RestAnswer announce(byte[] body, boolean takeEffect) throws Problem {
        Members request = Members.of("submission", Json.text("submission", body));
        request.only("destinationId", "announcedAttachments", "publicService");
        if (!request.matching("destinationId", UUID).equals(destination.id())) {
            throw new Problem(404, "destination", "There is no such destination");
        }
        Members service = request.object("publicService");
        service.only("identifier", "name");
        service.text("name", 1, 255);
        String identifier = service.string("identifier");
        if (!identifier.equals(Bridge.MESSAGE) && !identifier.equals(Bridge.STATUS)) {
            throw new Problem(422, "service", "The destination does not offer this service");
        }
        List<String> announced = request.strings("announcedAttachments");
        if (!announced.stream().allMatch(id -> UUID.matcher(id).matches())
                || Set.copyOf(announced).size() != announced.size()) {
            throw Problem.malformed("submission/announcedAttachments must hold different UUIDs");
        }
        Submission submission = new Submission(identifier, announced);
        if (takeEffect) {
            synchronized (this) {
                submissions.put(submission.id(), submission);
            }
            synchronized (submission) {
                log.byService(submission, "create-submission");
            }
        }
        return answer(201, submission);
    }

    RestAnswer upload(String id, String attachment, InputStream body, boolean takeEffect) throws Problem, IOException {
        Submission submission = submission(id);
        if (!submission.announced().contains(attachment)) {
            throw new Problem(404, "attachment", "The attachment was not announced");
        }
        SpooledFile file = spool.newFile();
        boolean kept = false;
        try {
            copy(body, file);
            try (InputStream in = Files.newInputStream(file.path())) {
                CompactJwe.checkHeader(in, destination.encryption().id());
            }
            synchronized (submission) {
                if (!submission.body().isEmpty()) {
                    throw new Problem(409, "submitted", "The submission is complete already");
                }
                if (takeEffect) {
                    SpooledFile before = submission.uploads().put(attachment, file);
                    if (before != null) {
                        spool.discard(before);
                    }
                    kept = true;
                }
            }
            return new RestAnswer(204, "");
        } finally {
            if (!kept) {
                spool.discard(file);
            }
        }
    }

    // Base64 makes four characters of three bytes; the rest of a JWE is small.
    private void copy(InputStream body, SpooledFile file) throws Problem, IOException {
        long left = limits.bytesEach() / 3L * 4 + 16 * 1024;
        byte[] chunk = new byte[64 * 1024];
        try (file) {
            for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
                left -= read;
                if (left < 0) {
                    throw new Problem(413, "too-large", "The attachment is too large");
                }
                file.write(chunk, 0, read);
            }
        }
    }

    RestAnswer submit(String id, byte[] body, boolean takeEffect) throws Problem, IOException {
        Submission submission = submission(id);
        String text = Json.text("submission", body);
        Members request = Members.of("submission", text);
        request.only("encryptedMetadata", "encryptedData");
        String metadata = request.string("encryptedMetadata");
        String data = request.string("encryptedData");
        checkHeader(metadata);
        checkHeader(data);
        synchronized (submission) {
            if (submission.body().equals(text)) {
                return answer(200, submission); // RFC 9110, 9.2.2: PUT is idempotent
            }
            if (!submission.body().isEmpty()) {
                throw new Problem(409, "submitted", "The submission is complete already, with other content");
            }
            if (!submission.uploads().keySet().equals(submission.announced())) {
                throw new Problem(422, "attachment-missing", "Not all announced attachments have come");
            }
            if (takeEffect) {
                submission.submit(text);
                log.byService(submission, "submit-submission");
                log.byService(submission, "notify-submission");
            }
        }
        if (takeEffect) {
            forward(submission, metadata, data);
        }
        return answer(200, submission);
    }

    private void forward(Submission submission, String metadata, String data) {
        Runnable pickUp = () -> {
            synchronized (submission) {
                bridge.pickUp(submission, metadata, data);
            }
        };
        synchronized (this) {
            if (held) {
                waiting.add(pickUp);
                return;
            }
        }
        pickUp.run();
    }

    RestAnswer events(String id, int limit, int offset) throws Problem {
        Submission submission = submission(id);
        List<String> all;
        synchronized (submission) {
            all = List.copyOf(submission.events());
        }
        List<String> page = all.stream().skip(offset).limit(limit).toList();
        return new RestAnswer(
                200,
                jakarta.json.Json.createObjectBuilder()
                        .add("offset", offset)
                        .add("limit", limit)
                        .add("count", page.size())
                        .add("totalCount", all.size())
                        .add("eventLog", jakarta.json.Json.createArrayBuilder(page))
                        .build()
                        .toString());
    }

    private void checkHeader(String jwe) throws Problem, IOException {
        InputStream in = new ByteArrayInputStream(jwe.getBytes(StandardCharsets.UTF_8));
        CompactJwe.checkHeader(in, destination.encryption().id());
    }

    private synchronized Submission submission(String id) throws Problem {
        Submission submission = submissions.get(id);
        if (submission == null) {
            throw new Problem(404, "submission", "There is no such submission");
        }
        return submission;
    }

    private RestAnswer answer(int status, Submission submission) {
        JsonObjectBuilder answer = jakarta.json.Json.createObjectBuilder()
                .add("submissionId", submission.id())
                .add("caseId", submission.caseId())
                .add("destinationId", destination.id());
        return new RestAnswer(status, answer.build().toString());
    }
}
