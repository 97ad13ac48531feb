package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.Reconciler;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps asking about payments whose citizens do not come back. The library decides which ones are due, with growing pauses,
 * and fires {@link io.github.bayernkommunal.epay.jakarta.PaymentChanged} when one of them has ended.
 */
@ApplicationScoped
public class PaymentWatch {

    private static final Logger log = LoggerFactory.getLogger(PaymentWatch.class);

    @Inject
    private EpayClient epay;

    @Inject
    private SampleSettings settings;

    @Resource(lookup = LetterDesk.BACKGROUND)
    private ManagedScheduledExecutorService later;

    void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
        Reconciler reconciler = epay.reconciler();
        long pause = settings.watchPause().toMillis();
        // Ends with the application; nobody waits for it.
        var unused = later.scheduleWithFixedDelay(() -> look(reconciler), pause, pause, TimeUnit.MILLISECONDS);
    }

    private static void look(Reconciler reconciler) {
        try {
            reconciler.run();
        } catch (RuntimeException e) {
            // Otherwise this would have been the last look.
            log.warn("Open payments could not be asked for", e);
        }
    }
}
