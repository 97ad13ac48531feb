package io.github.bayernkommunal.postfach.internal.fitconnect;

import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import io.github.bayernkommunal.postfach.internal.StatusJudge;
import io.github.bayernkommunal.postfach.internal.UnchangedContent;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The calls of the submission API, version 2, each as one method. */
final class SubmissionApi implements EventLog.Keys {

    private static final int MOST = 4 * 1024 * 1024;
    private static final int PAGE = 500;
    private static final int MOST_EVENTS = 10_000;
    private static final int SHORTEST_KEY = 2048;
    private static final String JSON = "application/json";

    private final URI submissions;
    private final URI destinations;
    private final String destinationId;
    private final Duration timeout;
    private final HttpsCalls https;
    private final AccessTokens tokens;
    private final StatusJudge statuses;

    /** The API at two base addresses, for one destination. */
    SubmissionApi(
            URI submissions,
            URI destinations,
            String destinationId,
            Duration timeout,
            Clock clock,
            HttpsCalls https,
            AccessTokens tokens) {
        this.submissions = submissions;
        this.destinations = destinations;
        this.destinationId = destinationId;
        this.timeout = timeout;
        this.https = https;
        this.tokens = tokens;
        this.statuses = new StatusJudge(clock);
    }

    /** The key under which submissions to the destination are encrypted. */
    RSAKey encryptionKey() throws IOException, InterruptedException {
        for (RSAKey key : keys(get(destinations, "/v2/destinations/" + destinationId + "/keys"))) {
            boolean wraps = key.getKeyOperations() == null
                    ? KeyUse.ENCRYPTION.equals(key.getKeyUse())
                    : key.getKeyOperations().contains(KeyOperation.WRAP_KEY);
            if (wraps
                    && key.getAlgorithm() != null
                    && "RSA-OAEP-256".equals(key.getAlgorithm().getName())) {
                return key;
            }
        }
        throw unreadable(
                "The destination has no RSA key of at least %d bits for RSA-OAEP-256.".formatted(SHORTEST_KEY));
    }

    @Override
    public @Nullable RSAKey destinationKey(String keyId) throws IOException, InterruptedException {
        if (!keyId.matches("[A-Za-z0-9_-]{1,200}")) {
            return null;
        }
        JsonObject key = get(destinations, "/v2/destinations/" + destinationId + "/keys/" + keyId);
        return keys(Json.createObjectBuilder()
                        .add("keys", Json.createArrayBuilder().add(key))
                        .build())
                .stream()
                .filter(one -> keyId.equals(one.getKeyID()))
                .findFirst()
                .orElse(null);
    }

    @Override
    public List<RSAKey> serviceKeys() throws IOException, InterruptedException {
        return keys(get(submissions, "/.well-known/jwks.json"));
    }

    /** Announces a submission. */
    Submission announce(SubmissionDocuments.Service service, List<String> attachmentIds)
            throws IOException, InterruptedException {
        JsonObject answer = JsonAnswer.object(call(
                "POST",
                uri(submissions, "/v2/submissions"),
                JSON,
                BodyPublishers.ofString(SubmissionDocuments.announcement(destinationId, service, attachmentIds))));
        try {
            return Submission.of(answer);
        } catch (IllegalArgumentException e) {
            throw unreadable("FIT-Connect named no submission.");
        }
    }

