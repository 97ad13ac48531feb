package io.github.bayernkommunal.postfach.testkit.internal;

import com.sun.net.httpserver.HttpExchange;
import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.internal.AnswerWriter.Answer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends an answer as the mishap wants it: late, cut, dripping, or replaced by what gateways say. */
final class WirePlayer {

    private static final String XML = "text/xml; charset=utf-8";
    private static final String HTML = "text/html; charset=utf-8";

    private WirePlayer() {}

    /** A complete answer in any format. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Reply(int status, String type, byte[] bytes) {}

    /** Whether a gateway answers instead of the service. */
    static boolean isWithoutSoap(Mishap mishap) {
        return switch (mishap) {
            case HTML_PAGE,
                    TOO_MANY_REQUESTS,
                    SERVICE_UNAVAILABLE,
                    SERVICE_UNAVAILABLE_WITH_RETRY_AFTER,
                    BAD_GATEWAY,
                    INTERNAL_ERROR,
                    UNAUTHORIZED,
                    FORBIDDEN -> true;
            default -> false;
        };
    }

    /** Answers as a gateway; one that loses the answer passes the message on first. */
    static void playGateway(HttpExchange exchange, Mishap mishap, Runnable service) throws IOException {
        if (mishap.accepts()) {
            service.run();
        }
        switch (mishap) {
            case TOO_MANY_REQUESTS -> exchange.getResponseHeaders().set("Retry-After", "30");
            case SERVICE_UNAVAILABLE_WITH_RETRY_AFTER ->
                exchange.getResponseHeaders().set("Retry-After", "120");
            case UNAUTHORIZED -> exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"gateway\"");
            default -> {}
        }
        int status = switch (mishap) {
            case TOO_MANY_REQUESTS -> 429;
            case SERVICE_UNAVAILABLE, SERVICE_UNAVAILABLE_WITH_RETRY_AFTER -> 503;
            case BAD_GATEWAY -> 502;
            case INTERNAL_ERROR -> 500;
            case UNAUTHORIZED -> 401;
            case FORBIDDEN -> 403;
            default -> 200;
        };
        Http.send(
                exchange,
                status,
                HTML,
                "<!DOCTYPE html><html lang=\"de\"><title>Gateway</title><h1>%d</h1></html>\n".formatted(status));
    }

    /** Sends the answer of the SOAP service. */
    static void play(HttpExchange exchange, Answer answer, Mishaps.Fate fate) throws IOException {
        play(exchange, new Reply(answer.status(), XML, answer.bytes()), fate);
    }

    /** Sends the answer of the service. */
    static void play(HttpExchange exchange, Reply answer, Mishaps.Fate fate) throws IOException {
        Mishap mishap = fate.mishap();
        if (mishap == null) {
            Http.send(exchange, answer.status(), answer.type(), answer.bytes());
            return;
        }
        switch (mishap) {
            case RESET_AFTER_ACCEPTING -> {} // closing the exchange without an answer ends the connection
            case LATE_ANSWER -> {
                if (fate.awaitRelease()) {
                    Http.send(exchange, answer.status(), answer.type(), answer.bytes());
                }
            }
            case CUT_ANSWER -> cut(exchange, answer);
            case GARBAGE ->
                Http.send(
                        exchange,
                        200,
                        answer.type(),
                        "\u0000\u001fPK\u0003\u0004 %PDF <<<&&&".getBytes(StandardCharsets.ISO_8859_1));
            case SLOW_DRIP -> drip(exchange, answer, fate);
            default -> Http.send(exchange, answer.status(), answer.type(), answer.bytes());
        }
    }

    private static void cut(HttpExchange exchange, Reply answer) throws IOException {
        byte[] bytes = answer.bytes();
        if (bytes.length == 0) {
            return; // there is nothing to cut in the middle of
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        OutputStream out = exchange.getResponseBody(); // closed with the exchange, which ends the connection
        out.write(Arrays.copyOf(bytes, bytes.length / 2));
        out.flush();
    }

    private static void drip(HttpExchange exchange, Reply answer, Mishaps.Fate fate) throws IOException {
        byte[] bytes = answer.bytes();
        if (bytes.length == 0) {
            Http.send(exchange, answer.status(), answer.type(), bytes);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        OutputStream out = exchange.getResponseBody();
        try {
            for (byte b : bytes) {
                out.write(b);
                out.flush();
                fate.pause();
            }
            out.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the simulator is being closed
        }
    }
}
