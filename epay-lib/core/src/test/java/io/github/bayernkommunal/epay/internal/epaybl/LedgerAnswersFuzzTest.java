package io.github.bayernkommunal.epay.internal.epaybl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.PaymentState;
import io.github.bayernkommunal.epay.internal.soap.Element;
import io.github.bayernkommunal.epay.internal.soap.Soap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Answers of ePayBL, led by a fuzzer that watches which branches it reaches.
 *
 * <p>Not part of a normal build, because the fuzzer rewrites the classes of its process: {@code mvn -Pcampaign-short test} gives
 * each entry a process and half a minute. Nothing may leave but the declared exceptions. A finding becomes an ordinary test.
 */
class LedgerAnswersFuzzTest {

    private static final String LONG_ENOUGH = "25s";
    private static final String OPERATION = "lesenKassenzeichenInfo";
    private static final String CLAIM = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + "<n:lesenKassenzeichenInfoResponse xmlns:n=\"http://www.bff.bund.de/ePayment\"><return>"
            + "<ergebnis><istOk>true</istOk><text><code>+0000</code></text></ergebnis>"
            + "<kassenzeichen>4200000000123</kassenzeichen><EShopKundennummer>GEW-7</EShopKundennummer>"
            + "<zahlverfahren>KREDITKARTE</zahlverfahren><betragHauptforderungen>42.50</betragHauptforderungen>"
            + "<betragZahlungseingaenge>0.00</betragZahlungseingaenge><betragStornos>0.00</betragStornos>"
            + "<saldo>42.50</saldo><waehrung>EUR</waehrung><paypageStatus><code>INAKTIV</code></paypageStatus>"
            + "</return></n:lesenKassenzeichenInfoResponse></e:Body></e:Envelope>";

    private static void read(byte[] answer) {
        try {
            Element payload = Soap.read(answer, OPERATION).having("ergebnis").orElse(null);
            if (payload != null && Outcome.of(payload, OPERATION).ok()) {
                judge(ClaimInfo.of(payload), answer);
            }
        } catch (EpayException declared) {
            assertTrue(declared.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    private static void judge(ClaimInfo claim, byte[] answer) {
        PaymentState state = claim.state("4200000000123", "GEW-7", new BigDecimal("42.50"));
        if (state == PaymentState.SETTLED || state == PaymentState.AUTHORIZED) {
            assertTrue(
                    new String(answer, StandardCharsets.UTF_8).contains("4200000000123"),
                    "paid without naming the claim");
        }
    }

    /** Any bytes. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void anything(byte[] data) {
        read(data);
    }

    /** A sound answer of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedClaim(FuzzedDataProvider data) {
        int from = data.consumeInt(0, CLAIM.length());
        int to = data.consumeInt(from, Math.min(CLAIM.length(), from + 200));
        String changed = CLAIM.substring(0, from) + data.consumeRemainingAsString() + CLAIM.substring(to);
        read(changed.getBytes(StandardCharsets.UTF_8));
    }
}
