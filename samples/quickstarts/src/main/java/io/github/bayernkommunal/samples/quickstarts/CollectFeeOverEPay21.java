package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;

/** Opens a payment at ePay21, which cannot be asked about it: the cash office looks, and the daily report says at what. */
public final class CollectFeeOverEPay21 {

    private CollectFeeOverEPay21() {}

    /** Runs against a simulated platform. */
    public static void main(String... arguments) {
        try (EpaySimulator platform = EpaySimulator.start(0);
                EpayClient epay = EpayClient.from(platform.ePay21Settings())) {
            PaymentOrder order = PaymentOrder.builder("az-2026-0815")
                    .item(LineItem.of("Bewohnerparken", Money.euro("30.70"), "1110.1000"))
                    .purpose("Bewohnerparken 2026")
                    .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                    .build();
            System.out.println("The citizen pays at " + epay.open(order).address());
            platform.pay("Bewohnerparken 2026"); // nobody tells us

            System.out.println("State: " + epay.report("az-2026-0815").state());
            epay.reconciler()
                    .cashReport()
                    .differences()
                    .forEach(line ->
                            System.out.println("For the cash office: " + line.reference() + " " + line.reason()));
        }
    }
}
