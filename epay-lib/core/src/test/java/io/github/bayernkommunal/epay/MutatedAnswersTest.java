package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.internal.pmpayment.Form;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Transaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Answers with changed, lost, doubled and exchanged bytes: each is refused in the declared way, or means what it meant.
 * {@code -Depay.mutations=…} sets the number, {@code -Depay.seed=…} repeats a run.
 */
class MutatedAnswersTest {

    private static final int MUTATIONS = Integer.getInteger("epay.mutations", 20_000);
    private static final long SEED = Long.getLong("epay.seed", 7);

    private static final String PAID = """
            {"paymentInformation":{"transactionId":"T-1","transactionReference":"4711","status":"PAYED",
              "transactionTimestamp":"2026-03-01T12:00:00Z","paymentMethod":"CREDITCARD",
              "transactionRedirectUrl":"https://pay.example/T-1"},
             "paymentRequest":{"requestId":"EPAY1","grosAmount":30.70,"currency":"EUR","items":[{"id":"1"}]}}""";
    private static final PaymentRoute.Attempt ATTEMPT =
            new PaymentRoute.Attempt("EPAY1", "az-1", Money.euro("30.70"), Instant.EPOCH, true, "T-1");

    /** Pieces that mean something to a reader of JSON, XML or forms. */
    private static final List<String> PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\",
            "\\u0000",
            "null",
            "1E999",
            "-",
            "&",
            "=",
            "%",
            "<",
            ">",
            "<!DOCTYPE x>",
            "\"status\":\"PAYED\",",
            "\"grosAmount\":1,",
            "\u0000",
            "\uFEFF",
            "ä",
            "EPAY2");

    private static byte[] mutated(byte[] original, Random random) {
        byte[] bytes = original;
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(bytes.length - at, random.nextInt(20));
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(bytes, 0, at);
            switch (random.nextInt(5)) {
                case 0 ->
                    next.writeBytes(PIECES.get(random.nextInt(PIECES.size())).getBytes(StandardCharsets.UTF_8));
                case 1 -> next.write(random.nextInt(256));
                case 2 -> next.write(bytes, at, length);
                case 3 -> length = bytes.length - at;
                default -> {}
            }
            int rest = random.nextBoolean() ? at + length : at;
            next.write(bytes, rest, bytes.length - rest);
            bytes = next.toByteArray();
        }
        return bytes;
    }

    private static int refused(String original, Consumer<byte[]> reader) {
        byte[] bytes = original.getBytes(StandardCharsets.UTF_8);
        reader.accept(bytes);
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] changed = mutated(bytes, random);
            try {
                reader.accept(changed);
            } catch (EpayProtocolException declared) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(
                        "seed " + SEED + ", mutation " + i + ": " + new String(changed, StandardCharsets.UTF_8), e);
            }
        }
        return refused;
    }

    @Test
    void answersOfTheStandard() {
        int refused = refused(PAID, bytes -> {
            PaymentRoute.Status status = XBezahldienste.translated(Transaction.read(bytes, "answer"), ATTEMPT);
            if (status.state() == PaymentState.AUTHORIZED) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                assertTrue(text.contains("\"EPAY1\"") && text.contains("\"PAYED\"") && text.contains("EUR"), text);
                assertEquals(0, status.amount().compareTo(ATTEMPT.amount().amount()), text);
            }
        });

        assertTrue(refused > MUTATIONS / 4, "refused " + refused);
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

        int refused = refused(signed, bytes -> {
            PaymentNotification read = route.notification(bytes).orElseThrow();
            if (read.isAuthentic()) {
                assertEquals("GEWERBE.20250314101530123.7f3c", read.transactionId());
                assertEquals("4250", Form.read(bytes).get("amount"));
            }
        });

        assertTrue(refused > MUTATIONS / 4, "refused " + refused);
    }
}
