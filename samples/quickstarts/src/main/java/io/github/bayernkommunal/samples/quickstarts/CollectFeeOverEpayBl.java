package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentReport;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;
import java.util.Map;

/** Collects a fee over the SOAP service of ePayBL, whose ledger also tells when the money has arrived at the cash office. */
public final class CollectFeeOverEpayBl {

    private CollectFeeOverEpayBl() {}

    /** Runs against a simulated platform; the simulated citizen pays, and the cash office receives the money. */
    public static void main(String... arguments) {
        try (EpaySimulator platform = EpaySimulator.start(0);
                EpayClient epay = EpayClient.from(settings(platform))) {
            PaymentOrder order = PaymentOrder.builder("az-2026-0815")
                    .item(LineItem.of("PARKEN", Money.euro("30.70"), "1110.1000")) // at most 13 characters
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                    .build();
            System.out.println("The citizen pays at " + epay.open(order).address());

            String kassenzeichen = epay.report("az-2026-0815").transactionId().orElseThrow();
            platform.pay(kassenzeichen);
            PaymentReport paid = epay.report("az-2026-0815");
            System.out.println(paid.state() + ", paid: " + paid.isPaid());

            platform.settle(kassenzeichen);
            PaymentReport settled = epay.report("az-2026-0815");
            System.out.println(
                    settled.state() + ", lacking: " + settled.balance().orElseThrow());
        }
    }

    static Map<String, String> settings(EpaySimulator platform) {
        return Map.of(
                "epay.route", "epaybl",
                "epay.address", platform.epayBlAddress(3).toString(),
                "epay.paypage", platform.paypageAddress().toString(),
                "epay.mandant", "9990000001",
                "epay.bewirtschafter", "42",
                "epay.generation", "3",
                "epay.trust.file", platform.settings().getOrDefault("epay.trust.file", ""));
    }
}
