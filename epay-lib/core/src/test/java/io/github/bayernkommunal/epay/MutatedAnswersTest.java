package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.internal.pmpayment.Form;
import io.github.bayernkommunal.epay.internal.pmpayment.PmService;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Problem;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Token;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Answers with changed, lost, doubled and exchanged bytes: each is refused in the declared way, or means what it meant.
 * {@code -Depay.mutations=…} sets the number, {@code -Depay.seed=…} repeats a run.
 */
class MutatedAnswersTest {

    private static final String PAID = """
            {"paymentInformation":{"transactionId":"T-1","transactionReference":"4711","status":"PAYED",
              "transactionTimestamp":"2026-03-01T12:00:00Z","paymentMethod":"CREDITCARD",
              "transactionRedirectUrl":"https://pay.example/T-1"},
             "paymentRequest":{"requestId":"EPAY1","grosAmount":30.70,"currency":"EUR","items":[{"id":"1"}]}}""";
    private static final PaymentRoute.Attempt ATTEMPT =
            new PaymentRoute.Attempt("EPAY1", "az-1", Money.euro("30.70"), Instant.EPOCH, true, "T-1");

    @Test
    void answersOfTheStandard() {
        int refused = Mutations.refused(PAID, bytes -> {
            PaymentRoute.Status status = XBezahldienste.translated(Transaction.read(bytes, "answer"), ATTEMPT);
            if (status.state() == PaymentState.AUTHORIZED) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                assertTrue(text.contains("\"EPAY1\"") && text.contains("\"PAYED\"") && text.contains("EUR"), text);
                assertEquals(0, status.amount().compareTo(ATTEMPT.amount().amount()), text);
            }
        });

        assertTrue(refused > Mutations.COUNT / 4, "refused " + refused);
    }

    @Test
    void notifications() {
        PmPayment route = PmPayment.builder()
                .address(java.net.URI.create("https://pay.example"))
                .ags("09162000")
                .procedure("GEWERBE")
                .salts(List.of("demo-salt-0123456789"))
                .build();
        String signed = "ags=09162000&txid=GEWERBE.20250314101530123.7f3c&amount=4250&desc=GEW+2025-000123&status=1"
                + "&payment_method=creditCard&created_at=2025-03-14+10%3A15%3A31"
                + "&hash=4bd8fc9af4f1996019eda687f3d4a01807e60f6a332f6cebbfc1f7f429161c74";

        int refused = Mutations.refused(signed, bytes -> {
            PaymentNotification read = route.notification(bytes).orElseThrow();
            if (read.isAuthentic()) {
                assertEquals("GEWERBE.20250314101530123.7f3c", read.transactionId());
                assertEquals("4250", Form.read(bytes).get("amount"));
            }
        });

        assertTrue(refused > Mutations.COUNT / 4, "refused " + refused);
    }

    @Test
    void answersOfATokenService() {
        String issued = "{\"access_token\":\"eyJh.b-c_d~e+f/g==\",\"token_type\":\"Bearer\",\"expires_in\":300}";

        int refused = Mutations.refused(issued, bytes -> {
            Token read = Token.read(bytes);
            assertTrue(read.value().matches("[A-Za-z0-9._~+/=-]{1,16384}"), "what stands in a header");
            assertTrue(!read.life().isNegative() && read.life().compareTo(Duration.ofDays(1)) <= 0, "a sensible life");
            assertFalse(read.toString().contains(read.value() + ","), "shown");
        });

        assertTrue(refused > Mutations.COUNT / 4, "refused " + refused);
    }

    @Test
    void answersOfPmPayment() {
        int opened = Mutations.refused("{\"txid\":\"EPAY1\",\"url\":\"https://pay.example/page?t=EPAY1\"}", bytes -> {
            PmService.Opened read = PmService.Opened.read(bytes, "EPAY1");
            assertEquals("EPAY1", read.transactionId());
        });
        int asked = Mutations.refused(
                "{\"txid\":\"EPAY1\",\"status\":0,\"payment_method\":\"giropay\",\"timestamp\":\"x\"}", bytes -> {
                    PmService.Seen read = PmService.Seen.read(bytes, "EPAY1");
                    assertTrue(read.status().length() <= 201 && !read.status().isBlank(), read.status());
                    assertTrue(
                            !read.status().equals("1") || new String(bytes, StandardCharsets.UTF_8).contains("1"),
                            "paid without the word");
                });

        assertTrue(opened > Mutations.COUNT / 4, "refused " + opened);
        assertTrue(asked > Mutations.COUNT / 4, "refused " + asked);
    }

    @Test
    void problemDocuments() {
        String document = "{\"type\":\"https://pay.example/errors/calc\",\"status\":400,\"title\":\"Bad Request\","
                + "\"detail\":\"Summe weicht ab\",\"functionalCode\":\"CALCULATION_ERROR\"}";
        Map<Boolean, Integer> understood = new TreeMap<>();

        int refused = Mutations.refused(document, bytes -> {
            Problem read = Problem.read(bytes);
            understood.merge(read != null, 1, Integer::sum);
            if (read != null) {
                EpayException refusal = read.refusal(400, true);
                assertTrue(read.functionalCode().matches("[A-Z_]{1,64}"), read.functionalCode());
                assertTrue(
                        !(refusal instanceof EpayRejectedException)
                                || new String(bytes, StandardCharsets.UTF_8).contains("_"),
                        "declined without a code");
                assertFalse(refusal.getMessage().contains("weicht"), "quotes what the platform said");
            }
        });

        assertEquals(0, refused, "a document that cannot be read is no document");
        assertTrue(understood.get(true) > Mutations.COUNT / 10 && understood.get(false) > Mutations.COUNT / 4);
    }
}
