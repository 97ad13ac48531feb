package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Exchange.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the route, and tells the log and the listener how it went. */
final class Calls {

    private static final Logger log = LoggerFactory.getLogger(EpayClient.class);

    private final PaymentRoute route;
    private final Consumer<Exchange> listener;
    private final Clock clock;

    Calls(PaymentRoute route, Consumer<Exchange> listener, Clock clock) {
        this.route = route;
        this.listener = listener;
        this.clock = clock;
    }

    PaymentRoute.Status open(PaymentOrder order, PaymentRoute.Attempt attempt) {
        return call("open", attempt, () -> route.open(order, attempt));
    }

    PaymentRoute.Status status(PaymentRoute.Attempt attempt) {
        return call("report", attempt, () -> route.status(attempt));
    }

    private PaymentRoute.Status call(
            String operation, PaymentRoute.Attempt attempt, Supplier<PaymentRoute.Status> call) {
        Instant start = clock.instant();
        long from = System.nanoTime();
        try {
            PaymentRoute.Status status = call.get();
            if (!StateRules.isReportable(status.state())) {
                throw new IllegalStateException("The route %s reports %s, a state that no platform can report"
                        .formatted(route.account(), status.state()));
            }
            done(operation, attempt, start, from, Outcome.ANSWERED, "");
            return status;
        } catch (EpayException e) {
            done(operation, attempt, start, from, outcome(e), e.code());
            throw e;
        }
    }

    private void done(
            String operation, PaymentRoute.Attempt attempt, Instant start, long from, Outcome outcome, String code) {
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        log.debug(
                "{} payment {} attempt {}: {} {} in {} ms",
                operation,
                attempt.reference(),
                attempt.id(),
                outcome,
                code,
                took.toMillis());
        try {
            listener.accept(new Exchange(
                    operation, start, took, outcome, code.isEmpty() ? Optional.empty() : Optional.of(code)));
        } catch (RuntimeException e) {
            // A counter that fails must not turn a payment into an error.
            log.warn("the listener of exchanges failed", e);
        }
    }

    private static Outcome outcome(EpayException failure) {
        if (failure instanceof EpayRejectedException) {
            return Outcome.REJECTED;
        }
        return failure instanceof EpayUnavailableException ? Outcome.UNAVAILABLE : Outcome.PROTOCOL;
    }
}
