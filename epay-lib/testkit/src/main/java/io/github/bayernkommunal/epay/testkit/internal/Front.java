package io.github.bayernkommunal.epay.testkit.internal;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Stands between the wire and an endpoint: reads, lets planned faults happen, sends. */
final class Front implements HttpHandler {

    private static final int LARGEST_BODY = 1 << 20;
    private static final int MOST_DISCARDED = 16 * 1024 * 1024;
    private static final int HUGE = 64 << 20;
    private static final long DRIP_MILLIS = 100;

    private final Platform platform;
    private final Endpoint endpoint;

    Front(Platform platform, Endpoint endpoint) {
        this.platform = platform;
        this.endpoint = endpoint;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
            Request request = new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    headers(exchange.getRequestHeaders()),
                    text(body),
                    clientCertificate(exchange));
            Call call = endpoint.call(request);
            if (body.length > LARGEST_BODY) {
                // Who is still writing when the connection ends would never see the answer.
                exchange.getRequestBody().readNBytes(MOST_DISCARDED);
                send(exchange, endpoint.failure(413, "The request is larger than 1 MiB"));
            } else if (call == null) {
                send(exchange, answer(request, null));
            } else {
                serve(exchange, request, call, endpoint.admits(request) ? platform.take(call) : null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange, Request request, Call call, @Nullable Mishap mishap)
            throws IOException, InterruptedException {
        Answer early = mishap == null ? null : refusal(mishap);
        if (early != null) {
            platform.note(call + " " + early.status());
            send(exchange, early);
            return;
        }
        if (mishap == Mishap.CONNECTION_CUT_BEFORE_BOOKING) {
            platform.note(call + " cut");
            return; // closing an exchange without an answer closes its connection
        }
        CountDownLatch late = platform.lateAnswers();
        Answer answer = answer(request, mishap);
        platform.note(call + " " + answer.status());
        if (mishap == null) {
            send(exchange, answer);
            return;
        }
        switch (mishap) {
            case CONNECTION_CUT_AFTER_BOOKING -> {}
            case LATE_ANSWER -> {
                late.await();
                send(exchange, answer);
            }
            case CUT_ANSWER -> {
                OutputStream out = begin(exchange, answer, answer.bytes().length);
                out.write(answer.bytes(), 0, answer.bytes().length / 2);
                out.flush();
            }
            case GARBAGE -> send(exchange, new Answer(answer.status(), answer.headers(), "\u0000\u0001{<%&]"));
            case HTML_PAGE ->
                send(
                        exchange,
                        Answer.of(
                                200,
                                "text/html;charset=UTF-8",
                                "<!DOCTYPE html><title>Wartungsarbeiten</title><p>Bitte versuchen Sie es später."));
            case HUGE_ANSWER -> swell(exchange, answer);
            case SLOW_DRIP -> drip(exchange, answer, late);
            default -> send(exchange, answer);
        }
    }

    private Answer answer(Request request, @Nullable Mishap mishap) {
        try {
            return endpoint.answer(request, mishap);
        } catch (RuntimeException e) {
            // Must not look like a cut connection, which tests plan on purpose.
            return endpoint.failure(500, "The simulator has a fault of its own: " + e);
        }
    }

    private @Nullable Answer refusal(Mishap mishap) {
        return switch (mishap) {
            case UNAUTHORIZED -> endpoint.failure(401, "The credentials are not valid any more");
            case TOO_MANY_REQUESTS -> endpoint.failure(429, "Too many requests").with("Retry-After", "30");
            case INTERNAL_ERROR -> endpoint.failure(500, "Internal error");
            case SERVICE_UNAVAILABLE -> endpoint.failure(503, "The service is not available");
            default -> null;
        };
    }

    private static void swell(HttpExchange exchange, Answer answer) throws IOException {
        OutputStream out = begin(exchange, answer, 0);
        byte[] spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        for (int sent = 0; sent < HUGE; sent += spaces.length) {
            out.write(spaces);
        }
        out.write(answer.bytes());
        out.close();
    }

    private static void drip(HttpExchange exchange, Answer answer, CountDownLatch end)
            throws IOException, InterruptedException {
        OutputStream out = begin(exchange, answer, answer.bytes().length);
        for (byte drop : answer.bytes()) {
            out.write(drop);
            out.flush();
            if (end.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        out.close();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        int length = answer.bytes().length;
        OutputStream out = begin(exchange, answer, length == 0 ? -1 : length);
        if (!exchange.getRequestMethod().equals("HEAD")) {
            out.write(answer.bytes());
        }
        out.close();
    }

    private static OutputStream begin(HttpExchange exchange, Answer answer, long length) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(
                answer.status(), exchange.getRequestMethod().equals("HEAD") ? -1 : length);
        return exchange.getResponseBody();
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(Headers all) {
        Map<String, String> headers = new HashMap<>();
        all.forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return headers;
    }

    private static @Nullable X509Certificate clientCertificate(HttpExchange exchange) {
        try {
            return exchange instanceof HttpsExchange https
                            && https.getSSLSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
