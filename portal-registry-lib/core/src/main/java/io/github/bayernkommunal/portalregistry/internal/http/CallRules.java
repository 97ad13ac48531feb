package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.Exchange;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How one service is called, over whatever protocol: within a time limit, with few calls at a time, not at all while it is down. A
 * failed read is repeated at most twice, if time and the budget for repetitions allow.
 */
public final class CallRules {

    private static final Logger log = LoggerFactory.getLogger(CallRules.class);
    private static final int ATTEMPTS = 3;
    /** Failures after which nobody knows whether the service has done what it was asked for. */
    private static final Set<String> UNCERTAIN = Set.of("PORTAL-102", "PORTAL-103", "PORTAL-105", "PORTAL-108");

    private static final long FIRST_PAUSE_MILLIS = 250;

    private final HttpSettings settings;
    private final Waiting waiting;
    private final Semaphore places;
    private final Breaker breaker;
    private final RetryBudget budget = new RetryBudget();
    private long nextBegin = Long.MIN_VALUE / 2;

    /** Rules for the service that the settings name. */
    public CallRules(HttpSettings settings, Waiting waiting) {
        this.settings = settings;
        this.waiting = waiting;
        this.places = new Semaphore(settings.parallel(), true);
        this.breaker = new Breaker(waiting);
    }

    /** One attempt to get an answer. */
    @FunctionalInterface
    public interface Attempt {

        /**
         * Calls once.
         *
         * @param deadline until when, in the time of {@link Waiting#nanos()}
         * @param start when the attempt began
         * @return the answer, or empty when the service does not have the resource
         */
        Optional<Answer> make(long deadline, Instant start);
    }

    /**
     * Makes a call that changes nothing, so that it may be repeated.
     *
     * @param operation what is read, without ids, for messages and metrics
     * @param attempt calls once
     * @return the answer, or empty when the service does not have the resource
     */
    public Optional<Answer> call(String operation, Attempt attempt) {
        return call(operation, attempt, ATTEMPTS);
    }

    /**
     * Makes a call that changes something: it is never repeated, and a failure after the connection was made tells that it may have taken
     * effect.
     *
     * @param operation what is done, without ids, for messages and metrics
     * @param attempt calls once
     * @return the answer, or empty when the service does not have the resource
     */
    public Optional<Answer> write(String operation, Attempt attempt) {
        try {
            return call(operation, attempt, 1);
        } catch (PortalRegistryUnavailableException e) {
            if (!UNCERTAIN.contains(e.code())) {
                throw e;
            }
            throw new PortalRegistryUnavailableException(
                    e.code(),
                    String.valueOf(e.getMessage()).substring(e.code().length() + 1)
                            + ". It may have taken effect; resume, which repeats it harmlessly",
                    true,
                    e.suggestedPause().orElse(null),
                    e);
        }
    }

    private Optional<Answer> call(String operation, Attempt attempt, int most) {
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
                Optional<Answer> answer = attempts(operation, attempt, deadline, most);
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

    private Optional<Answer> attempts(String operation, Attempt wire, long deadline, int most) {
        budget.called();
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(operation, wire, deadline);
            } catch (PortalRegistryUnavailableException e) {
                long pause = pause(e, attempt);
                boolean inTime = waiting.nanos() + TimeUnit.MILLISECONDS.toNanos(pause) < deadline;
                if ("PORTAL-108".equals(e.code()) || attempt == most || !inTime || !budget.take()) {
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

    private Optional<Answer> attempt(String operation, Attempt wire, long deadline) {
        Instant start = settings.clock().instant();
        long begin = waiting.nanos();
        String code = "";
        Exchange.Outcome outcome = Exchange.Outcome.SUCCEEDED;
        try {
            keepDistance(operation);
            return wire.make(deadline, start);
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
            tell(new Exchange(operation, start, took, outcome, code));
        }
    }

    private void tell(Exchange exchange) {
        try {
            settings.onExchange().accept(exchange);
        } catch (RuntimeException e) {
            // A counter that fails must not turn an answer into an error.
            log.warn("the listener of exchanges failed", e);
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

    /** What an interruption means. */
    public static PortalRegistryUnavailableException interrupted(String operation, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new PortalRegistryUnavailableException(
                "PORTAL-108", operation + " was interrupted before an answer came", false, null, cause);
    }
}
