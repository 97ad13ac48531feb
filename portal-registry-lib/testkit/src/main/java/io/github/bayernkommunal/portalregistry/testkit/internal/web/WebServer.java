package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.portalregistry.testkit.Mishap;
import io.github.bayernkommunal.portalregistry.testkit.Served;
import io.github.bayernkommunal.portalregistry.testkit.internal.ServedFilter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** HTTPS on the loopback address, with ordered misbehaviour on the interfaces for programs. */
public final class WebServer implements AutoCloseable {

    private static final Set<Mishap> BEFORE_WORK = EnumSet.of(
            Mishap.UNAUTHORIZED,
            Mishap.FORBIDDEN,
            Mishap.TOO_MANY_REQUESTS,
            Mishap.INTERNAL_ERROR,
            Mishap.GARBAGE,
            Mishap.HTML_PAGE,
            Mishap.HUGE_ANSWER);
    private static final Set<Mishap> AFTER_SUCCESS = EnumSet.of(
            Mishap.CUT_ANSWER, Mishap.LATE_ANSWER, Mishap.SINGLE_OBJECT_FOR_LIST, Mishap.DUPLICATE_JSON_KEYS);
    private static final int HUGE_BYTES = 64 * 1024 * 1024;

    private final HttpsServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "portal-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final Mishaps mishaps;
    private final Filter served;
    private final BiConsumer<Request, Integer> ledger;

    /** Starts at once; {@code port} 0 takes a free one. The ledger hears of every answered request with its status. */
    public WebServer(
            int port,
            KeyStore.PrivateKeyEntry key,
            Mishaps mishaps,
            BiConsumer<Request, Integer> ledger,
            Consumer<Served> listener) {
        this.served = new ServedFilter(listener);
        this.mishaps = mishaps;
        this.ledger = ledger;
        try {
            server = HttpsServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot listen on port " + port, e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(Certificates.serverContext(key)));
        server.setExecutor(workers);
        server.start();
    }

    /** Serves a part of the portal that programs read: here mishaps happen. */
    public void api(String path, Function<Request, Reply> part) {
        serve(
                path,
                exchange -> respond(exchange, request -> {
                    Set<Mishap> early = mishaps.take(BEFORE_WORK);
                    return early.isEmpty()
                            ? misbehave(part.apply(request))
                            : instead(early.iterator().next());
                }));
    }

    /** Serves a part of the portal for people or for controlling it. */
    public void page(String path, Function<Request, Answer> part) {
        serve(path, exchange -> respond(exchange, request -> new Sending(part.apply(request))));
    }

    /** Base address without a slash at the end. */
    public URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        mishaps.clear();
        server.stop(0);
        workers.shutdownNow();
    }

    private void serve(String path, HttpHandler handler) {
        server.createContext(path, handler).getFilters().add(served);
    }

    private void respond(HttpExchange exchange, Work work) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            Sending sending;
            try {
                sending = work.on(request);
            } catch (Refusal refusal) {
                sending = new Sending(refusal.answer());
            } catch (RuntimeException e) {
                // A fault of the simulator must not look like an ordered one: say where it happened.
                sending =
                        new Sending(Refusal.of(500, "Fehler im Simulator: " + e).answer());
            }
            ledger.accept(request, sending.answer.status());
            sending.write(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sending misbehave(Reply reply) throws InterruptedException {
        Set<Mishap> late = mishaps.take(matching(reply));
        if (late.contains(Mishap.LATE_ANSWER)) {
            mishaps.awaitRelease();
        }
        boolean single = late.contains(Mishap.SINGLE_OBJECT_FOR_LIST) || mishaps.isSingleForList();
        boolean duplicate = late.contains(Mishap.DUPLICATE_JSON_KEYS);
        return new Sending(reply.render(single, duplicate), late.contains(Mishap.CUT_ANSWER), false);
    }

    private static Set<Mishap> matching(Reply reply) {
        Set<Mishap> matching = EnumSet.copyOf(AFTER_SUCCESS);
        if (!reply.isJson()) {
            matching.remove(Mishap.SINGLE_OBJECT_FOR_LIST);
            matching.remove(Mishap.DUPLICATE_JSON_KEYS);
        }
        return matching;
    }

    private static Sending instead(Mishap mishap) {
        return switch (mishap) {
            case UNAUTHORIZED -> throw Refusal.unauthorized();
            case FORBIDDEN -> throw Refusal.of(403, "Für diese Daten fehlt die Berechtigung.");
            case INTERNAL_ERROR -> throw Refusal.of(500, "Interner Fehler. Bitte versuchen Sie es später erneut.");
            case TOO_MANY_REQUESTS ->
                new Sending(new Answer(
                        429, "text/plain; charset=utf-8", "Zu viele Anfragen.", java.util.Map.of("Retry-After", "7")));
            case HTML_PAGE ->
                new Sending(Answer.of(
                        "text/html; charset=utf-8",
                        "<!DOCTYPE html><html lang=\"de\"><title>Wartung</title><p>Wartungsarbeiten</p></html>"));
            case GARBAGE -> new Sending(Answer.of("application/json;charset=UTF-8", "\u0000{]<\ufffd not an answer"));
            case HUGE_ANSWER -> new Sending(Answer.of("application/json;charset=UTF-8", ""), false, true);
            default -> throw new IllegalStateException("Not a whole answer: " + mishap);
        };
    }

    private interface Work {
        Sending on(Request request) throws InterruptedException;
    }

    private record Sending(Answer answer, boolean cut, boolean huge) {

        Sending(Answer answer) {
            this(answer, false, false);
        }

        void write(HttpExchange exchange) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            if (huge) {
                exchange.sendResponseHeaders(200, 0);
                writeHuge(exchange.getResponseBody());
            } else if (cut) {
                // The length promises the whole body; closing the exchange early ends the connection inside it.
                exchange.sendResponseHeaders(answer.status(), body.length);
                exchange.getResponseBody().write(body, 0, body.length / 2);
                exchange.getResponseBody().flush();
            } else {
                boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(answer.status(), empty ? -1 : body.length);
                if (!empty) {
                    exchange.getResponseBody().write(body);
                }
            }
        }

        private static void writeHuge(OutputStream out) throws IOException {
            byte[] piece = "x".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
            out.write("{\"leistung\":[{\"id\":1,\"bezeichnung\":\"".getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < HUGE_BYTES; sent += piece.length) {
                out.write(piece);
            }
            out.write("\"}]}".getBytes(StandardCharsets.US_ASCII));
            out.close();
        }
    }
}
