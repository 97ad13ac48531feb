package io.github.bayernkommunal.epay.testkit;

import static io.github.bayernkommunal.epay.testkit.Client.anOrder;
import static io.github.bayernkommunal.epay.testkit.Client.information;
import static io.github.bayernkommunal.epay.testkit.Client.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MishapTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    @Test
    void connectionCutBeforeBookingLeavesNothing() {
        platform.next(Mishap.CONNECTION_CUT_BEFORE_BOOKING);

        assertThrows(IOException.class, () -> new Client(platform).open(anOrder("r-1")));
        assertEquals(List.of(), platform.bookings());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_CUT_AFTER_BOOKING", "CUT_ANSWER"})
    void connectionCutAfterBookingLeavesAPayment(Mishap mishap) throws Exception {
        Client client = new Client(platform);
        platform.next(mishap);

        assertThrows(IOException.class, () -> client.open(anOrder("r-1")));
        assertEquals(1, platform.bookings().size());
        assertEquals(409, client.open(anOrder("r-1")).statusCode());
    }

    @Test
    void callThatIsRefusedForItsTokenUsesUpNoMishap() throws Exception {
        Client client = new Client(platform);
        String old = client.token();
        platform.reset();
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING);

        assertEquals(401, client.open(anOrder("r-1"), "Bearer " + old).statusCode());

        assertThrows(IOException.class, () -> client.open(anOrder("r-1")));
        assertEquals(1, platform.bookings().size());
    }

    @Test
    @Timeout(30)
    void lateAnswerArrivesWhenItIsReleased() throws Exception {
        Client client = new Client(platform);
        String token = "Bearer " + client.token();
        platform.next(Mishap.LATE_ANSWER);

        CompletableFuture<HttpResponse<String>> late = client.http.sendAsync(
                HttpRequest.newBuilder(client.payments())
                        .header("Content-Type", "application/json")
                        .header("Authorization", token)
                        .POST(BodyPublishers.ofString(anOrder("r-1").build().toString()))
                        .build(),
                BodyHandlers.ofString());
        while (platform.calls().size() < 2) {
            Thread.onSpinWait();
        }

        assertEquals(1, platform.bookings().size());
        assertTrue(!late.isDone());
        platform.releaseLateAnswers();
        assertEquals(200, late.get(10, TimeUnit.SECONDS).statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, 401, FORBIDDEN",
        "TOO_MANY_REQUESTS, 429, UNSPECIFIED",
        "INTERNAL_ERROR, 500, UNSPECIFIED",
        "SERVICE_UNAVAILABLE, 503, UNSPECIFIED"
    })
    void refusalTakesNoEffectAndHappensOnce(Mishap mishap, int status, String code) throws Exception {
        Client client = new Client(platform);
        platform.next(mishap);

        HttpResponse<String> first = client.open(anOrder("r-1"));
        assertEquals(status, first.statusCode());
        assertEquals(code, json(first).getString("functionalCode"));
        assertEquals(status == 429, first.headers().firstValue("Retry-After").isPresent());
        assertEquals(List.of(), platform.bookings());

        assertEquals(200, client.open(anOrder("r-1")).statusCode());
    }

    @Test
    void contentOfTheAnswerIsWrongAsOrdered() throws Exception {
        Client client = new Client(platform);
        String id = information(client.open(anOrder("r-1"))).getString("transactionId");

        platform.next(Mishap.UNKNOWN_STATUS);
        assertEquals("BOOKED", information(client.report(id)).getString("status"));
        platform.next(Mishap.WRONG_AMOUNT);
        assertTrue(client.report(id).body().contains("\"grosAmount\":13.01"));
        platform.next(Mishap.WRONG_REQUEST_ID);
        assertNotEquals(
                "r-1", json(client.report(id)).getJsonObject("paymentRequest").getString("requestId"));
        platform.next(Mishap.DUPLICATE_JSON_KEYS);
        assertTrue(client.report(id).body().contains("\"status\":\"PAYED\",\"status\":\"INITIAL\""));
        platform.next(Mishap.FOREIGN_REDIRECT_HOST);
        assertEquals(
                "bezahlseite.example",
                URI.create(information(client.open(anOrder("r-2"))).getString("transactionRedirectUrl"))
                        .getHost());
        assertEquals("INITIAL", information(client.report(id)).getString("status"));
    }

    @Test
    void answerIsNotWhatItsMediaTypeSays() throws Exception {
        Client client = new Client(platform);

        platform.next(Mishap.GARBAGE);
        HttpResponse<String> garbage = client.open(anOrder("r-1"));
        platform.next(Mishap.HTML_PAGE);
        HttpResponse<String> page = client.open(anOrder("r-2"));

        assertEquals(
                "application/json", garbage.headers().firstValue("Content-Type").orElseThrow());
        assertTrue(garbage.body().startsWith("\u0000"));
        assertEquals(200, page.statusCode());
        assertTrue(page.body().startsWith("<!DOCTYPE html>"));
        assertEquals(2, platform.bookings().size());
    }

    @Test
    void hugeAnswerEndsAt64MebibytesWhenTheClientReadsOn() throws Exception {
        Client client = new Client(platform);
        platform.next(Mishap.HUGE_ANSWER);

        HttpResponse<java.io.InputStream> answer = client.http.send(
                HttpRequest.newBuilder(URI.create(client.payments() + "/x"))
                        .header("Authorization", client.authorization())
                        .build(),
                BodyHandlers.ofInputStream());

        try (var body = answer.body()) {
            assertTrue(body.skip(64 << 20) == 64 << 20);
        }
    }

    @Test
    void slowDripOutlastsAClientThatLimitsTheWholeCall() throws Exception {
        Client client = new Client(platform);
        String token = "Bearer " + client.token();
        platform.next(Mishap.SLOW_DRIP);

        CompletableFuture<HttpResponse<String>> drip = client.http.sendAsync(
                HttpRequest.newBuilder(URI.create(client.payments() + "/x"))
                        .header("Authorization", token)
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                BodyHandlers.ofString());

        assertThrows(java.util.concurrent.TimeoutException.class, () -> drip.get(300, TimeUnit.MILLISECONDS));
        drip.cancel(true);
    }

    @Test
    void happensAtTheCallThatWasNamed() throws Exception {
        Client client = new Client(platform);
        platform.next(Mishap.SERVICE_UNAVAILABLE, Call.REPORT);
        platform.next(Mishap.INTERNAL_ERROR, Call.TOKEN);

        HttpResponse<String> token = client.form(URI.create(client.settings.get("epay.oauth.token-address")), "");
        HttpResponse<String> opened = client.open(anOrder("r-1"));
        HttpResponse<String> report = client.report(information(opened).getString("transactionId"));

        assertEquals(500, token.statusCode());
        assertEquals(200, opened.statusCode());
        assertEquals(503, report.statusCode());
        assertEquals(List.of("TOKEN 500", "TOKEN 200", "OPEN 200", "TOKEN 200", "REPORT 503"), platform.calls());
    }

    @Test
    void thatCannotHappenThereIsRefused() {
        assertThrows(
                IllegalArgumentException.class, () -> platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.REPORT));
    }

    @Test
    void isForgottenAtAReset() throws Exception {
        platform.next(Mishap.INTERNAL_ERROR);

        platform.reset();

        assertEquals(200, new Client(platform).open(anOrder("r-1")).statusCode());
    }
}
