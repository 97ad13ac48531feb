package io.github.bayernkommunal.postfach.internal.zbp;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.CallPool;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.StatusJudge;
import io.github.bayernkommunal.postfach.internal.Tls;
import io.github.bayernkommunal.postfach.internal.TransportFailure;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Everything behind the route {@code zbp-rest}. */
public final class ZbpExchange implements AutoCloseable {

    private static final int KEPT = 64 * 1024;
    private static final int MOST_CALLS = 64;

    private final URI base;
    private final Signer signer;
    private final Duration timeout;
    private final Clock clock;
    private final HttpClient http;
    private final CallPool calls = new CallPool("postfach-zbp", MOST_CALLS);
    private final StatusJudge statuses;
    private final TransportFailure failure;
    private final SecureRandom random = new SecureRandom();

    /** A road to the service below {@code base}. */
    public ZbpExchange(
            URI base, KeyStore.PrivateKeyEntry key, List<X509Certificate> trust, Duration timeout, Clock clock) {
        this.base = base;
        this.signer = new Signer(key);
        this.timeout = timeout;
        this.clock = clock;
        this.statuses = new StatusJudge(clock);
        this.failure = new TransportFailure(base.getHost(), timeout, key);
        this.http = HttpClient.newBuilder()
                .sslContext(Tls.context(key, trust))
                .sslParameters(Tls.parameters())
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout.compareTo(Duration.ofSeconds(10)) < 0 ? timeout : Duration.ofSeconds(10))
                .build();
    }

    /** Sends a message document with its files once. */
    public PostfachRoute.Receipt deliver(PostfachRoute.Letter letter) {
        requireAddressedTo(letter);
        byte[] boundary = new byte[16];
        random.nextBytes(boundary);
        Multipart body = new Multipart("postfach-" + HexFormat.of().formatHex(boundary))
                .text("json", ZbpDocument.signed(letter.document(), signer));
        for (Attachment attachment : letter.attachments()) {
            body.file("files", attachment);
        }
        return call(request("/v6/mailbox/messages")
                .header("Content-Type", body.contentType())
                .PUT(body.body())
                .build());
    }

    /** Reports how an application stands. */
    public void report(String document) {
        call(request("/v6/mailbox/applications/states")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ZbpDocument.signed(document, signer)))
                .build());
    }

    private static void requireAddressedTo(PostfachRoute.Letter letter) {
        String named = Json.createReader(new StringReader(letter.document()))
                .readObject()
                .getString("mailboxUuid", "");
        if (!named.equals(letter.recipient().value())) {
            throw new PostfachProtocolException(
                    Code.LETTER_MIXED_UP.toString(),
                    "The document is addressed to another mailbox than the letter. Nothing was sent; stop sending and report it.",
                    null);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base.toString().replaceAll("/+$", "") + path))
                .timeout(timeout)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + signer.token(clock.instant()));
    }

    private PostfachRoute.Receipt call(HttpRequest request) {
        try {
            return calls.run(
                    () -> {
                        HttpResponse<InputStream> answer =
                                http.send(request, HttpResponse.BodyHandlers.ofInputStream());
                        try (InputStream in = answer.body()) {
                            return judge(
                                    answer.statusCode(),
                                    answer.headers().firstValue("Retry-After").orElse(null),
                                    new String(in.readNBytes(KEPT), StandardCharsets.UTF_8));
                        }
                    },
                    timeout);
        } catch (RejectedExecutionException e) {
            throw new PostfachUnavailableException(
                    Code.TOO_MANY_CALLS.toString(),
                    "%d calls are under way already, or the client is closed. Nothing was sent; send again later."
                            .formatted(MOST_CALLS),
                    false,
                    null,
                    e);
        } catch (TimeoutException e) {
            throw failure.noAnswer(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostfachUnavailableException(
                    Code.INTERRUPTED.toString(),
                    "The thread was interrupted while it waited for the answer. Whether the message arrived is unknown. Find out, then call markDelivered or permitRepeat.",
                    true,
                    null,
                    e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof io.github.bayernkommunal.postfach.PostfachException known) {
                throw known;
            }
            throw failure.of(cause);
        }
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
