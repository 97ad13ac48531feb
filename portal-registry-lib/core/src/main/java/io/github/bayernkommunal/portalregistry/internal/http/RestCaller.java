package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.internal.Tls;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads from one REST service over HTTPS by {@link CallRules}, with limited answers, never following a redirect. */
public final class RestCaller implements Caller {

    private static final int BEYOND_ERROR_TEXT = 8 * 1024;

    private final HttpSettings settings;
    private final Waiting waiting;
    private final ExecutorService threads;
    private final HttpClient client;
    private final CallRules rules;

    /** A caller of the service that the settings name. */
    public RestCaller(HttpSettings settings, Waiting waiting) {
        this.settings = settings;
        this.waiting = waiting;
        this.rules = new CallRules(settings, waiting);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "portal-registry-http");
            thread.setDaemon(true);
            return thread;
        });
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.timeout())
                .sslContext(Tls.context(null, settings.trust()))
                .sslParameters(Tls.parameters())
                .executor(threads)
                .build();
    }

    @Override
    public Optional<Answer> get(String operation, String path) {
        return call(
                operation,
                HttpRequest.newBuilder(settings.address().resolve(path)).GET());
    }

    /**
     * Makes a call that changes nothing, so that it may be repeated.
     *
     * @param operation what is read, without ids, for messages and metrics
     * @param request address, method and headers beside the usual ones
     * @return the answer, or empty when the service does not have the resource
     */
    public Optional<Answer> call(String operation, HttpRequest.Builder request) {
        settings.headers().forEach(request::setHeader);
        HttpRequest complete = request.setHeader("Accept", "application/json").build();
        return rules.call(
                operation,
                (deadline, start) -> Answers.judge(operation, settings, send(operation, complete, deadline), start));
    }

    /**
     * Makes a call that changes something, once. Every answer from 200 to 299 means that it was accepted.
     *
     * @param operation what is done, without ids, for messages and metrics
     * @param request address, method and headers beside the usual ones
     */
    public void write(String operation, HttpRequest.Builder request) {
        settings.headers().forEach(request::setHeader);
        HttpRequest complete = request.build();
        rules.write(operation, (deadline, start) -> {
            Reply reply = send(operation, complete, deadline);
            if (reply.status() / 100 == 2) {
                return Optional.empty();
            }
            Answers.judge(operation, settings, reply, start);
            throw new PortalRegistryProtocolException(
                    "PORTAL-316",
                    "%s: there is nothing at this address that could be written to (HTTP %d). Check the address"
                            .formatted(operation, reply.status()),
                    null);
        });
    }

    private Reply send(String operation, HttpRequest request, long deadline) {
        // A connection that waits for its next call keeps the handler of its first one. A handler that knew this
        // caller, and so
        // the client, would keep the client's selector thread alive long after close.
        int largest = settings.largest();
        CompletableFuture<HttpResponse<LimitedBody.Body>> call = client.sendAsync(
                request, head -> new LimitedBody(head.statusCode() == 200 ? largest : BEYOND_ERROR_TEXT));
        try {
            HttpResponse<LimitedBody.Body> response =
                    call.get(Math.max(1, deadline - waiting.nanos()), TimeUnit.NANOSECONDS);
            Failures.refuseStale(settings, response);
            LimitedBody.Body body = response.body();
            return new Reply(response.statusCode(), response.headers(), body.bytes(), body.cutOff());
        } catch (InterruptedException e) {
            throw CallRules.interrupted(operation, e);
        } catch (TimeoutException e) {
            throw Failures.late(operation, settings, e);
        } catch (ExecutionException e) {
            throw Failures.of(operation, settings, e.getCause() == null ? e : e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
