package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link PublicationRoute} promises, ours or another vendor's. Extend it in your tests and say how a fresh route is made; it comes with
 * the artifact of classifier {@code tests}.
 */
public abstract class PublicationRouteContract {

    /** For subclasses. */
    protected PublicationRouteContract() {}

    /** A route that has never published anything. */
    protected abstract PublicationRoute freshRoute();

    @Test
    void hasANameForReports() {
        assertFalse(freshRoute().name().isBlank());
    }

    @Test
    void hasNothingRegisteredAtTheBeginning() {
        assertEquals(ServiceDirectory.of(), freshRoute().registered());
    }

    @Test
    void hasRegisteredExactlyWhatWasPublished() {
        PublicationRoute route = freshRoute();
        ServiceDirectory wanted = ServiceDirectory.of(service("a", "Ä"), service("b", "B & \"c\" < d"));

        RegistrationReport report = publish(route, wanted);

        assertEquals(wanted, route.registered());
        assertEquals(List.of("a", "b"), report.accepted());
        assertEquals(route.name(), report.route());
        assertTrue(report.isComplete());
    }

    @Test
    void replacesChangesAndWithdraws() {
        PublicationRoute route = freshRoute();
        publish(route, ServiceDirectory.of(service("a", "A"), service("b", "B")));
        ServiceDirectory wanted = ServiceDirectory.of(service("b", "B, neu"), service("c", "C"));

        RegistrationReport report = publish(route, wanted);

        assertEquals(wanted, route.registered());
        assertEquals(List.of("a", "b", "c"), report.accepted());
    }

    @Test
    void canBecomeEmptyAgain() {
        PublicationRoute route = freshRoute();
        publish(route, ServiceDirectory.of(service("a", "A")));

        publish(route, ServiceDirectory.of());

        assertEquals(ServiceDirectory.of(), route.registered());
    }

    @Test
    void refusesAPlanThatWasOvertakenAndKeepsWhatItHas() {
        PublicationRoute route = freshRoute();
        RegistrationPlan slow = RegistrationPlan.between(route.registered(), ServiceDirectory.of(service("a", "A")));
        ServiceDirectory quick = ServiceDirectory.of(service("b", "B"));
        publish(route, quick);

        var refusal = assertThrows(PortalRegistryRejectedException.class, () -> route.publish(slow));

        assertTrue(refusal.is(PortalRegistryRejectedException.PLAN_OUTDATED));
        assertEquals(quick, route.registered());
    }

    @Test
    void refusesTheSamePlanTwice() {
        PublicationRoute route = freshRoute();
        RegistrationPlan plan = RegistrationPlan.between(route.registered(), ServiceDirectory.of(service("a", "A")));
        route.publish(plan);

        assertThrows(PortalRegistryRejectedException.class, () -> route.publish(plan));
    }

    private static RegistrationReport publish(PublicationRoute route, ServiceDirectory wanted) {
        return route.publish(RegistrationPlan.between(route.registered(), wanted));
    }

    private static OnlineService service(String id, String title) {
        return OnlineService.builder(id)
                .leistung(Leistungsschluessel.of("99108001001000"))
                .offeredIn(Ars.of("091620000000"))
                .offeredIn(Ars.of("097790194194"))
                .title(title)
                .description("<p>Text &amp; mehr</p>")
                .address(URI.create("https://antrag.example/" + id + "?a=1&b=%C3%BC"))
                .trustLevel(OnlineService.TrustLevel.HIGH)
                .payment(true)
                .build();
    }
}
