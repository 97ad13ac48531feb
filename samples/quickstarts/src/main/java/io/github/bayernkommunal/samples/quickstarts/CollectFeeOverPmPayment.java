package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Collects a fee over pmPayment, as it was before XBezahldienste; its notifications bring the next question forward. */
public final class CollectFeeOverPmPayment {

    private CollectFeeOverPmPayment() {}

    /** Runs against a simulated platform; the simulated citizen pays and never comes back. */
    public static void main(String... arguments) {
        try (EpaySimulator platform = EpaySimulator.start(0);
                EpayClient epay = EpayClient.from(settings(platform))) {
            PaymentOrder order = PaymentOrder.builder("az-2026-0815")
                    .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                    .purpose("Bewohnerparken 2026")
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                    .build();
            System.out.println("The citizen pays at " + epay.open(order).address());

            String txid = epay.report("az-2026-0815").transactionId().orElseThrow();
            platform.pay(txid);
            byte[] hint = platform.notification(txid, true).getBytes(StandardCharsets.UTF_8);
            System.out.println("Ours? " + epay.notified(hint)); // it decides nothing
            // The reconciler of an application asks soon after; here the question is asked at once.
            System.out.println("Paid? " + epay.report("az-2026-0815").isPaid());
        }
    }

    static Map<String, String> settings(EpaySimulator platform) {
        return Map.of(
                "epay.route", "pmpayment",
                "epay.address", platform.address().toString(),
                "epay.ags", "09162000",
                "epay.procedure", "GEWERBE",
                "epay.salts", platform.pmPaymentSalt(),
                "epay.notify-address", "https://antrag.musterstadt.example/zahlung/meldung",
                "epay.trust.file", platform.settings().getOrDefault("epay.trust.file", ""));
    }
}
