package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Registers an online service: plan, look at the plan, apply it. */
public final class RegisterService {

    private final PortalRegistryClient registry;

    RegisterService(PortalRegistryClient registry) {
        this.registry = registry;
    }

    /** Runs against a simulated portal; prints the plan and what a reader of the portal sees before the collection. */
    public static void main(String... arguments) throws IOException {
        Path feed = Files.createTempDirectory("feed");
        try (PortalSimulator portal = PortalSimulator.start(0);
                PortalRegistryClient registry = PortalRegistryClient.from(settings(portal, feed))) {
            OnlineService parking = parking(PortalSimulator.MUSTERSTADT_ARS);
            RegistrationReport report = new RegisterService(registry).register(parking);
            System.out.println("Published: " + report);
            registry.visibility(parking).forEach(seen -> System.out.println("In the portal: " + seen));
        }
    }

    static Map<String, String> settings(PortalSimulator portal, Path feed) {
        Map<String, String> settings = new TreeMap<>(portal.settings());
        settings.put("portalregistry.feed.user", "bayernportal"); // with which the portal collects
        settings.put("portalregistry.feed.password", "nur-ein-beispiel");
        settings.put("portalregistry.feed.directory", feed.toString());
        settings.put("portalregistry.feed.sender", "Stadt Musterstadt");
        settings.put("portalregistry.feed.agency-id", "L199999");
        return settings;
    }

    static OnlineService parking(String area) {
        return OnlineService.builder("bewohnerparken")
                .leistung(Leistungsschluessel.of("99108001001000"))
                .offeredIn(Ars.of(area))
                .title("Bewohnerparkkarte beantragen")
                .address(URI.create("https://antrag.musterstadt.example/parken"))
                .build();
    }

    RegistrationReport register(OnlineService service) {
        RegistrationPlan plan = registry.plan(ServiceDirectory.of(service));
        plan.changes().forEach(change -> System.out.println(change)); // "add bewohnerparken: …"
        if (plan.removes() > 0) {
            throw new IllegalStateException("would withdraw " + plan.removes() + " services");
        }
        RegistrationReport report = registry.apply(plan);
        report.problems().forEach(problem -> System.err.println(problem));
        return report;
    }
}
