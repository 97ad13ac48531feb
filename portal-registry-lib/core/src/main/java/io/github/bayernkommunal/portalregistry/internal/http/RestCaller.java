package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.Exchange;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.internal.Tls;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from one service over HTTPS: within a time limit, with few calls at a time, with limited
 * answers, never following a redirect. A failed read is repeated at most twice, if time and the budget for repetitions allow.
 */
public final class RestCaller implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RestCaller.class);
    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_MILLIS = 250;
    private static final int BEYOND_ERROR_TEXT = 8 * 1024;

    private final HttpSettings settings;
    private final Waiting waiting;
    private final ExecutorService threads;
    private final HttpClient client;
    private final Semaphore places;
    private final Breaker breaker;
    private final RetryBudget budget = new RetryBudget();
    private long nextBegin = Long.MIN_VALUE / 2;

    /** A caller of the service that the settings name. */
    public RestCaller(HttpSettings settings, Waiting waiting) {
        this.settings = settings;
        this.waiting = waiting;
        this.places = new Semaphore(settings.parallel(), true);
        this.breaker = new Breaker(waiting);
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

    /**
     * Reads a resource.
     *
     * @param operation what is read, without ids, for messages and metrics
     * @param path path and query below the base address
     * @return the answer, or empty when the service does not have the resource
     */
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
        long deadline = waiting.nanos() + settings.timeout().toNanos();
        breaker.closedFor().ifPresent(left -> {
            throw new PortalRegistryUnavailableException(
                    "PORTAL-107",
                    "%s failed %d times in a row, so it is left alone for another %d seconds. Try again after that"
                            .formatted(settings.address().getHost(), Breaker.FAILURES, left.toSeconds()),
                    false,
                    left,
                    null);
        });
        boolean told = false;
        try {
            takePlace(operation, deadline);
            try {
                Optional<Answer> answer = attempts(operation, complete, deadline);
                breaker.succeeded();
                told = true;
                return answer;
            } catch (PortalRegistryRejectedException | PortalRegistryProtocolException e) {
                // X25: a service that declines is alive.
                breaker.succeeded();
                told = true;
                throw e;
            } catch (PortalRegistryUnavailableException e) {
                if (!"PORTAL-108".equals(e.code())) {
                    breaker.failed();
                    told = true;
                }
                throw e;
            } finally {
                places.release();
            }
        } finally {
            if (!told) {
                breaker.abandoned();
            }
        }
    }

    private void takePlace(String operation, long deadline) {
        try {
            if (places.tryAcquire(Math.max(0, deadline - waiting.nanos()), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            throw interrupted(operation, e);
        }
        throw new PortalRegistryUnavailableException(
                "PORTAL-106",
                "%s was not called: %d calls were running during the whole %s. Call less often or raise the time limit"
                        .formatted(operation, settings.parallel(), settings.timeout()),
                false,
                null,
                null);
    }

    private Optional<Answer> attempts(String operation, HttpRequest request, long deadline) {
        budget.called();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(operation, request, deadline);
            } catch (PortalRegistryUnavailableException e) {
                long pause = pause(e, attempt);
                boolean inTime = waiting.nanos() + TimeUnit.MILLISECONDS.toNanos(pause) < deadline;
                if ("PORTAL-108".equals(e.code()) || attempt == ATTEMPTS || !inTime || !budget.take()) {
                    throw e;
                }
                try {
                    waiting.pause(pause);
                } catch (InterruptedException interruption) {
                    throw interrupted(operation, interruption);
                }
            }
        }
    }

    /** What the service asks for, otherwise a random time below a limit that doubles. */
    private long pause(PortalRegistryUnavailableException failure, int attempt) {
        return failure.suggestedPause().map(Duration::toMillis).orElse((long)
                (waiting.random() * (FIRST_PAUSE_MILLIS << attempt)));
    }

    private Optional<Answer> attempt(String operation, HttpRequest request, long deadline) {
        Instant start = settings.clock().instant();
        long begin = waiting.nanos();
        String code = "";
        Exchange.Outcome outcome = Exchange.Outcome.SUCCEEDED;
        try {
            return Answers.judge(operation, settings, send(operation, request, deadline), start);
        } catch (PortalRegistryException e) {
            code = e.code();
            outcome = e instanceof PortalRegistryRejectedException
                    ? Exchange.Outcome.REJECTED
                    : e instanceof PortalRegistryUnavailableException
                            ? Exchange.Outcome.UNAVAILABLE
                            : Exchange.Outcome.PROTOCOL;
            throw e;
        } finally {
            Duration took = Duration.ofNanos(waiting.nanos() - begin);
            log.debug("called {} in {} ms: {} {}", operation, took.toMillis(), outcome, code);
            settings.onExchange().accept(new Exchange(operation, start, took, outcome, code));
        }
    }

    private HttpResponse<LimitedBody.Body> send(String operation, HttpRequest request, long deadline) {
        keepDistance(operation);
        CompletableFuture<HttpResponse<LimitedBody.Body>> call = client.sendAsync(
                request, head -> new LimitedBody(head.statusCode() == 200 ? settings.largest() : BEYOND_ERROR_TEXT));
        try {
            HttpResponse<LimitedBody.Body> response =
                    call.get(Math.max(1, deadline - waiting.nanos()), TimeUnit.NANOSECONDS);
            Failures.refuseStale(settings, response);
            return response;
        } catch (InterruptedException e) {
            throw interrupted(operation, e);
        } catch (TimeoutException e) {
            throw Failures.late(operation, settings, e);
        } catch (ExecutionException e) {
            throw Failures.of(operation, settings, e.getCause() == null ? e : e.getCause());
        } finally {
            call.cancel(true);
        }
    }

    /** Waits until the call before is long enough ago. */
    private void keepDistance(String operation) {
        long wait;
        synchronized (this) {
            long now = waiting.nanos();
            long begin = Math.max(now, nextBegin);
            nextBegin = begin + settings.spacing().toNanos();
            wait = begin - now;
        }
        if (wait > 0) {
            try {
                waiting.pause(TimeUnit.NANOSECONDS.toMillis(wait) + 1);
            } catch (InterruptedException e) {
                throw interrupted(operation, e);
            }
        }
    }

    static PortalRegistryUnavailableException interrupted(String operation, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new PortalRegistryUnavailableException(
                "PORTAL-108", operation + " was interrupted before an answer came", false, null, cause);
    }

    /** Ends the threads. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
