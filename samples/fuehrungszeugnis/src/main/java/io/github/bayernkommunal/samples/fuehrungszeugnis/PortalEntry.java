package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.PortalRegistryException;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers this application in the portal when it starts, so that citizens find it there after the next collection. */
@ApplicationScoped
public class PortalEntry {

    private static final Logger log = LoggerFactory.getLogger(PortalEntry.class);

    @Inject
    private PortalRegistryClient registry;

    @Inject
    private SampleSettings settings;

    void register(@Observes @Initialized(ApplicationScoped.class) Object start) {
        try {
            RegistrationPlan plan = registry.plan(ServiceDirectory.of(service()));
            plan.changes().forEach(change -> log.info("portal: {}", change));
            RegistrationReport report = registry.apply(plan);
            report.problems().forEach(problem -> log.warn("portal: {}", problem));
        } catch (PortalRegistryException e) {
            // The application works without the portal; whoever has its address can still apply.
            log.error("This service could not be registered in the portal: {}", e.getMessage());
        }
    }

    private OnlineService service() {
        return OnlineService.builder("fuehrungszeugnis")
                .leistung(settings.leistung())
                .offeredIn(settings.ars())
                .title(Texts.GERMAN.get("service"))
                .title(Locale.ENGLISH, Texts.ENGLISH.get("service"))
                .description(Texts.GERMAN.get("start.lead"))
                .description(Locale.ENGLISH, Texts.ENGLISH.get("start.lead"))
                .address(settings.address())
                .trustLevel(OnlineService.TrustLevel.HIGH)
                .payment(true)
                .build();
    }
}
