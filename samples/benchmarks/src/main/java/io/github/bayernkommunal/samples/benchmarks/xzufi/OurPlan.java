package io.github.bayernkommunal.samples.benchmarks.xzufi;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.PublicationRoute;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import java.io.Closeable;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Our library plans what changes when one service in a hundred gets a new address. The variant is the number of
 * municipalities and of services, for example {@code 2056x1700}; every service is offered everywhere.
 */
public final class OurPlan implements Callable<Object>, Closeable {

    private static final int CHANGED = 100;

    private final PortalRegistryClient registry;
    private final ServiceDirectory wanted;
    private final int changes;

    /** Makes both states. */
    public OurPlan(Path fixture, String variant) {
        String[] sizes = variant.split("x", -1);
        List<Ars> places = IntStream.range(0, Integer.parseInt(sizes[0]))
                .mapToObj(i -> Ars.of("097%09d".formatted(i + 1)))
                .toList();
        int services = Integer.parseInt(sizes[1]);
        registry = PortalRegistryClient.builder()
                .route(new Registered(directory(places, services, 0)))
                .build();
        wanted = directory(places, services, CHANGED);
        changes = (services + CHANGED - 1) / CHANGED;
    }

    private static ServiceDirectory directory(List<Ars> places, int services, int changed) {
        List<OnlineService> all = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            String page = changed > 0 && i % changed == 0 ? "neu" : "dienst";
            all.add(OnlineService.builder("dienst-" + i)
                    .leistung(Leistungsschluessel.of("99108018001000"))
                    .offeredIn(places)
                    .title("Dienst Nummer " + i)
                    .description("Was mit dem Dienst Nummer %d beantragt werden kann.".formatted(i))
                    .address(URI.create("https://antrag.musterstadt.example/%s/%d".formatted(page, i)))
                    .build());
        }
        return ServiceDirectory.of(all);
    }

    @Override
    public Object call() {
        RegistrationPlan plan = registry.plan(wanted);
        if (plan.changes().size() != changes) {
            throw new IllegalStateException(
                    "%d changes instead of %d".formatted(plan.changes().size(), changes));
        }
        return plan;
    }

    @Override
    public void close() {
        registry.close();
    }

    /** A road that only knows what is registered. */
    private record Registered(ServiceDirectory registered) implements PublicationRoute {

        @Override
        public String name() {
            return "registered";
        }

        @Override
        public RegistrationReport publish(RegistrationPlan plan) {
            throw new UnsupportedOperationException("nothing is published here");
        }
    }
}
