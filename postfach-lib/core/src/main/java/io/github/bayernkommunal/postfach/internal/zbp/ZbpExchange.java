package io.github.bayernkommunal.postfach.internal.zbp;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import io.github.bayernkommunal.postfach.internal.StatusJudge;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;

/** Everything behind the route {@code zbp-rest}. */
public final class ZbpExchange implements AutoCloseable {

    private static final int KEPT = 64 * 1024;

    private final URI base;
    private final Signer signer;
    private final Clock clock;
    private final HttpsCalls calls;
    private final StatusJudge statuses;

    /** A road to the service below {@code base}. */
    public ZbpExchange(
            URI base, KeyStore.PrivateKeyEntry key, List<X509Certificate> trust, Duration timeout, Clock clock) {
        this.base = base;
        this.signer = new Signer(key);
        this.clock = clock;
        this.statuses = new StatusJudge(clock);
        this.calls = new HttpsCalls("postfach-zbp", base.getHost(), key, trust, timeout);
    }

    /** Sends a message document with its files once. */
    public PostfachRoute.Receipt deliver(PostfachRoute.Letter letter) {
        ZbpDocument.requireAddressedTo(letter);
        HttpPut request = new HttpPut(address("/v6/mailbox/messages"));
        Multipart.fill(request, ZbpDocument.signed(letter.document(), signer), letter.attachments());
        return call(request);
    }

    /** Reports how an application stands. */
    public void report(String document) {
        HttpPost request = new HttpPost(address("/v6/mailbox/applications/states"));
        request.setEntity(new ByteArrayEntity(
                ZbpDocument.signed(document, signer).getBytes(StandardCharsets.UTF_8),
                ContentType.create("application/json")));
        call(request);
    }

    private URI address(String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    private PostfachRoute.Receipt call(HttpUriRequestBase request) {
        request.addHeader("Accept", "application/json");
        request.addHeader("Authorization", "Bearer " + signer.token(clock.instant()));
        return calls.within(() -> {
            HttpsCalls.Answer answer = calls.send(request, KEPT);
            return judge(answer.status(), answer.retryAfter(), answer.text());
        });
    }

    private PostfachRoute.Receipt judge(int status, @Nullable String retryAfter, String body) {
        PostfachUnavailableException setUp = statuses.setUp(status);
        if (setUp != null) {
            throw setUp;
        }
        PostfachUnavailableException busy = statuses.busy(status, retryAfter);
        if (busy != null) {
            throw busy;
        }
        switch (status) {
            case 400, 404, 405, 409, 413, 415, 422 ->
                throw new PostfachRejectedException(
                        Code.DECLINED_BY_STATUS.toString(),
                        "The mailbox service declined the message (HTTP %d). hints() holds its answer."
                                .formatted(status),
                        List.of(status == 413 ? Rejection.MESSAGE_TOO_LARGE : Rejection.REJECTED_BY_SERVICE),
                        String.valueOf(status),
                        body);
            default -> {}
        }
        if (status < 200 || status > 299) {
            throw uncertain(Code.STATUS_UNCLEAR, "The mailbox service answered with HTTP %d.".formatted(status));
        }
        return receipt(status, body);
    }

    /** What a good status and this text say. */
    static PostfachRoute.Receipt receipt(int status, String body) {
        try (JsonParser parser = Json.createParser(new StringReader(body))) {
            parser.next();
            String id = id(parser.getObject());
            if (parser.hasNext()) {
                throw new IllegalStateException("something stands behind the object");
            }
            return new PostfachRoute.Receipt(DeliveryState.PROVIDED, id, body);
        } catch (RuntimeException e) {
            // Too deep an object is no JsonException for the reader.
            throw uncertain(Code.ANSWER_NOT_JSON, "The answer (HTTP %d) is no JSON object.".formatted(status));
        }
    }

    // The members of the answer are not public: an id is taken where one stands, and never required.
    private static @Nullable String id(JsonObject answer) {
        for (String name : List.of("id", "messageId", "uuid")) {
            if (answer.get(name) instanceof JsonString id) {
                return id.getString();
            }
        }
        return null;
    }

    private static PostfachUnavailableException uncertain(Code code, String what) {
        return new PostfachUnavailableException(
                code.toString(),
                what + " Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat.",
                true,
                null,
                null);
    }

    @Override
    public void close() {
        calls.close();
    }
}
