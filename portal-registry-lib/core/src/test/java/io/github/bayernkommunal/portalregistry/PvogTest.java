package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.portalregistry.testkit.PvogAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class PvogTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private static final Ars TOWN = Ars.of(PortalSimulator.MUSTERSTADT_ARS);
    private static final Leistungsschluessel RECORD = Leistungsschluessel.of(PortalSimulator.FUEHRUNGSZEUGNIS);

    @TempDir
    private Path directory;

    private Pvog pvog;

    @BeforeEach
    void open() {
        pvog = Pvog.at(portal.pvog().search())
                .trust(List.of(portal.certificate()))
                .clientId("musterstadt")
                .waiting(new NoWaiting())
                .build();
    }

    @AfterEach
    void close() {
        pvog.close();
    }

    @Test
    void placesAreFoundByName() {
        List<Pvog.Place> places = pvog.places("Musterstadt");

        assertTrue(places.stream().anyMatch(place -> place.ars().equals(TOWN)), places::toString);
        assertEquals(List.of(), pvog.places("  "));
    }

    @Test
    void descriptionIsFoundByItsKey() {
        String id = pvog.idOf(RECORD, TOWN).orElseThrow();

        ServiceDescription found = pvog.service(id, TOWN).orElseThrow();

        assertTrue(found.title().contains("Führungszeugnis"), found.title());
        assertEquals(List.of(RECORD), found.keys());
        assertFalse(found.texts().isEmpty());
        Authority office = pvog.authority(found.authorities().get(0).id()).orElseThrow();
        assertFalse(office.addresses().isEmpty());
    }

    @Test
    void keyThatNobodyKnowsIsEmpty() {
        assertEquals(Optional.empty(), pvog.idOf(Leistungsschluessel.of("99999999999999"), TOWN));
    }

    @Test
    void idsOfOtherFormAreNotAskedFor() {
        assertThrows(IllegalArgumentException.class, () -> pvog.service("4711", TOWN));
        assertThrows(IllegalArgumentException.class, () -> pvog.authority("../x"));
    }

    @Test
    void publicationBecomesVisibleHereANightLater() {
        try (PortalRegistryClient registry = PortalRegistryClient.builder()
                        .source(pvog)
                        .route(ServiceFeed.builder()
                                .credentials("portal", "geheim-genug")
                                .rootElement("transfer")
                                .agencyId("L199999")
                                .build())
                        .build();
                FeedHost host = new FeedHost(registry.feed().orElseThrow())) {
            OnlineService online = online();
            registry.apply(registry.plan(ServiceDirectory.of(online)));
            portal.collect(host.address(), "portal", "geheim-genug", host.certificate());
            assertFalse(registry.visibility(online).get(0).state() == Visibility.State.VISIBLE);

            portal.forwardToPvog();

            assertEquals(
                    Visibility.State.VISIBLE, registry.visibility(online).get(0).state());
        }
    }

    @Test
    void deliveryGivesEverythingFirstAndChangesLater() throws Exception {
        Path file = directory.resolve("bookmark");
        List<XzufiReader.Entry> entries = new ArrayList<>();
        try (PvogDelivery delivery = delivery(PvogDelivery.Bookmark.inFile(file))) {
            PvogDelivery.Run first = delivery.fetch(entries::add);
            assertTrue(first.full());
            assertEquals(entries.size(), first.written() + first.deleted());
            assertTrue(kinds(entries).contains(Klasse.LEISTUNG));
            assertTrue(kinds(entries).contains(Klasse.ORGANISATIONSEINHEIT));

            entries.clear();
            PvogDelivery.Run nothing = delivery.fetch(entries::add);
            assertFalse(nothing.full());
            assertEquals(0, nothing.written() + nothing.deleted());
        }
        publishAndForward();

        try (PvogDelivery delivery = delivery(PvogDelivery.Bookmark.inFile(file))) {
            PvogDelivery.Run changes = delivery.fetch(entries::add);

            assertFalse(changes.full());
            assertTrue(kinds(entries).contains(Klasse.ONLINEDIENST), entries::toString);
            assertTrue(delivery.fetchAll(entry -> {}).full());
        }
    }

    @Test
    void interruptedConsumerMovesNoBookmark() {
        Path file = directory.resolve("bookmark");
        try (PvogDelivery delivery = delivery(PvogDelivery.Bookmark.inFile(file))) {
            assertThrows(
                    IllegalStateException.class,
                    () -> delivery.fetch(entry -> {
                        throw new IllegalStateException("database down");
                    }));

            assertFalse(Files.exists(file));
            assertTrue(delivery.fetch(entry -> {}).full());
        }
    }

    @Test
    void fullRunThatHasShrunkMovesNoBookmark() {
        Path file = directory.resolve("bookmark");
        PvogDelivery.Run full;
        try (PvogDelivery delivery = delivery(PvogDelivery.Bookmark.inFile(directory.resolve("first")))) {
            full = delivery.fetch(entry -> {});
        }
        long objects = full.written();
        try (PvogDelivery enough = builder(PvogDelivery.Bookmark.inFile(file))
                        .comparedWith(objects, 0)
                        .build();
                PvogDelivery tooFew = builder(PvogDelivery.Bookmark.inFile(file))
                        .comparedWith(objects + 1, 0)
                        .build();
                PvogDelivery tolerant = builder(PvogDelivery.Bookmark.inFile(file))
                        .comparedWith(objects * 50, 0.98)
                        .build()) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> tooFew.fetch(entry -> {}));
            assertEquals("PORTAL-321", failure.code());
            assertFalse(Files.exists(file));

            assertTrue(enough.fetch(entry -> {}).full());
            assertTrue(tolerant.fetchAll(entry -> {}).full());
            assertFalse(tooFew.fetch(entry -> {}).full(), "changes are few, and that is right");
        }
    }

    @Test
    void bookmarkThatPointsElsewhereIsNotFollowed() throws Exception {
        Path file = Files.writeString(directory.resolve("bookmark"), "https://evil.example/bereitstelldienst/api/v3/x");
        try (PvogDelivery delivery = delivery(PvogDelivery.Bookmark.inFile(file))) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> delivery.fetch(entry -> {}));

            assertEquals("PORTAL-314", failure.code());
        }
    }

    @Test
    void unusableBookmarkIsReported() throws Exception {
        Path file = Files.createDirectory(directory.resolve("bookmark"));
        try (PvogDelivery delivery = delivery(PvogDelivery.Bookmark.inFile(file))) {
            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> delivery.fetch(entry -> {}));

            assertEquals("PORTAL-115", failure.code());
        }
    }

    @Test
    void wrongSecretIsRefused() {
        PvogAccess access = portal.pvog();
        try (PvogDelivery delivery = PvogDelivery.at(access.delivery())
                .client(access.tokens(), access.clientId(), "falsch")
                .trust(List.of(portal.certificate()))
                .waiting(new NoWaiting())
                .build()) {
            var refusal = assertThrows(PortalRegistryRejectedException.class, () -> delivery.fetch(entry -> {}));

            assertFalse(refusal.getMessage().contains("falsch"));
        }
    }

    @Test
    void letterBoxIsFoundAndVerified() {
        try (Routing routing = routing(portal.destinationKey())) {
            List<Routing.Destination> found = routing.destinations(RECORD, TOWN);

            assertEquals(1, found.size(), found::toString);
            assertEquals(3, found.get(0).destinationSignature().split("\\.").length);
            assertEquals(List.of(), routing.destinations(Leistungsschluessel.of("99999999999999"), TOWN));
        }
    }

    @Test
    void letterBoxSignedByAStrangerIsRefused() throws Exception {
        var stranger = java.security.KeyPairGenerator.getInstance("RSA");
        stranger.initialize(2048);
        try (Routing routing = routing(stranger.generateKeyPair().getPublic())) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> routing.destinations(RECORD, TOWN));

            assertEquals("PORTAL-315", failure.code());
        }
    }

    @Test
    void missingPartsAreNamed() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> PvogDelivery.at(URI.create("http://x.example/")).build())
                .getMessage()
                .contains("3 problem(s)"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> Routing.at(URI.create("https://x.example/")).build())
                .getMessage()
                .contains("signedBy"));
        assertThrows(
                IllegalArgumentException.class,
                () -> Pvog.at(URI.create("https://x.example/")).clientId("a\nb").build());
    }

    private static Routing routing(java.security.PublicKey key) {
        return Routing.at(portal.routing())
                .trust(List.of(portal.certificate()))
                .signedBy(key)
                .build();
    }

    private static PvogDelivery delivery(PvogDelivery.Bookmark bookmark) {
        return builder(bookmark).build();
    }

    private static PvogDelivery.Builder builder(PvogDelivery.Bookmark bookmark) {
        PvogAccess access = portal.pvog();
        return PvogDelivery.at(access.delivery())
                .client(access.tokens(), access.clientId(), access.clientSecret())
                .trust(List.of(portal.certificate()))
                .bookmark(bookmark);
    }

    private static void publishAndForward() {
        ServiceFeed feed = ServiceFeed.builder()
                .credentials("portal", "geheim-genug")
                .rootElement("transfer")
                .agencyId("L199999")
                .build();
        feed.publish(RegistrationPlan.between(feed.registered(), ServiceDirectory.of(online())));
        try (FeedHost host = new FeedHost(feed)) {
            portal.collect(host.address(), "portal", "geheim-genug", host.certificate());
        }
        portal.forwardToPvog();
    }

    private static java.util.Set<Klasse> kinds(List<XzufiReader.Entry> entries) {
        return entries.stream()
                .filter(entry -> entry instanceof XzufiReader.Schreibe)
                .map(entry -> ((XzufiReader.Schreibe) entry).object().klasse())
                .collect(Collectors.toSet());
    }

    private static OnlineService online() {
        return OnlineService.builder("fuehrungszeugnis")
                .leistung(RECORD)
                .offeredIn(TOWN)
                .title("Führungszeugnis beantragen")
                .address(URI.create("https://antrag.musterstadt.example/fuehrungszeugnis"))
                .build();
    }
}
