package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.PaymentRoute;
import io.github.bayernkommunal.epay.PaymentState;
import java.net.URI;

/** A platform in this process, at which every payment stays open. */
record PatientPlatform(String account) implements PaymentRoute {

    @Override
    public URI address() {
        return URI.create("https://pay.example/");
    }

    @Override
    public void check(PaymentOrder order) {
        // Every order is welcome.
    }

    @Override
    public Status open(PaymentOrder order, Attempt attempt) {
        throw new IllegalStateException("Only asked, never told to open");
    }

    @Override
    public Status status(Attempt attempt) {
        return new Status(
                PaymentState.PENDING,
                "INITIAL",
                true,
                attempt.transactionId(),
                null,
                attempt.amount().amount(),
                null,
                null,
                null,
                null);
    }
}
