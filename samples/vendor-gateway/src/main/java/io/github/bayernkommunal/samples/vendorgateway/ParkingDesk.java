package io.github.bayernkommunal.samples.vendorgateway;

import io.github.bayernkommunal.bayernid.Attribute;
import io.github.bayernkommunal.bayernid.LoginOutcome;
import io.github.bayernkommunal.bayernid.LoginRequest;
import io.github.bayernkommunal.bayernid.LoginStart;
import io.github.bayernkommunal.bayernid.PendingLogin;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentPage;
import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.RegistrationReport;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.ServiceSummary;
import io.github.bayernkommunal.postfach.Delivery;
import io.github.bayernkommunal.postfach.PostboxHandle;
import io.github.bayernkommunal.postfach.TrustLevel;
import java.util.List;

/** The vendor's online service, the same for every municipality: residents' parking permits. */
final class ParkingDesk {

    private final Municipality municipality;

    ParkingDesk(Municipality municipality) {
        this.municipality = municipality;
    }

    LoginStart startLogin() {
        return municipality
                .bayernId()
                .startLogin(LoginRequest.atLeast(io.github.bayernkommunal.bayernid.TrustLevel.SUBSTANTIAL)
                        .requesting(Attribute.CITIZEN_ID, Attribute.POSTBOX_HANDLE));
    }

    LoginOutcome finishLogin(String samlResponse, PendingLogin pending) {
        return municipality.bayernId().finishLogin(samlResponse, pending);
    }

    PaymentPage collectFee(String fileNumber) {
        return municipality
                .epay()
                .open(PaymentOrder.builder(fileNumber)
                        .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                        .purpose(municipality.key() + " " + fileNumber)
                        .returnTo(municipality.bayernId().answersTo().resolve("/zahlung"))
                        .build());
    }

    Delivery sendNotice(String fileNumber, PostboxHandle citizen) {
        return municipality
                .postfach()
                .send(municipality
                        .postfach()
                        .messageTo(citizen) // with the sender of the settings
                        .subject("Ihr Bewohnerparkausweis, " + fileNumber)
                        .text("Guten Tag, Ihr Antrag ist bewilligt.")
                        .readableFrom(TrustLevel.SUBSTANTIAL)
                        .reference(fileNumber)
                        .build());
    }

    RegistrationReport publish(Ars area) {
        OnlineService parking = OnlineService.builder("bewohnerparken")
                .leistung(Leistungsschluessel.of("99108001001000"))
                .offeredIn(area)
                .title("Bewohnerparkausweis beantragen")
                .address(municipality.bayernId().answersTo().resolve("/parken"))
                .build();
        return municipality.registry().apply(municipality.registry().plan(ServiceDirectory.of(parking)));
    }

    List<ServiceSummary> servicesAbout(String words, Ars area) {
        return municipality.registry().search(words, area);
    }
}
