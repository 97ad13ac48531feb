package io.github.bayernkommunal.epay.jakarta;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one {@link EpayClient} for an application from its settings, and closes it at the end.
 *
 * <p>The settings come from MicroProfile Config when it is present, otherwise from system properties and then from
 * environment variables, under the same names; {@code epay.client-key.file} is also found as {@code EPAY_CLIENT_KEY_FILE}.
 * A bean of type {@link Journal} is used when the application has one; without it payments are forgotten at the end of the
 * process. A bean of type {@link Clock} is where the time is read; without it the system's clock. Each new final state is fired as {@link PaymentChanged}.
 */
@ApplicationScoped
public class EpayProducer {

    private static final Logger log = LoggerFactory.getLogger(EpayProducer.class);

    /** Made by the container. */
    public EpayProducer() {}

    /**
     * The application's client.
     *
     * @param journals the application's journal, if it has one
     * @param clocks the application's clock, if it has one
     * @param changes where new states are fired
     * @return the client
     * @throws IllegalArgumentException if a setting is missing or wrong; its text lists every problem
     */
    // A JDK 17 compiler does not read type annotations from class files, so it takes the parameter for a non-null one.
    @SuppressWarnings("NullAway")
    @Produces
    @Singleton
    public EpayClient epayClient(Instance<Journal> journals, Instance<Clock> clocks, Event<PaymentChanged> changes) {
        EpayClient.Builder client =
                EpayClient.configure(ConfigLookup.find(), clocks.isResolvable() ? clocks.get() : Clock.systemUTC());
        if (journals.isResolvable()) {
            client.journal(journals.get());
        } else {
            log.warn(
                    "no bean of type Journal: payments are remembered in memory only, and forgotten at the next start");
        }
        return client.onChange(report -> changes.fire(new PaymentChanged(report)))
                .build();
    }

    /**
     * Closes the application's client.
     *
     * @param client the client to close
     */
    public void close(@Disposes EpayClient client) {
        client.close();
    }
}