    /** Sends one attachment, encrypted while it is read. */
    void upload(Submission submission, String attachmentId, Attachment file, CompactJwe jwe)
            throws IOException, InterruptedException {
        call(
                "PUT",
                uri(submissions, "/v2/submissions/%s/attachments/%s".formatted(submission.id(), attachmentId)),
                "application/jose",
                BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> encrypted(file, jwe)), jwe.length(file.size())));
    }

    private static InputStream encrypted(Attachment file, CompactJwe jwe) {
        try {
            return jwe.stream(new UnchangedContent(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes sure of a token, so that the call that counts does not fail for want of one. */
    void signIn() throws IOException, InterruptedException {
        tokens.current();
    }

    /** Completes a submission: from here on it counts. */
    void submit(Submission submission, String encryptedMetadata, String encryptedData)
            throws IOException, InterruptedException {
        String body = Json.createObjectBuilder()
                .add("encryptedMetadata", encryptedMetadata)
                .add("encryptedData", encryptedData)
                .build()
                .toString();
        call("PUT", uri(submissions, "/v2/submissions/" + submission.id()), JSON, BodyPublishers.ofString(body));
    }

    /** The whole event log, oldest event first. */
    List<String> events(Submission submission) throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        while (true) {
            JsonObject page = get(
                    submissions,
                    // Not formatted: some languages have digits of their own.
                    "/v2/submissions/" + submission.id() + "/events?limit=" + PAGE + "&offset=" + events.size());
            JsonArray log = page.get("eventLog") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
            for (JsonValue event : log) {
                if (!(event instanceof JsonString token)) {
                    throw unreadable("The event log of FIT-Connect holds something that is no event.");
                }
                events.add(token.getString());
            }
            if (log.isEmpty() || events.size() >= JsonAnswer.number(page, "totalCount", 0)) {
                return events;
            }
            if (events.size() > MOST_EVENTS) {
                throw unreadable("The event log of FIT-Connect has no end.");
            }
        }
    }

    private JsonObject get(URI base, String path) throws IOException, InterruptedException {
        return JsonAnswer.object(call("GET", uri(base, path), null, BodyPublishers.noBody()));
    }

    private static URI uri(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    /** A good answer; a token that is refused is renewed once. */
    private HttpsCalls.Answer call(String method, URI address, @Nullable String type, BodyPublisher body)
            throws IOException, InterruptedException {
        String token = tokens.current();
        HttpsCalls.Answer answer = send(method, address, type, body, token);
        if (answer.status() == 401) {
            tokens.forget(token);
            answer = send(method, address, type, body, tokens.current());
        }
        return good(answer);
    }

    private HttpsCalls.Answer send(String method, URI address, @Nullable String type, BodyPublisher body, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(timeout)
                .header("Accept", JSON)
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        if (type != null) {
            request.header("Content-Type", type);
        }
        return https.send(request.build(), MOST);
    }

    private HttpsCalls.Answer good(HttpsCalls.Answer answer) {
        int status = answer.status();
        PostfachUnavailableException unavailable = statuses.setUp(status);
        if (unavailable == null) {
            unavailable = statuses.busy(status, answer.retryAfter());
        }
        if (unavailable != null) {
            throw unavailable;
        }
        if (status == 413) {
            throw new PostfachRejectedException(
                    Code.DECLINED_BY_STATUS.toString(),
                    "FIT-Connect declined the message as too large (HTTP 413).",
                    List.of(Rejection.MESSAGE_TOO_LARGE),
                    "413",
                    answer.body());
        }
        if (status >= 400 && status <= 499) {
            throw new PostfachProtocolException(
                    Code.HTTP_REFUSED.toString(),
                    "FIT-Connect declined our request (HTTP %d). Check destination and address; if they are right, report it."
                            .formatted(status),
                    null);
        }
        if (status < 200 || status > 299) {
            throw new PostfachUnavailableException(
                    Code.STATUS_UNCLEAR.toString(),
                    "FIT-Connect answered with HTTP %d. Whether the message arrived is unknown.".formatted(status),
                    true,
                    null,
                    null);
        }
        return answer;
    }

    private static List<RSAKey> keys(JsonObject set) {
        List<RSAKey> keys = new ArrayList<>();
        JsonArray array = set.get("keys") instanceof JsonArray listed ? listed : JsonValue.EMPTY_JSON_ARRAY;
        for (JsonValue key : array) {
            try {
                RSAKey rsa = RSAKey.parse(key.toString());
                if (!rsa.isPrivate() && rsa.getKeyID() != null && rsa.size() >= SHORTEST_KEY) {
                    keys.add(rsa);
                }
            } catch (ParseException e) {
                // A key of another kind is of no use here.
            }
        }
        return keys;
    }

    private static PostfachUnavailableException unreadable(String what) {
        return new PostfachUnavailableException(Code.ANSWER_UNREADABLE.toString(), what, true, null, null);
    }
}
