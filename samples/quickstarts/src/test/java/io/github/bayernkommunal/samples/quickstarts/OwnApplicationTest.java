package io.github.bayernkommunal.samples.quickstarts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.EpayUnavailableException;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.RegistrationPlan;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Sender;
import io.github.bayernkommunal.postfach.TrustLevel;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How an application tests itself against the simulators; the pages show these lines. */
class OwnApplicationTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    @RegisterExtension
    static final PostfachSimulator mailboxes = PostfachSimulator.create();

    @Test
    void connectionLostAfterBookingDoesNotChargeTwice() {
        PaymentOrder order = order();
        EpayClient epay = EpayClient.from(platform.settings());
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING);

        var lost = assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        assertTrue(lost.mayHaveTakenEffect());
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void portalCanBeSearched() {
        PortalRegistryClient registry = PortalRegistryClient.from(portal.settings());

        assertTrue(new ReadService(registry)
                .find("Führungszeugnis", PortalSimulator.MUSTERSTADT_ARS).stream()
                        .anyMatch(line -> line.contains("Führungszeugnis")));
    }

    @Test
    void serviceCanBePublished() {
        OnlineService service = RegisterService.parking(PortalSimulator.MUSTERSTADT_ARS);
        Map<String, String> settings = new TreeMap<>(portal.settings()); // enough for reading
        settings.put("portalregistry.feed.user", "bayernportal"); // with which the portal collects
        settings.put("portalregistry.feed.password", "nur-ein-beispiel");
        settings.put("portalregistry.feed.agency-id", "L199999"); // of the editorial office
        PortalRegistryClient registry = PortalRegistryClient.from(settings);

        RegistrationPlan plan = registry.plan(ServiceDirectory.of(service));

        assertEquals(1, plan.changes().size());
        assertTrue(registry.apply(plan).isComplete());
    }

    @Test
    void mailboxServiceCanBeDown() {
        Message notice = notice();
        PostfachClient postfach = PostfachClient.from(mailboxes.settings());
        mailboxes.goDown();

        var down = assertThrows(PostfachUnavailableException.class, () -> postfach.send(notice));

        assertFalse(down.mayHaveTakenEffect());
    }

    private static PaymentOrder order() {
        return PaymentOrder.builder("az-2026-0815")
                .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                .purpose("Bewohnerparken")
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                .build();
    }

    private static Message notice() {
        return Message.to(PostboxHandle.of(PostfachSimulator.TEST_HANDLE))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Ihr Bescheid zur Bewohnerparkkarte")
                .text("Guten Tag, Ihr Bescheid ist ergangen.")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .reference("az-2026-0815")
                .build();
    }
}
