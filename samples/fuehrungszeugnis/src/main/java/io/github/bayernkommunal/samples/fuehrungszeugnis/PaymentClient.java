package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.jakarta.PaymentChanged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Takes the place of the client that the library makes, for one reason: its clock. The pauses between its questions are
 * minutes and hours, and a test that waits for them lets this clock run faster.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class PaymentClient {

    @Produces
    @Singleton
    EpayClient client(SampleSettings settings, Event<PaymentChanged> changes) {
        return EpayClient.configure(System::getProperty)
                .clock(new FastClock(Clock.systemUTC(), settings.clockSpeed()))
                .onChange(report -> changes.fire(new PaymentChanged(report)))
                .build();
    }

    void close(@Disposes EpayClient client) {
        client.close();
    }

    /** Shows the time of {@code source} at the beginning, and from then on runs {@code speed} times as fast. */
    private static final class FastClock extends Clock {

        private final Clock source;
        private final Instant start;
        private final int speed;

        FastClock(Clock source, int speed) {
            this.source = source;
            this.start = source.instant();
            this.speed = speed;
        }

        @Override
        public Instant instant() {
            return start.plus(Duration.between(start, source.instant()).multipliedBy(speed));
        }

        @Override
        public ZoneId getZone() {
            return source.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return new FastClock(source.withZone(zone), speed);
        }
    }
}
