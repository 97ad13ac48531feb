package io.github.bayernkommunal.epay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import io.github.bayernkommunal.epay.testkit.internal.pmpayment.Hash;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PmPaymentTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private static Client client;

    @BeforeAll
    static void connect() {
        client = new Client(platform);
    }

    @ParameterizedTest
    @CsvSource({
        "09162000|4250|GEWERBE|GEW 2025-000123|2025-000123|GEWERBE.20250314101530123.7f3c|https://amt.example/pay/notify?ref=7f3c|https://amt.example/pay/return?ref=7f3c, e456a24ce8f7db94f93741bfbb94c9e5db84a1aae7f07d826a94839d48735c79",
        "09162000|4250|GEWERBE|GEW 2025-000123|https://amt.example/pay/notify?ref=7f3c|https://amt.example/pay/return?ref=7f3c, 4c87c88dd38f0ab4605d9048b09a2a61857de8fe027b0daacf45ef6339fdb94d",
        "09162000|GEWERBE.20250314101530123.7f3c|4250|GEW 2025-000123|1|creditCard|2025-03-14 10:15:31, 4bd8fc9af4f1996019eda687f3d4a01807e60f6a332f6cebbfc1f7f429161c74"
    })
    void hashesAreThoseOfThePublishedVectors(String values, String hash) {
        assertEquals(hash, Hash.of("demo-salt-0123456789", List.of(values.split("\\|"))));
    }

    @Test
    void paymentIsOpenedAndPaid() throws Exception {
        JsonObject opened = open(form -> {});

        assertEquals("T.1", opened.getString("txid"));
        assertEquals(-1, status("T.1").getInt("status"));
        assertEquals(new BigDecimal("42.50"), platform.bookings().get(0).amount());

        HttpResponse<String> back = client.form(URI.create(opened.getString("url")), "action=pay&means=creditCard");

        assertEquals(1, status("T.1").getInt("status"));
        assertEquals(303, back.statusCode());
        Map<String, String> returned = fields(
                URI.create(back.headers().firstValue("Location").orElseThrow()).getRawQuery());
        assertEquals("7f3c", returned.get("ref"));
        assertEquals("1", returned.get("status"));
        assertEquals(returnHash(returned), returned.get("hash"));
    }

    @ParameterizedTest
    @CsvSource({"cancel, CANCELED, ''", "fail, FAILED, creditCard"})
    void abortNamesNoMeansAndFailureNamesOne(String action, State state, String means) throws Exception {
        JsonObject opened = open(form -> {});

        client.form(URI.create(opened.getString("url")), "action=" + action);

        assertEquals(state, platform.bookings().get(0).state());
        assertEquals(0, status("T.1").getInt("status"));
        assertEquals(means, status("T.1").getString("payment_method"));
    }

    @ParameterizedTest
    @CsvSource({
        "ags, 09163000, invalid hash",
        "procedure, HUND, invalid hash",
        "desc, Gebühr, invalid hash",
        "amount, 42.50, invalid amount",
        "amount, 0, invalid amount",
        "desc, abcdefghijklmnopqrstuvwxyzab, desc too long",
        "redirectURL, javascript:x, invalid redirectURL"
    })
    void orderThatBreaksARuleIsRefused(String name, String value, String error) throws Exception {
        assertEquals(error, open(form -> form.put(name, value)).getString("Error"));
        assertTrue(platform.bookings().isEmpty());
    }

    @Test
    void changedAmountDoesNotFitTheHash() throws Exception {
        Map<String, String> form = anOrder();
        form.put("hash", hash(form));
        form.put("amount", "1");

        assertEquals("invalid hash", send(form).getString("Error"));
    }

    @Test
    void txidCannotBeUsedTwice() throws Exception {
        open(form -> {});

        assertEquals("txid already exists", open(form -> {}).getString("Error"));
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void valuesThatAreNotSentAreLeftOutOfTheHash() throws Exception {
        JsonObject opened = open(form -> form.remove("txid"));

        assertFalse(opened.getString("txid").isEmpty());
    }

    @Test
    void notificationComesWithAndWithoutHash() throws Exception {
        open(form -> {});
        platform.pay("T.1");

        Map<String, String> plain = fields(platform.notification("T.1", false));
        Map<String, String> signed = fields(platform.notification("T.1", true));

        assertFalse(plain.containsKey("hash"));
        assertEquals("1", plain.get("status"));
        assertEquals("GEWERBE", plain.get("procedure"));
        assertEquals(returnHash(signed), signed.get("hash"));
        assertEquals(
                "https://amt.example/pay/notify?ref=7f3c",
                platform.notificationAddress("T.1").orElseThrow().toString());
    }

    private JsonObject open(Consumer<Map<String, String>> change) throws Exception {
        Map<String, String> form = anOrder();
        change.accept(form);
        form.put("hash", hash(form));
        return send(form);
    }

    private JsonObject send(Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return Client.json(client.form(platform.address().resolve("/payment/secure"), body));
    }

    private static Map<String, String> anOrder() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("ags", "09162000");
        form.put("amount", "4250");
        form.put("procedure", "GEWERBE");
        form.put("desc", "GEW 2025-000123");
        form.put("accountingRecord", "2025-000123");
        form.put("txid", "T.1");
        form.put("notifyURL", "https://amt.example/pay/notify?ref=7f3c");
        form.put("redirectURL", "https://amt.example/pay/return?ref=7f3c");
        return form;
    }

    private static String hash(Map<String, String> form) {
        return Hash.of(platform.pmPaymentSalt(), form.values());
    }

    private static String returnHash(Map<String, String> form) {
        return Hash.of(
                platform.pmPaymentSalt(),
                List.of(
                        form.get("ags"),
                        form.get("txid"),
                        form.get("amount"),
                        form.get("desc"),
                        form.get("status"),
                        form.get("payment_method"),
                        form.get("created_at")));
    }

    private static JsonObject status(String txid) throws Exception {
        return Client.json(client.get(platform.address().resolve("/payment/status/09162000/" + txid)));
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&")) {
            String[] parts = pair.split("=", 2);
            fields.put(parts[0], java.net.URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }
}
