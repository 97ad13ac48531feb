package io.github.bayernkommunal.epay;

import java.net.URI;

/** Orders that every route accepts; a test changes one thing. */
final class Orders {

    private Orders() {}

    static PaymentOrder.Builder parking(String reference) {
        return PaymentOrder.builder(reference)
                .payee(Bewirtschafter.of("1610000000", "42"))
                .item(LineItem.of("BEWOHNERPARKEN", Money.euro("30.70"), "1110.1000"))
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"));
    }
}
