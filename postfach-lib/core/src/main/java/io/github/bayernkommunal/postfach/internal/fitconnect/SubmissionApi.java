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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.jspecify.annotations.Nullable;

/** The calls of the submission API, version 2, each as one method. */
final class SubmissionApi implements EventLog.Keys {

    private static final int MOST = 4 * 1024 * 1024;
    private static final int PAGE = 500;
    private static final int MOST_EVENTS = 10_000;
    private static final int SHORTEST_KEY = 2048;
    private static final ContentType ENCRYPTED = ContentType.create("application/jose");

    private final URI submissions;
    private final URI destinations;
    private final String destinationId;
    private final HttpsCalls https;
    private final AccessTokens tokens;
    private final StatusJudge statuses;

    /** The API at two base addresses, for one destination. */
    SubmissionApi(
            URI submissions,
            URI destinations,
            String destinationId,
            Clock clock,
            HttpsCalls https,
            AccessTokens tokens) {
        this.submissions = submissions;
        this.destinations = destinations;
        this.destinationId = destinationId;
        this.https = https;
        this.tokens = tokens;
        this.statuses = new StatusJudge(clock);
    }

    /** The key under which submissions to the destination are encrypted. */
    RSAKey encryptionKey() throws IOException {
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
    public @Nullable RSAKey destinationKey(String keyId) throws IOException {
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
    public List<RSAKey> serviceKeys() throws IOException {
        return keys(get(submissions, "/.well-known/jwks.json"));
    }

    /** Announces a submission. */
    Submission announce(SubmissionDocuments.Service service, List<String> attachmentIds) throws IOException {
        JsonObject answer = JsonAnswer.object(call(
                "POST",
                uri(submissions, "/v2/submissions"),
                json(SubmissionDocuments.announcement(destinationId, service, attachmentIds))));
        try {
            return Submission.of(answer);
        } catch (IllegalArgumentException e) {
            throw unreadable("FIT-Connect named no submission.");
        }
    }

    /** Sends one attachment, encrypted while it is read. */
    void upload(Submission submission, String attachmentId, Attachment file, CompactJwe jwe) throws IOException {
        call(
                "PUT",
                uri(submissions, "/v2/submissions/%s/attachments/%s".formatted(submission.id(), attachmentId)),
                new EntityTemplate(jwe.length(file.size()), ENCRYPTED, out -> {
                    try (InputStream in = jwe.stream(new UnchangedContent(file))) {
                        in.transferTo(out);
                    }
                }));
    }

    /** Makes sure of a token, so that the call that counts does not fail for want of one. */
    void signIn() throws IOException {
        tokens.current();
    }

    /** Completes a submission: from here on it counts. */
    void submit(Submission submission, String encryptedMetadata, String encryptedData) throws IOException {
        String body = Json.createObjectBuilder()
                .add("encryptedMetadata", encryptedMetadata)
                .add("encryptedData", encryptedData)
                .build()
                .toString();
        call("PUT", uri(submissions, "/v2/submissions/" + submission.id()), json(body));
    }

    /** The whole event log, oldest event first. */
    List<String> events(Submission submission) throws IOException {
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

    private JsonObject get(URI base, String path) throws IOException {
        return JsonAnswer.object(call("GET", uri(base, path), null));
    }

    private static HttpEntity json(String body) {
        return new ByteArrayEntity(body.getBytes(StandardCharsets.UTF_8), ContentType.create("application/json"));
    }

    private static URI uri(URI base, String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    /** A good answer; a token that is refused is renewed once. */
    private HttpsCalls.Answer call(String method, URI address, @Nullable HttpEntity body) throws IOException {
        String token = tokens.current();
        HttpsCalls.Answer answer = send(method, address, body, token);
        if (answer.status() == 401) {
            tokens.forget(token);
            answer = send(method, address, body, tokens.current());
        }
        return good(answer);
    }

    private HttpsCalls.Answer send(String method, URI address, @Nullable HttpEntity body, String token)
            throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(method, address);
        request.addHeader("Accept", "application/json");
        request.addHeader("Authorization", "Bearer " + token);
        request.setEntity(body);
        return https.send(request, MOST);
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
                    answer.text());
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
