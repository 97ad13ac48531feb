package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FollowedPublicationTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    /** Routes with three steps for three areas, three files, or two sheets and the end. */
    enum Road {
        FEED_IN_MEMORY,
        FEED_IN_A_DIRECTORY,
        FILES,
        SHEET;

        PublicationRoute open(Path folder) {
            return switch (this) {
                case FEED_IN_MEMORY -> feed().build();
                case FEED_IN_A_DIRECTORY -> feed().directory(folder).build();
                case FILES ->
                    XzufiFiles.into(folder)
                            .rootElement("transfer")
                            .agencyId("L199999")
                            .objectsPerFile(1)
                            .clock(NOON)
                            .build();
                case SHEET -> WorkSheet.into(folder, NOON);
            };
        }

        int steps() {
            return this == SHEET ? 2 : 3;
        }

        private static ServiceFeed.Builder feed() {
            return ServiceFeed.builder()
                    .credentials("portal", "geheim-genug")
                    .rootElement("transfer")
                    .agencyId("L199999")
                    .clock(NOON);
        }
    }

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyStepIsTold(Road road) {
        List<String> told = new ArrayList<>();
        PortalRegistryClient registry = client(road.open(folder));

        registry.apply(registry.plan(three()), "", (done, total) -> told.add(done + "/" + total));

        List<String> expected = new ArrayList<>();
        for (int i = 0; i <= road.steps(); i++) {
            expected.add(i + "/" + road.steps());
        }
        assertEquals(expected, told.stream().distinct().toList());
    }

    @ParameterizedTest
    @EnumSource
    void whoeverFollowsCanEndItBetweenAnyTwoStepsAndNothingHasChanged(Road road) {
        PublicationRoute route = road.open(folder);
        PortalRegistryClient registry = client(route);
        ServiceDirectory before = ServiceDirectory.of(Samples.dogTax().build());
        registry.apply(registry.plan(before));
        RegistrationPlan plan = registry.plan(three());

        for (int last = 0; last < road.steps(); last++) {
            int end = last;
            var ended = assertThrows(
                    PortalRegistryUnavailableException.class,
                    () -> registry.apply(plan, plan.hash(), (done, total) -> done < end));

            assertEquals("PORTAL-116", ended.code());
            assertFalse(ended.mayHaveTakenEffect());
            assertTrue(ended.getMessage().contains(end + " of "), ended.getMessage());
            assertEquals(before, route.registered());
        }

        registry.resume(plan, plan.hash(), Progress.UNWATCHED);
        assertEquals(three(), route.registered());
    }

    @Test
    void interruptionEndsItTooAndIsKept() {
        PublicationRoute route = Road.FEED_IN_A_DIRECTORY.open(folder);
        PortalRegistryClient registry = client(route);
        RegistrationPlan plan = registry.plan(three());
        Thread.currentThread().interrupt();

        var ended = assertThrows(PortalRegistryUnavailableException.class, () -> registry.apply(plan));

        assertTrue(Thread.interrupted());
        assertEquals("PORTAL-108", ended.code());
        assertEquals(0, route.registered().size());
    }

    @Test
    void resumingWhatIsDoneChangesNothing() {
        PublicationRoute route = Road.FEED_IN_A_DIRECTORY.open(folder);
        PortalRegistryClient registry = client(route);
        RegistrationPlan plan = registry.plan(three());
        registry.apply(plan);

        RegistrationReport report = registry.resume(plan, "", Progress.UNWATCHED);

        assertEquals(List.of(), report.accepted());
        assertTrue(report.isComplete());
        assertEquals(three(), route.registered());
    }

    @Test
    void resumingTakesUpWhatARouteHasHandedOverEntryByEntry() {
        PublicationRoute route = Road.FEED_IN_MEMORY.open(folder);
        PortalRegistryClient registry = client(route);
        RegistrationPlan plan = registry.plan(three());
        ServiceDirectory some = ServiceDirectory.of(three().services().subList(0, 2));
        route.publish(RegistrationPlan.between(route.registered(), some));

        RegistrationReport report = registry.resume(plan, "", Progress.UNWATCHED);

        assertEquals(List.of(three().services().get(2).id()), report.accepted());
        assertEquals(three(), route.registered());
    }

    @Test
    void resumingOverAnotherPublicationIsRefused() {
        PublicationRoute route = Road.FEED_IN_MEMORY.open(folder);
        PortalRegistryClient registry = client(route);
        RegistrationPlan plan = registry.plan(three());
        ServiceDirectory others = ServiceDirectory.of(Samples.dogTax().build());
        registry.apply(registry.plan(others));

        var refusal = assertThrows(
                PortalRegistryRejectedException.class, () -> registry.resume(plan, plan.hash(), Progress.UNWATCHED));

        assertTrue(refusal.is(PortalRegistryRejectedException.PLAN_OUTDATED));
        assertTrue(refusal.getMessage().contains("'hundesteuer'"), refusal.getMessage());
        assertEquals(others, route.registered());
    }

    @Test
    void resumingConfirmsNoMoreThanWasConfirmed() {
        PublicationRoute route = Road.FEED_IN_MEMORY.open(folder);
        PortalRegistryClient registry = client(route);
        registry.apply(registry.plan(three()));
        RegistrationPlan emptying = registry.plan(ServiceDirectory.of());
        ServiceDirectory two = ServiceDirectory.of(three().services().subList(0, 2));
        route.publish(RegistrationPlan.between(route.registered(), two));

        var refusal = assertThrows(
                PortalRegistryRejectedException.class, () -> registry.resume(emptying, "", Progress.UNWATCHED));
        assertTrue(refusal.is(PortalRegistryRejectedException.SHRINKS_TOO_MUCH));
        assertEquals(two, route.registered());

        registry.resume(emptying, emptying.hash(), Progress.UNWATCHED);
        assertEquals(0, route.registered().size());
    }

    @ParameterizedTest(name = "published {0}, visible by {1}")
    @CsvSource({
        // 06:00 in Germany is 05:00 in winter and 04:00 in summer.
        "2026-03-01T12:00:00Z, 2026-03-02T05:00:00Z",
        "2026-03-01T04:59:59Z, 2026-03-01T05:00:00Z",
        "2026-03-01T05:00:00Z, 2026-03-02T05:00:00Z",
        "2026-03-28T23:30:00Z, 2026-03-29T04:00:00Z",
        "2026-10-24T22:30:00Z, 2026-10-25T05:00:00Z"
    })
    void reportTellsWhenTheNextCollectionIsOver(Instant published, Instant visible) {
        ServiceFeed feed = Road.feed()
                .clock(Clock.fixed(published, ZoneId.of("Asia/Tokyo")))
                .build();
        PortalRegistryClient registry = client(feed);

        RegistrationReport report = registry.apply(registry.plan(three()));

        assertEquals(Optional.of(visible), report.visibleBy());
    }

    @Test
    void operatorMayKnowBetterWhenItIsOver() {
        PortalRegistryClient registry = PortalRegistryClient.builder()
                .route(Road.FEED_IN_MEMORY.open(folder))
                .collectedBy(LocalTime.of(14, 30))
                .build();

        RegistrationReport report = registry.apply(registry.plan(three()));

        assertEquals(Optional.of(Instant.parse("2026-03-01T13:30:00Z")), report.visibleBy());
    }

    @Test
    void sheetIsNotCollected() {
        PortalRegistryClient registry = client(Road.SHEET.open(folder));

        assertEquals(Optional.empty(), registry.apply(registry.plan(three())).visibleBy());
    }

    @Test
    void routeOfAVendorIsOneStep() {
        List<String> told = new ArrayList<>();
        PortalRegistryClient registry = client(new PublicationRoute() {
            @Override
            public String name() {
                return "vendor";
            }

            @Override
            public ServiceDirectory registered() {
                return ServiceDirectory.of();
            }

            @Override
            public RegistrationReport publish(RegistrationPlan plan) {
                return new RegistrationReport(name(), plan.hash(), NOON.instant(), List.of(), List.of(), List.of());
            }
        });

        registry.apply(registry.plan(three()), "", (done, total) -> told.add(done + "/" + total));

        assertEquals(List.of("0/1", "1/1"), told);
    }

    private static PortalRegistryClient client(PublicationRoute route) {
        return PortalRegistryClient.builder().route(route).build();
    }

    /** Three services in an area each. */
    private static ServiceDirectory three() {
        return ServiceDirectory.of(Stream.of("091620000000", "097790194194", "091990123123")
                .map(area -> OnlineService.builder("dienst-" + area)
                        .leistung(Samples.PARKING)
                        .offeredIn(Ars.of(area))
                        .title("Dienst")
                        .address(URI.create("https://antrag.musterstadt.example/" + area))
                        .build())
                .toList());
    }
}
