package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RandomHistoriesTest {

    private static final int HISTORIES = Integer.getInteger("portalregistry.histories", 100);
    private static final int STEPS = 4;

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private static final List<Ars> TOWNS =
            List.of(Ars.of(PortalSimulator.MUSTERSTADT_ARS), Ars.of(PortalSimulator.BEISPIELDORF_ARS));
    private static final List<Leistungsschluessel> KEYS = List.of(
            Leistungsschluessel.of(PortalSimulator.FUEHRUNGSZEUGNIS),
            Leistungsschluessel.of(PortalSimulator.BEWOHNERPARKAUSWEIS));

    @TempDir
    private Path directory;

    private ServiceFeed feed;

    @Test
    void afterAnyHistoryOfChangesCrashesAndCollectionsThePortalShowsWhatIsWanted() throws Exception {
        feed = open();
        // One host for all histories; the feed behind it is opened anew after every crash.
        try (FeedHost host = new FeedHost((path, tag, authorization) -> feed.answer(path, tag, authorization))) {
            for (int seed = 0; seed < HISTORIES; seed++) {
                Random random = new Random(seed);
                ServiceDirectory wanted = ServiceDirectory.of();
                for (int step = 0; step < STEPS; step++) {
                    wanted = change(wanted, random);
                    switch (random.nextInt(4)) {
                        case 0 -> crash(random);
                        case 1 -> collect(host);
                        default -> publish(wanted);
                    }
                }
                publish(wanted);
                collect(host);

                assertEquals(entries(wanted), shown(), "history " + seed);
                assertEquals(wanted, open().registered(), "history " + seed);
            }
        }
    }

    private ServiceFeed open() {
        return ServiceFeed.builder()
                .directory(directory)
                .credentials("portal", "geheim-genug")
                .rootElement("transfer")
                .agencyId("L199999")
                .build();
    }

    private static ServiceDirectory change(ServiceDirectory before, Random random) {
        List<OnlineService> services = new ArrayList<>(before.services());
        services.removeIf(service -> random.nextInt(4) == 0);
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            String id = "dienst-" + random.nextInt(6);
            services.removeIf(service -> service.id().equals(id));
            OnlineService.Builder service = OnlineService.builder(id)
                    .leistung(KEYS.get(random.nextInt(2)))
                    .offeredIn(TOWNS.get(random.nextInt(2)))
                    .title("Dienst " + random.nextInt(100))
                    .address(URI.create("https://antrag.example/" + id + "/" + random.nextInt(100)));
            if (random.nextBoolean()) {
                service.offeredIn(TOWNS);
            }
            services.add(service.build());
        }
        return ServiceDirectory.of(services);
    }

    /** The process ends at some moment of a run: the folder is half written, or the pointer was not yet moved. */
    private void crash(Random random) throws Exception {
        Path half = directory.resolve("20990101T000000000Z-%012x".formatted(random.nextInt(1 << 30)));
        Files.createDirectories(half);
        Files.writeString(half.resolve("state.json"), "{\"version\": \"1\", \"onl");
        if (random.nextBoolean()) {
            Files.writeString(
                    directory.resolve("current.new"), half.getFileName().toString());
        }
        feed = open();
    }

    private void publish(ServiceDirectory wanted) {
        feed.publish(RegistrationPlan.between(feed.registered(), wanted));
    }

    private static void collect(FeedHost host) {
        portal.collect(host.address(), "portal", "geheim-genug", host.certificate());
    }

    private static Set<String> entries(ServiceDirectory wanted) {
        Set<String> all = new TreeSet<>();
        for (OnlineService service : wanted.services()) {
            service.areas()
                    .forEach(area ->
                            all.add(service.id() + " " + area + " " + service.address() + " " + service.title()));
        }
        return all;
    }

    private static Set<String> shown() {
        return portal.entries().stream().map(RandomHistoriesTest::text).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(RegisteredEntry entry) {
        return entry.id() + " " + entry.ars() + " " + entry.address() + " " + entry.title("de");
    }
}
