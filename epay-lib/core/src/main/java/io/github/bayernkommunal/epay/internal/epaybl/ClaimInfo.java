package io.github.bayernkommunal.epay.internal.epaybl;

import io.github.bayernkommunal.epay.PaymentState;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Redact;
import io.github.bayernkommunal.epay.internal.soap.Element;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the cash office's ledger says about a Kassenzeichen (KassenzeichenInfoErgebnis), and what we make of it.
 *
 * <p>Amounts that are not named count as zero, which never makes a claim look paid.
 */
public record ClaimInfo(
        String kassenzeichen,
        @Nullable String customer,
        @Nullable String currency,
        @Nullable String method,
        BigDecimal claimed,
        BigDecimal received,
        BigDecimal returned,
        BigDecimal withdrawn,
        BigDecimal balance,
        @Nullable String paypage) {

    static ClaimInfo of(Element payload) {
        Optional<String> saldo = payload.text("saldo");
        return new ClaimInfo(
                payload.text("kassenzeichen").orElse(""),
                // One open client reads EShopKundennummer, the other EShopKundenNr.
                payload.text("EShopKundenNr", "EShopKundennummer").orElse(null),
                payload.text("waehrung").orElse(null),
                payload.text("zahlverfahren").map(Redact::line).orElse(null),
                amount(payload, "betragHauptforderungen"),
                amount(payload, "betragZahlungseingaenge"),
                amount(payload, "betragRuecklastschriften"),
                amount(payload, "betragStornos"),
                saldo.isPresent() ? amount(payload, "saldo") : amount(payload, "betragHauptforderungen"),
                payload.child("paypageStatus")
                        .flatMap(status -> status.text("code"))
                        .map(Redact::line)
                        .orElse(null));
    }

    /** How the payment stands, by the rule of docs/protocol.md, ePayBL. The order of the steps matters. */
    public PaymentState state(String expectedKassenzeichen, String expectedCustomer, BigDecimal expected) {
        boolean foreign = !kassenzeichen.equals(expectedKassenzeichen)
                || (customer != null && !customer.equals(expectedCustomer))
                || (currency != null && !currency.equals("EUR"));
        if (foreign) {
            return PaymentState.MISMATCH;
        }
        // A cancelled claim has the balance zero, too, so this comes before looking at the balance.
        if (withdrawn.signum() > 0
                && balance.signum() == 0
                && claimed.compareTo(withdrawn) == 0
                && received.signum() == 0) {
            return PaymentState.CANCELED;
        }
        if (returned.signum() > 0 && balance.signum() > 0) {
            return PaymentState.REVERSED;
        }
        PaymentState state = money(expected);
        boolean decided =
                state == PaymentState.SETTLED || state == PaymentState.PARTIAL || state == PaymentState.AUTHORIZED;
        return decided && claimed.compareTo(expected) != 0 ? PaymentState.MISMATCH : state;
    }

    private PaymentState money(BigDecimal expected) {
        if (balance.signum() < 0 || (balance.signum() == 0 && received.signum() > 0)) {
            return PaymentState.SETTLED;
        }
        if (balance.signum() > 0 && balance.compareTo(expected) < 0) {
            return PaymentState.PARTIAL;
        }
        // An abandoned Paypage may become INAKTIV, too; only a chosen means of payment shows that the citizen has
        // finished.
        return "INAKTIV".equals(paypage) && method != null ? PaymentState.AUTHORIZED : PaymentState.PENDING;
    }

    private static BigDecimal amount(Element payload, String name) {
        String text = payload.text(name).orElse("0");
        if (!text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,10})?")) {
            throw Fault.FIELD_WRONG.protocol(
                    "In the answer to lesenKassenzeichenInfo, %s is not an amount".formatted(name), null);
        }
        return new BigDecimal(text);
    }
}
