package io.github.bayernkommunal.samples.quickstarts;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentPage;
import io.github.bayernkommunal.epay.PaymentReport;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.net.URI;

/** Collects a fee: open a payment, send the citizen to its page, ask the platform afterwards. */
public final class CollectFee {

    private final EpayClient epay;

    CollectFee(EpayClient epay) {
        this.epay = epay;
    }

    /** Runs against a simulated platform; the simulated citizen pays. */
    public static void main(String... arguments) {
        try (EpaySimulator platform = EpaySimulator.start(0);
                EpayClient epay = EpayClient.from(platform.settings())) {
            CollectFee desk = new CollectFee(epay);
            System.out.println(
                    "The citizen pays at " + desk.open("az-2026-0815").address());
            System.out.println("Paid? " + desk.isPaid("az-2026-0815"));
            platform.pay("az-2026-0815");
            System.out.println("Paid? " + desk.isPaid("az-2026-0815"));
        }
    }

    PaymentPage open(String reference) {
        PaymentOrder order = PaymentOrder.builder(reference) // ours: opening it twice leads to the same page
                .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                .purpose("Bewohnerparken")
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                .build();
        return epay.open(order);
    }

    boolean isPaid(String reference) {
        PaymentReport report = epay.report(reference); // ask the platform, do not believe the browser
        return switch (report.state()) {
            case AUTHORIZED, SETTLED -> report.isPaid();
            case MISMATCH -> throw new IllegalStateException("Someone has to look at " + report.reference());
            default -> false; // not yet, or not at all: report.state().isFinal() tells which
        };
    }
}
