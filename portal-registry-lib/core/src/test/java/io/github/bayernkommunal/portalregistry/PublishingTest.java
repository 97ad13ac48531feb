package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublishingTest {

    private final ServiceFeed feed = ServiceFeed.builder()
            .credentials("portal", "geheim-genug")
            .rootElement("transfer")
            .agencyId("L199999")
            .build();
    private final PortalRegistryClient registry =
            PortalRegistryClient.builder().route(feed).build();

    @Test
    void firstPlanAddsEverything() {
        RegistrationPlan plan = registry.plan(
                ServiceDirectory.of(Samples.parking().build(), Samples.dogTax().build()));

        assertEquals(2, plan.adds());
        assertEquals(0, plan.updates());
        assertEquals(0, plan.removes());
        assertEquals(
                "add bewohnerparken \"Bewohnerparkausweis beantragen\"",
                plan.changes().get(0).toString());
    }

    @Test
    void changeReadsAsASentence() {
        publish(Samples.parking().build());

        RegistrationPlan plan = registry.plan(ServiceDirectory.of(Samples.parking()
                .address(URI.create("https://neu.musterstadt.example/parken"))
                .payment(false)
                .build()));

        assertEquals(
                "change bewohnerparken: address: https://antrag.musterstadt.example/parken →"
                        + " https://neu.musterstadt.example/parken; payment: true → false",
                plan.changes().get(0).toString());
    }

    @Test
    void planOfWhatIsRegisteredIsEmpty() {
        publish(Samples.parking().build());

        assertTrue(registry.plan(ServiceDirectory.of(Samples.parking().build()))
                .changes()
                .isEmpty());
    }

    @Test
    void planningChangesNothing() {
        registry.plan(ServiceDirectory.of(Samples.parking().build()));

        assertEquals(0, feed.registered().size());
    }

    @Test
    void reportNamesWhatWaitsForCollection() {
        RegistrationReport report = publish(Samples.parking().build());

        assertEquals(List.of("bewohnerparken"), report.accepted());
        assertEquals(List.of("bewohnerparken"), report.pendingReview());
        assertTrue(report.isComplete());
        assertEquals("service-feed", report.route());
    }

    @ParameterizedTest(name = "{0} of 100 withdrawn")
    @CsvSource({"10, true", "11, false", "100, false"})
    void planThatWithdrawsMoreThanATenthIsRefused(int withdrawn, boolean accepted) {
        List<OnlineService> services = Samples.services(100, Samples.MUNICH);
        publish(services.toArray(new OnlineService[0]));
        RegistrationPlan plan = registry.plan(ServiceDirectory.of(services.subList(withdrawn, 100)));

        if (accepted) {
            registry.apply(plan);
        } else {
            var refusal = assertThrows(PortalRegistryRejectedException.class, () -> registry.apply(plan));
            assertTrue(refusal.is(PortalRegistryRejectedException.SHRINKS_TOO_MUCH));
            assertTrue(refusal.getMessage().contains(plan.hash()));
        }
        assertEquals(accepted ? 100 - withdrawn : 100, feed.registered().size());
    }

    @Test
    void lostAreasCountAsWithdrawn() {
        publish(Samples.parking().offeredIn(Samples.NOERDLINGEN).build());

        RegistrationPlan plan =
                registry.plan(ServiceDirectory.of(Samples.parking().build()));

        assertEquals(0, plan.removes());
        assertEquals(0.5, plan.shrinkage());
        assertEquals(List.of(Samples.NOERDLINGEN), plan.emptiedAreas());
        assertThrows(PortalRegistryRejectedException.class, () -> registry.apply(plan));
    }

    @Test
    void areaThatWouldBecomeEmptyIsGuardedEvenBelowTheLimit() {
        List<OnlineService> services = new ArrayList<>(Samples.services(100, Samples.MUNICH));
        services.add(Samples.parking().build().toBuilder().build());
        services.add(OnlineService.builder("einzeln")
                .leistung(Samples.PARKING)
                .offeredIn(Samples.NOERDLINGEN)
                .title("Einzeln")
                .address(URI.create("https://antrag.example/e"))
                .build());
        publish(services.toArray(new OnlineService[0]));

        RegistrationPlan plan = registry.plan(ServiceDirectory.of(services.subList(0, 101)));

        var refusal = assertThrows(PortalRegistryRejectedException.class, () -> registry.apply(plan));
        assertEquals("PORTAL-204", refusal.code());
    }

    @Test
    void confirmedPlanMayEmptyEverything() {
        publish(Samples.parking().build());
        RegistrationPlan plan = registry.plan(ServiceDirectory.of());

        registry.apply(plan, plan.hash());

        assertEquals(0, feed.registered().size());
    }

    @Test
    void confirmationOfAnotherPlanDoesNotCount() {
        publish(Samples.parking().build());
        RegistrationPlan other =
                registry.plan(ServiceDirectory.of(Samples.dogTax().build()));
        RegistrationPlan plan = registry.plan(ServiceDirectory.of());

        assertNotEquals(other.hash(), plan.hash());
        assertThrows(PortalRegistryRejectedException.class, () -> registry.apply(plan, other.hash()));
    }

    @Test
    void samePlanHasTheSameHash() {
        ServiceDirectory wanted = ServiceDirectory.of(Samples.parking().build());

        assertEquals(registry.plan(wanted).hash(), registry.plan(wanted).hash());
    }

    @Test
    void planThatWasOvertakenIsRefused() {
        RegistrationPlan slow =
                registry.plan(ServiceDirectory.of(Samples.parking().build()));
        publish(Samples.dogTax().build());

        var refusal = assertThrows(PortalRegistryRejectedException.class, () -> registry.apply(slow));

        assertTrue(refusal.is(PortalRegistryRejectedException.PLAN_OUTDATED));
        assertEquals(1, feed.registered().size());
    }

    @Test
    void twoServicesWithOneIdAreRefused() {
        var first = Samples.parking().build();

        var refusal = assertThrows(IllegalArgumentException.class, () -> ServiceDirectory.of(first, first));

        assertTrue(refusal.getMessage().contains("'bewohnerparken'"));
    }

    @Test
    void clientWithoutRouteSaysWhatIsMissing() {
        try (var reader = PortalRegistryClient.builder()
                .source(BayernPortal.at(URI.create("https://portal.example/rest/allgemein/v3/"))
                        .credentials("u", "p")
                        .build())
                .build()) {
            var refusal = assertThrows(IllegalStateException.class, () -> reader.plan(ServiceDirectory.of()));
            assertTrue(refusal.getMessage().contains("portalregistry.feed.user"));
        }
    }

    private RegistrationReport publish(OnlineService... services) {
        return registry.apply(registry.plan(ServiceDirectory.of(services)));
    }
}
