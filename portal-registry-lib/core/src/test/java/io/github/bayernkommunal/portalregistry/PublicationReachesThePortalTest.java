package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PublicationReachesThePortalTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private static final Ars TOWN = Ars.of(PortalSimulator.MUSTERSTADT_ARS);
    private static final Leistungsschluessel RECORD = Leistungsschluessel.of(PortalSimulator.FUEHRUNGSZEUGNIS);

    private PortalRegistryClient registry;
    private FeedHost host;

    @BeforeEach
    void open() {
        Map<String, String> settings = new HashMap<>(portal.settings());
        settings.put("portalregistry.feed.user", "portal");
        settings.put("portalregistry.feed.password", "geheim-genug");
        settings.put("portalregistry.feed.agency-id", "L199999");
        registry = PortalRegistryClient.from(settings);
        host = new FeedHost(registry.feed().orElseThrow());
    }

    @AfterEach
    void close() {
        host.close();
        registry.close();
    }

    @Test
    void servicesOfTheTownAreFoundAndDescribed() {
        ServiceSummary found = registry.search("Führungszeugnis", TOWN).get(0);

        ServiceDescription description = registry.service(found.id(), TOWN).orElseThrow();

        assertTrue(description.title().contains("Führungszeugnis"));
        assertEquals(
                description.id(), registry.service(RECORD, TOWN).orElseThrow().id());
        assertFalse(description.authorities().isEmpty());
        Authority office =
                registry.authority(description.authorities().get(0).id()).orElseThrow();
        assertFalse(office.addresses().isEmpty());
    }

    @Test
    void publishedServiceIsMissingBeforeAndVisibleAfterTheNightlyRun() {
        OnlineService online = certificate("https://antrag.musterstadt.example/fuehrungszeugnis");
        publish(online);
        assertEquals(List.of(Visibility.State.MISSING), states(online));
        assertTrue(registry.visibility(online).get(0).lookAgainAt().isPresent());

        CollectionReport report = collect();

        assertEquals(List.of(Visibility.State.VISIBLE), states(online), report::toString);
        assertTrue(registry.visibility(online).get(0).lookAgainAt().isEmpty());
        assertEquals(
                URI.create("https://antrag.musterstadt.example/fuehrungszeugnis"),
                registry.source().uncached().service(idOfRecord(), TOWN).orElseThrow().onlineServices().stream()
                        .filter(link -> link.title().equals("Führungszeugnis beantragen"))
                        .findFirst()
                        .orElseThrow()
                        .address());
    }

    @Test
    void federalDirectoryShowsItANightLater() {
        OnlineService online = certificate("https://antrag.musterstadt.example/fuehrungszeugnis");
        ServiceDirectory wanted = ServiceDirectory.of(online);
        publish(online);
        collect();
        try (Pvog pvog = Pvog.at(portal.pvog().search())
                .trust(List.of(portal.certificate()))
                .waiting(new NoWaiting())
                .build()) {
            Visibility before = registry.visibility(wanted, pvog).get(0);
            Visibility here = registry.visibility(
                            ServiceDirectory.of(certificate("https://anders.musterstadt.example/")))
                    .get(0);
            assertEquals(Visibility.State.MISSING, before.state());
            assertTrue(before.lookAgainAt()
                    .orElseThrow()
                    .isAfter(here.lookAgainAt().orElseThrow()));

            portal.forwardToPvog();

            assertEquals(
                    Visibility.State.VISIBLE,
                    registry.visibility(wanted, pvog).get(0).state());
        }
    }

    @Test
    void changeAndWithdrawalArriveToo() {
        OnlineService old = certificate("https://alt.musterstadt.example/");
        publish(old);
        collect();
        OnlineService moved = certificate("https://neu.musterstadt.example/");

        publish(moved);
        assertEquals(List.of(Visibility.State.CONFLICTING), states(moved));
        collect();
        assertEquals(List.of(Visibility.State.VISIBLE), states(moved));

        RegistrationPlan nothing = registry.plan(ServiceDirectory.of());
        registry.apply(nothing, nothing.hash());
        collect();
        assertEquals(List.of(Visibility.State.MISSING), states(moved));
    }

    @Test
    void keyThatThePortalDoesNotKnowIsUnknown() {
        OnlineService online = certificate("https://antrag.musterstadt.example/").toBuilder()
                .leistung(Leistungsschluessel.of("99999999999999"))
                .build();

        assertEquals(
                Visibility.State.UNKNOWN, registry.visibility(online).get(1).state());
    }

    @Test
    void filesWithAnIndexAreCollectedToo(@TempDir Path folder) {
        PublicationRoute files = XzufiFiles.into(folder)
                .rootElement("transfer")
                .agencyId("L199999")
                .objectsPerFile(1)
                .build();
        OnlineService both = certificate("https://antrag.musterstadt.example/fuehrungszeugnis").toBuilder()
                .offeredIn(Ars.of(PortalSimulator.BEISPIELDORF_ARS))
                .build();
        OnlineService parking = OnlineService.builder("parken")
                .leistung(Leistungsschluessel.of(PortalSimulator.BEWOHNERPARKAUSWEIS))
                .offeredIn(TOWN)
                .title("Bewohnerparkausweis beantragen")
                .address(URI.create("https://antrag.musterstadt.example/parken"))
                .build();
        try (FeedHost web = new FeedHost((path, tag, authorization) -> file(folder, path))) {
            files.publish(RegistrationPlan.between(files.registered(), ServiceDirectory.of(both, parking)));
            CollectionReport first = portal.collect(web.address(), "x", "y", web.certificate());
            assertEquals(3, first.added(), first::toString);
            assertEquals(List.of(Visibility.State.VISIBLE, Visibility.State.VISIBLE), states(both));
            assertEquals(List.of(Visibility.State.VISIBLE), states(parking));

            files.publish(RegistrationPlan.between(files.registered(), ServiceDirectory.of(parking)));
            CollectionReport second = portal.collect(web.address(), "x", "y", web.certificate());
            assertEquals(2, second.removed(), second::toString);
            assertEquals(List.of(Visibility.State.VISIBLE), states(parking));
        }
    }

    private static ServiceFeed.Answer file(Path folder, String path) {
        try {
            return new ServiceFeed.Answer(200, Map.of(), Files.readAllBytes(folder.resolve(path.substring(1))));
        } catch (IOException e) {
            return new ServiceFeed.Answer(404, Map.of(), new byte[0]);
        }
    }

    private String idOfRecord() {
        return registry.source().idOf(RECORD, TOWN).orElseThrow();
    }

    private CollectionReport collect() {
        return portal.collect(host.address(), "portal", "geheim-genug", host.certificate());
    }

    private List<Visibility.State> states(OnlineService service) {
        return registry.visibility(service).stream().map(Visibility::state).toList();
    }

    private void publish(OnlineService service) {
        registry.apply(registry.plan(ServiceDirectory.of(service)));
    }

    private static OnlineService certificate(String address) {
        return OnlineService.builder("fuehrungszeugnis")
                .leistung(RECORD)
                .offeredIn(TOWN)
                .title("Führungszeugnis beantragen")
                .description("Online mit dem Personalausweis.")
                .address(URI.create(address))
                .trustLevel(OnlineService.TrustLevel.HIGH)
                .payment(true)
                .build();
    }
}
