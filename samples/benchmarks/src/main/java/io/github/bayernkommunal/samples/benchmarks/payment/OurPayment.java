package io.github.bayernkommunal.samples.benchmarks.payment;

import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.LineItem;
import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentOrder;
import io.github.bayernkommunal.epay.XBezahldienste;
import io.github.bayernkommunal.samples.benchmarks.soap.Connection;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;

/** Our library opens a payment, or reports on one: validation, journal in memory, call and judgement of the answer. */
public final class OurPayment implements Callable<Object>, Closeable {

    /** Variant: each call opens another payment. */
    public static final String OPEN = "open";

    /** Variant: each call asks for the same payment. */
    public static final String REPORT = "report";

    private final AtomicLong count = new AtomicLong();
    private final EpayClient client;
    private final boolean opens;

    /** Makes the client, and the payment that is asked for. */
    public OurPayment(Path fixture, String variant) throws IOException {
        Connection connection = Connection.of(fixture, "/payments");
        client = EpayClient.builder()
                .route(XBezahldienste.builder()
                        .address(connection.address())
                        .originatorId("parken")
                        .endPointId("09162000")
                        .basic("user", "password")
                        .trust(List.of(connection.certificate()))
                        .build())
                .build();
        opens = variant.equals(OPEN);
        open("az-0");
    }

    @Override
    public Object call() {
        return opens ? open("az-" + count.incrementAndGet()) : client.report("az-0");
    }

    private Object open(String reference) {
        return client.open(PaymentOrder.builder(reference)
                .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                .purpose("Bewohnerparken")
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"))
                .build());
    }

    @Override
    public void close() {
        client.close();
    }
}
