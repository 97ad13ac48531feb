package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

class OurRoutesKeepTheContractTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private abstract static class Ours extends PaymentRouteContract {

        @Override
        protected PaymentOrder order(String reference) {
            return PaymentOrder.builder(reference)
                    .item(LineItem.of("PARKEN", Money.euro("30.70"), "1110.1000"))
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                    .build();
        }

        @Override
        protected void breakOff(String transactionId) {
            platform.cancel(transactionId);
        }

        @Override
        protected int payments() {
            return platform.bookings().size();
        }
    }

    @Nested
    class OfTheStandard extends Ours {

        @Override
        protected PaymentRoute route() {
            Map<String, String> settings = platform.settings();
            return XBezahldienste.builder()
                    .address(URI.create(settings.get("epay.address")))
                    .originatorId(settings.get("epay.originator-id"))
                    .endPointId(settings.get("epay.end-point-id"))
                    .oauth(
                            URI.create(settings.get("epay.oauth.token-address")),
                            settings.get("epay.oauth.client-id"),
                            settings.get("epay.oauth.client-secret"))
                    .trust(List.of(platform.certificate()))
                    .build();
        }

        @Override
        protected void pay(String transactionId) {
            platform.pay(transactionId);
        }
    }

    @Nested
    class OfEpayBl extends Ours {

        @Override
        protected PaymentRoute route() {
            return EpayBl.builder()
                    .address(platform.epayBlAddress(2))
                    .paypage(platform.paypageAddress())
                    .payee(Bewirtschafter.of("9990000001", "42"))
                    .trust(List.of(platform.certificate()))
                    .build();
        }

        @Override
        protected void pay(String transactionId) {
            platform.pay(transactionId, "KREDITKARTE");
        }
    }

    @Nested
    class OfPmPayment extends Ours {

        @Override
        protected PaymentRoute route() {
            return PmPayment.builder()
                    .address(platform.address())
                    .ags("09162000")
                    .procedure("GEWERBE")
                    .salts(List.of(platform.pmPaymentSalt()))
                    .trust(List.of(platform.certificate()))
                    .build();
        }

        @Override
        protected void pay(String transactionId) {
            platform.pay(transactionId, "creditCard");
        }
    }
}
