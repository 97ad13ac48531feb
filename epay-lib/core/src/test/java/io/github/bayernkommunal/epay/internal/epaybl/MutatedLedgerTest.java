package io.github.bayernkommunal.epay.internal.epaybl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.PaymentState;
import io.github.bayernkommunal.epay.internal.soap.Element;
import io.github.bayernkommunal.epay.internal.soap.Soap;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Answers of the ledger with lost, doubled and exchanged characters. */
class MutatedLedgerTest {

    private static final int MUTATIONS = Integer.getInteger("epay.mutations", 20_000);
    private static final long SEED = Long.getLong("epay.seed", 7);

    private static final String SETTLED = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + "<r><return><ergebnis><istOk>true</istOk><text><code>+0000</code></text></ergebnis>"
            + "<kassenzeichen>4711</kassenzeichen><EShopKundenNr>K</EShopKundenNr><zahlverfahren>KREDITKARTE</zahlverfahren>"
            + "<betragHauptforderungen>42.50</betragHauptforderungen><betragZahlungseingaenge>42.50</betragZahlungseingaenge>"
            + "<betragStornos>0.00</betragStornos><saldo>0.00</saldo><waehrung>EUR</waehrung>"
            + "<paypageStatus><code>INAKTIV</code></paypageStatus></return></r></s:Body></s:Envelope>";
    private static final List<String> PIECES = List.of(
            "<",
            ">",
            "/",
            "</",
            "&",
            "&amp;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x>",
            "&e;",
            "\"",
            "0",
            "-",
            ".",
            "<saldo>0</saldo>",
            "<istOk>true</istOk>",
            "href=\"#1\"",
            "\u0000",
            "ä");

    @Test
    void everyChangedAnswerIsRefusedOrMeansWhatItSays() {
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder text = new StringBuilder(SETTLED);
            for (int n = 0; n <= random.nextInt(3); n++) {
                int at = random.nextInt(text.length());
                int end = Math.min(text.length(), at + random.nextInt(15));
                switch (random.nextInt(3)) {
                    case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                    case 1 -> text.delete(at, end);
                    default -> text.insert(at, text.substring(at, end));
                }
            }
            try {
                Element payload = Soap.read(text.toString().getBytes(StandardCharsets.UTF_8), "lesenKassenzeichenInfo")
                        .having("ergebnis")
                        .orElse(null);
                if (payload != null
                        && Outcome.of(payload, "lesenKassenzeichenInfo").ok()) {
                    ClaimInfo info = ClaimInfo.of(payload);
                    PaymentState state = info.state("4711", "K", new BigDecimal("42.50"));
                    if (state == PaymentState.SETTLED) {
                        assertEquals("4711", info.kassenzeichen());
                        assertEquals(0, info.claimed().compareTo(new BigDecimal("42.50")));
                        assertTrue(info.balance().signum() <= 0);
                    }
                }
            } catch (EpayException declared) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + SEED + ", mutation " + i + ": " + text, e);
            }
        }

        assertTrue(refused > MUTATIONS / 4, "refused " + refused);
    }
}
