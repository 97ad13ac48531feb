package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.ServiceDescription;
import io.github.bayernkommunal.portalregistry.ServiceSummary;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.util.ArrayList;
import java.util.List;

/** Reads what the portal says about a service: texts for a municipal website, and where to apply online. */
public final class ReadService {

    private final PortalRegistryClient registry;

    ReadService(PortalRegistryClient registry) {
        this.registry = registry;
    }

    /** Runs against a simulated portal. */
    public static void main(String... arguments) {
        try (PortalSimulator portal = PortalSimulator.start(0);
                PortalRegistryClient registry = PortalRegistryClient.from(portal.settings())) {
            new ReadService(registry)
                    .find("Führungszeugnis", PortalSimulator.MUSTERSTADT_ARS)
                    .forEach(System.out::println);
        }
    }

    List<String> find(String words, String area) {
        Ars place = Ars.of(area);
        List<String> lines = new ArrayList<>();
        for (ServiceSummary found : registry.search(words, place)) {
            ServiceDescription service = registry.service(found.id(), place).orElseThrow();
            lines.add(service.title());
            service.text(ServiceDescription.Section.FEES).ifPresent(fees -> lines.add("  costs: " + fees.html()));
            service.onlineServices().forEach(online -> lines.add("  online: " + online.address()));
        }
        return lines;
    }
}
