package io.github.bayernkommunal.epay.testkit;

import static io.github.bayernkommunal.epay.testkit.Client.anItem;
import static io.github.bayernkommunal.epay.testkit.Client.anOrder;
import static io.github.bayernkommunal.epay.testkit.Client.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class XBezahldiensteRulesTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private static Client client;

    @BeforeAll
    static void connect() {
        client = new Client(platform);
    }

    static Stream<Arguments> acceptedAtTheLimit() {
        return Stream.of(
                change("requestId of 36", o -> o.add("requestId", "r".repeat(36))),
                change("purpose of 27", o -> o.add("purpose", "a-_ 9".repeat(5) + "xy")),
                change("description of 250", o -> o.add("description", "ÄÖÜßſ, .-".repeat(27) + "1234567")),
                change("no description", o -> o.remove("description")),
                change("redirectUrl of 2082", o -> o.add("redirectUrl", "https://a.example/" + "x".repeat(2064))),
                change("requestor null", o -> o.add("requestor", JsonValue.NULL)),
                change("requestor", o -> o.add("requestor", aRequestor())),
                change("smallest amount", o -> amount(o, "0.01")),
                change("greatest amount", o -> amount(o, "999999")),
                change("99 items", o -> items(o, 99)),
                change("item reference of 36", o -> item(o, i -> i.add("reference", "r".repeat(36)))),
                change("item description of 250", o -> item(o, i -> i.add("description", "?".repeat(250)))),
                change("no bookingData", o -> item(o, i -> i.remove("bookingData"))),
                change("bookingData of 250", o -> item(o, i -> i.add("bookingData", data("x".repeat(250))))),
                change(
                        "tax apart",
                        o -> item(
                                o,
                                i -> i.add("totalNetAmount", new BigDecimal("10.92"))
                                        .add("totalTaxAmount", new BigDecimal("2.08"))
                                        .add("taxRate", 19))));
    }

    static Stream<Arguments> refused() {
        String invalid = "VALIDATION_ERROR";
        return Stream.of(
                refusal("requestId missing", invalid, o -> o.remove("requestId")),
                refusal("requestId empty", invalid, o -> o.add("requestId", "")),
                refusal("requestId of 37", invalid, o -> o.add("requestId", "r".repeat(37))),
                refusal("requestId with a dot", invalid, o -> o.add("requestId", "r.1")),
                refusal("requestId as number", invalid, o -> o.add("requestId", 1)),
                refusal("requestTimestamp missing", invalid, o -> o.remove("requestTimestamp")),
                refusal("requestTimestamp local", invalid, o -> o.add("requestTimestamp", "2026-03-01T12:00:00")),
                refusal(
                        "requestTimestamp not UTC",
                        invalid,
                        o -> o.add("requestTimestamp", "2026-03-01T12:00:00+01:00")),
                refusal("currency missing", invalid, o -> o.remove("currency")),
                refusal("currency other", invalid, o -> o.add("currency", "CHF")),
                refusal("currency small", invalid, o -> o.add("currency", "eur")),
                refusal("grosAmount missing", invalid, o -> o.remove("grosAmount")),
                refusal(
                        "grosAmount misspelt",
                        invalid,
                        o -> o.remove("grosAmount").add("grossAmount", 13)),
                refusal("grosAmount as string", invalid, o -> o.add("grosAmount", "13.00")),
                refusal("grosAmount zero", invalid, o -> amount(o, "0.00")),
                refusal("grosAmount negative", invalid, o -> amount(o, "-0.01")),
                refusal("grosAmount too great", invalid, o -> amount(o, "999999.01")),
                refusal("grosAmount with a third decimal", invalid, o -> amount(o, "13.001")),
                refusal("purpose missing", invalid, o -> o.remove("purpose")),
                refusal("purpose of 28", invalid, o -> o.add("purpose", "x".repeat(28))),
                refusal("purpose with umlaut", invalid, o -> o.add("purpose", "Gebühr")),
                refusal("purpose with slash", invalid, o -> o.add("purpose", "az/1")),
                refusal("description of 251", invalid, o -> o.add("description", "x".repeat(251))),
                refusal("description with colon", invalid, o -> o.add("description", "Gebühr: 13")),
                refusal("redirectUrl missing", invalid, o -> o.remove("redirectUrl")),
                refusal("redirectUrl relative", invalid, o -> o.add("redirectUrl", "/zahlung")),
                refusal("redirectUrl script", invalid, o -> o.add("redirectUrl", "javascript:alert(1)")),
                refusal(
                        "redirectUrl of 2083",
                        invalid,
                        o -> o.add("redirectUrl", "https://a.example/" + "x".repeat(2065))),
                refusal("items missing", invalid, o -> o.remove("items")),
                refusal("no items", invalid, o -> o.add("items", Json.createArrayBuilder())),
                refusal("100 items", invalid, o -> items(o, 100)),
                refusal("unknown member", invalid, o -> o.add("mandant", "1")),
                refusal("requestor as string", invalid, o -> o.add("requestor", "x")),
                refusal(
                        "requestor with gender X",
                        invalid,
                        o -> o.add("requestor", aRequestor().add("gender", "X"))),
                refusal(
                        "requestor with long name",
                        invalid,
                        o -> o.add("requestor", aRequestor().add("name", "x".repeat(251)))),
                refusal(
                        "country small",
                        invalid,
                        o -> o.add(
                                "requestor",
                                aRequestor()
                                        .add(
                                                "address",
                                                Json.createObjectBuilder().add("country", "de")))),
                refusal("item without id", invalid, o -> item(o, i -> i.remove("id"))),
                refusal("item reference missing", invalid, o -> item(o, i -> i.remove("reference"))),
                refusal("item reference of 37", invalid, o -> item(o, i -> i.add("reference", "r".repeat(37)))),
                refusal("item reference with space", invalid, o -> item(o, i -> i.add("reference", "F Z"))),
                refusal("item description of 251", invalid, o -> item(o, i -> i.add("description", "x".repeat(251)))),
                refusal("item quantity broken", invalid, o -> item(o, i -> i.add("quantity", new BigDecimal("1.5")))),
                refusal("item quantity zero", invalid, o -> item(o, i -> i.add("quantity", 0))),
                refusal("item net missing", invalid, o -> item(o, i -> i.remove("totalNetAmount"))),
                refusal("item tax missing", invalid, o -> item(o, i -> i.remove("totalTaxAmount"))),
                refusal("item net negative", invalid, o -> item(o, i -> i.add("totalNetAmount", -1))),
                refusal("bookingData of 251", invalid, o -> item(o, i -> i.add("bookingData", data("x".repeat(251))))),
                refusal(
                        "bookingData as number",
                        invalid,
                        o -> item(
                                o,
                                i -> i.add(
                                        "bookingData",
                                        Json.createObjectBuilder().add("a", 1)))),
                refusal(
                        "bookingData empty",
                        "BOOKING_DATA_MISSING",
                        o -> item(o, i -> i.add("bookingData", Json.createObjectBuilder()))),
                refusal("sum too small", "CALCULATION_ERROR", o -> o.add("grosAmount", new BigDecimal("12.99"))),
                refusal("sum too great", "CALCULATION_ERROR", o -> o.add("grosAmount", new BigDecimal("13.01"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void acceptedAtTheLimit(String name, Consumer<JsonObjectBuilder> change) throws Exception {
        JsonObjectBuilder order = anOrder("r-1");
        change.accept(order);

        HttpResponse<String> answer = client.open(order);

        assertEquals(200, answer.statusCode(), answer.body());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String name, Consumer<JsonObjectBuilder> change, String functionalCode) throws Exception {
        JsonObjectBuilder order = anOrder("r-1");
        change.accept(order);

        HttpResponse<String> answer = client.open(order);

        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(functionalCode, json(answer).getString("functionalCode"), answer.body());
        assertEquals(List.of(), platform.bookings());
    }

    @Test
    void aMemberGivenTwiceIsRefused() throws Exception {
        String twice = anOrder("r-1").build().toString().replace("\"currency\"", "\"currency\":\"EUR\",\"currency\"");

        assertEquals(400, client.post(client.payments(), twice).statusCode());
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        byte[] latin = anOrder("r-1").build().toString().getBytes("ISO-8859-1");

        HttpResponse<String> answer = client.http.send(
                HttpRequest.newBuilder(client.payments())
                        .header("Content-Type", "application/json")
                        .header("Authorization", client.authorization())
                        .POST(BodyPublishers.ofByteArray(latin))
                        .build(),
                BodyHandlers.ofString());

        assertEquals(400, answer.statusCode());
    }

    @Test
    void anotherMediaTypeIsRefused() throws Exception {

        HttpResponse<String> answer = client.http.send(
                HttpRequest.newBuilder(client.payments())
                        .header("Content-Type", "text/plain")
                        .header("Authorization", client.authorization())
                        .POST(BodyPublishers.ofString(anOrder("r-1").build().toString()))
                        .build(),
                BodyHandlers.ofString());

        assertEquals(415, answer.statusCode());
    }

    @Test
    void demandedBookingDataIsMissed() throws Exception {
        try (EpaySimulator strict = EpaySimulator.builder()
                .demandBookingData("haushaltsstelle", "objektnummer")
                .start()) {
            HttpResponse<String> answer = new Client(strict).open(anOrder("r-1"));

            assertEquals("BOOKING_DATA_MISSING", json(answer).getString("functionalCode"));
            assertTrue(answer.body().contains("objektnummer"));
        }
    }

    private static Arguments change(String name, Consumer<JsonObjectBuilder> change) {
        return arguments(name, change);
    }

    private static Arguments refusal(String name, String code, Consumer<JsonObjectBuilder> change) {
        return arguments(name, change, code);
    }

    private static void amount(JsonObjectBuilder order, String amount) {
        order.add("grosAmount", new BigDecimal(amount));
        item(order, i -> i.add("totalNetAmount", new BigDecimal(amount)));
    }

    private static void item(JsonObjectBuilder order, Consumer<JsonObjectBuilder> change) {
        JsonObjectBuilder item = anItem();
        change.accept(item);
        order.add("items", Json.createArrayBuilder().add(item));
    }

    private static void items(JsonObjectBuilder order, int count) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        for (int i = 0; i < count; i++) {
            items.add(anItem().add("id", String.valueOf(i)));
        }
        order.add("items", items).add("grosAmount", 13 * count);
    }

    private static JsonObjectBuilder data(String value) {
        return Json.createObjectBuilder().add("haushaltsstelle", value);
    }

    private static JsonObjectBuilder aRequestor() {
        return Json.createObjectBuilder()
                .add("name", "Mustermann")
                .add("firstName", "Erika")
                .add("gender", "F")
                .add("isOrganization", false)
                .add(
                        "address",
                        Json.createObjectBuilder()
                                .add("street", "Marktplatz")
                                .add("houseNumber", "1")
                                .add("addressLine", Json.createArrayBuilder().add("Hinterhaus"))
                                .add("postalCode", "90402")
                                .add("city", "Musterstadt")
                                .add("country", "DE"));
    }
}
