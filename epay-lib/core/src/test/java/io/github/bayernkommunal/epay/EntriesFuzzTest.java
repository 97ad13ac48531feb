package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.epay.internal.pmpayment.PmService;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Problem;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Token;
import io.github.bayernkommunal.epay.internal.xbezahldienste.Transaction;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Every entry that takes bytes from outside, led by a fuzzer that watches which branches it reaches; see {@code
 * LedgerAnswersFuzzTest} for ePayBL.
 *
 * <p>Not part of a normal build, because the fuzzer rewrites the classes of its process: {@code mvn -Pcampaign-short test} gives
 * each entry a process and half a minute. Nothing may leave but the declared exceptions, and nobody has paid who did not. A finding
 * becomes an ordinary test.
 */
class EntriesFuzzTest {

    private static final String LONG_ENOUGH = "25s";
    private static final String OPEN = """
            {"paymentInformation":{"transactionId":"T-1","transactionReference":"4711","status":"INITIAL",
              "transactionTimestamp":"2026-03-01T12:00:00Z","paymentMethod":"CREDITCARD",
              "transactionRedirectUrl":"https://pay.example/T-1"},
             "paymentRequest":{"requestId":"EPAY1","grosAmount":30.70,"currency":"EUR","items":[{"id":"1"}]}}""";
    private static final String SIGNED = "ags=09162000&txid=GEWERBE.20250314101530123.7f3c&amount=4250"
            + "&desc=GEW+2025-000123&status=1&payment_method=creditCard&created_at=2025-03-14+10%3A15%3A31"
            + "&hash=4bd8fc9af4f1996019eda687f3d4a01807e60f6a332f6cebbfc1f7f429161c74";
    private static final PaymentRoute.Attempt ATTEMPT =
            new PaymentRoute.Attempt("EPAY1", "az-1", Money.euro("30.70"), Instant.EPOCH, true, "T-1");
    private static final Certificates KEY = Certificates.forLocalhost();
    private static final PmPayment PMPAYMENT = PmPayment.builder()
            .address(URI.create("https://pay.example"))
            .ags("09162000")
            .procedure("GEWERBE")
            .salts(List.of("demo-salt-0123456789"))
            .build();

    private static String spliced(String text, FuzzedDataProvider data) {
        int from = data.consumeInt(0, text.length());
        int to = data.consumeInt(from, Math.min(text.length(), from + 200));
        return text.substring(0, from) + data.consumeRemainingAsString() + text.substring(to);
    }

    private static void transaction(byte[] body) {
        try {
            PaymentRoute.Status status = XBezahldienste.translated(Transaction.read(body, "answer"), ATTEMPT);
            if (status.state() == PaymentState.AUTHORIZED) {
                assertTrue(new String(body, StandardCharsets.UTF_8).contains("PAYED"), "paid without the word");
                assertTrue(status.amount() != null
                        && status.amount().compareTo(ATTEMPT.amount().amount()) == 0);
            }
        } catch (EpayException declared) {
            assertTrue(declared.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    /** Any bytes as the answer of a platform of the standard. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void anyTransaction(byte[] data) {
        transaction(data);
    }

    /** A sound answer of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedTransaction(FuzzedDataProvider data) {
        transaction(spliced(OPEN, data).getBytes(StandardCharsets.UTF_8));
    }

    private static void notification(byte[] body) {
        try {
            PMPAYMENT.notification(body).ifPresent(read -> {
                if (read.isAuthentic()) {
                    assertTrue(read.transactionId().equals("GEWERBE.20250314101530123.7f3c"), read.transactionId());
                }
            });
        } catch (EpayException declared) {
            assertTrue(declared.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    /** Any bytes as a notification. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void anyNotification(byte[] data) {
        notification(data);
    }

    /** A signed notification of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedNotification(FuzzedDataProvider data) {
        notification(spliced(SIGNED, data).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(Consumer<byte[]> reader, byte[] body) {
        try {
            reader.accept(body);
        } catch (EpayException declared) {
            assertTrue(declared.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    /** What a token service answers. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void token(FuzzedDataProvider data) {
        byte[] body = spliced("{\"access_token\":\"eyJh\",\"token_type\":\"Bearer\",\"expires_in\":300}", data)
                .getBytes(StandardCharsets.UTF_8);
        answer(bytes -> assertTrue(Token.read(bytes).value().matches("[!-~]+"), "what stands in a header"), body);
    }

    /** What pmPayment answers to a creation and to a question. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void pmPayment(FuzzedDataProvider data) {
        byte[] body = spliced(
                        "{\"txid\":\"EPAY1\",\"url\":\"https://pay.example/1\",\"status\":0,\"payment_method\":\"giropay\"}",
                        data)
                .getBytes(StandardCharsets.UTF_8);
        answer(
                bytes -> assertEquals(
                        "EPAY1", PmService.Opened.read(bytes, "EPAY1").transactionId()),
                body);
        answer(bytes -> assertTrue(PmService.Seen.read(bytes, "EPAY1").status().length() <= 201), body);
    }

    /** What a platform of the standard says when it refuses; it never stops us from saying that it has refused. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void problem(FuzzedDataProvider data) {
        Problem read = Problem.read(
                spliced("{\"type\":\"about:blank\",\"status\":400,\"functionalCode\":\"CALCULATION_ERROR\"}", data)
                        .getBytes(StandardCharsets.UTF_8));
        if (read != null) {
            assertTrue(read.refusal(400, true).getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    private static void declared(Consumer<byte[]> reader, byte[] bytes) {
        try {
            reader.accept(bytes);
        } catch (IllegalArgumentException declared) {
            // What is wrong with the refusal itself is told by the reader.
        }
    }

    /** Any bytes as a file with a key. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void anyKeyFile(byte[] data) {
        declared(MutatedSettingsTest::key, data);
    }

    /** A text with a key of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedKeyFile(FuzzedDataProvider data) throws Exception {
        declared(MutatedSettingsTest::key, spliced(KEY.encryptedPem(1), data).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Settings of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void settings(FuzzedDataProvider data) {
        String sound = data.pickValue(MutatedSettingsTest.SOUND);
        declared(MutatedSettingsTest::settings, spliced(sound, data).getBytes(StandardCharsets.UTF_8));
    }

    /** Texts for the statement of the account, as people write them. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void bookingText(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        for (BookingText rule :
                List.of(BookingText.xbezahldienste(), BookingText.epayBl(27), BookingText.pmPayment())) {
            BookingText.Preview preview = rule.preview(text);
            if (preview.isAccepted()) {
                assertTrue(preview.text().length() <= 27, "longer than a statement of account can show");
                assertEquals(preview.text(), rule.preview(preview.text()).text(), "what is accepted is changed again");
            }
        }
    }
}
