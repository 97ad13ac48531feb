package io.github.bayernkommunal.epay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/** Recognises the content of an order without keeping it. The return address does not belong to the content. */
final class ContentHash {

    private final MessageDigest digest;

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static String of(PaymentOrder order) {
        ContentHash hash = new ContentHash();
        hash.add("1"); // version of this layout
        hash.add(order.purpose());
        hash.add(order.description().orElse(""));
        hash.add(order.payee().map(Bewirtschafter::toString).orElse(""));
        hash.add(order.kassenzeichen().map(Kassenzeichen::value).orElse(""));
        order.payer().ifPresent(hash::add);
        order.mandate().ifPresent(hash::add);
        for (LineItem item : order.items()) {
            hash.add(item.text());
            hash.add(item.net().toString());
            hash.add(item.taxAmount().map(Money::toString).orElse(""));
            hash.add(item.taxRate().stripTrailingZeros().toPlainString());
            hash.add(item.budgetAccount());
            hash.add(item.budgetObject() == null ? "" : item.budgetObject());
            hash.add(Integer.toString(item.bookingData().size()));
            new TreeMap<>(item.bookingData()).forEach((name, value) -> {
                hash.add(name);
                hash.add(value);
            });
        }
        return HexFormat.of().formatHex(hash.digest.digest());
    }

    private void add(Payer payer) {
        add(payer.familyName());
        add(String.valueOf(payer.givenName()));
        add(String.valueOf(payer.street()));
        add(String.valueOf(payer.houseNumber()));
        add(String.valueOf(payer.postalCode()));
        add(String.valueOf(payer.city()));
        add(String.valueOf(payer.country()));
    }

    private void add(SepaMandate mandate) {
        add("mandate");
        add(mandate.reference());
        mandate.signed().ifPresent(signed -> {
            add(signed.iban());
            add(String.valueOf(signed.bic()));
            add(signed.creditorId());
            add(signed.scheme().code());
            add(signed.sequence().code());
            add(signed.signedOn().toString());
            add(signed.signedAt());
            add(signed.firstName());
            add(signed.lastName());
        });
    }

    /** Length before value, so that no two lists of values look alike. */
    private void add(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
