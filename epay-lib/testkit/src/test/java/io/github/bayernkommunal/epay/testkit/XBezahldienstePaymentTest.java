package io.github.bayernkommunal.epay.testkit;

import static io.github.bayernkommunal.epay.testkit.Client.anOrder;
import static io.github.bayernkommunal.epay.testkit.Client.information;
import static io.github.bayernkommunal.epay.testkit.Client.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment.Change;
import io.github.bayernkommunal.epay.testkit.BookedPayment.State;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class XBezahldienstePaymentTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.builder()
            .clock(Clock.fixed(NOON, ZoneOffset.UTC))
            .tenant("nachbarstadt", "09163000")
            .create();

    @Test
    void isOpenUntilThePayerDecides() throws Exception {
        HttpResponse<String> answer = new Client(platform).open(anOrder("r-1"));

        assertEquals(200, answer.statusCode());
        assertEquals("INITIAL", information(answer).getString("status"));
        assertTrue(information(answer).getString("transactionRedirectUrl").startsWith(platform.address() + "/"));
        assertFalse(information(answer).containsKey("transactionReference"));
        assertTrue(answer.body().contains("\"grosAmount\":13.00"), "amounts keep their two decimals");
    }

    @Test
    void isPaidOnceThePayerFinished() throws Exception {
        Client client = new Client(platform);
        String id = information(client.open(anOrder("r-1"))).getString("transactionId");

        platform.pay("az-2026-0815");

        HttpResponse<String> answer = client.report(id);
        assertEquals("PAYED", information(answer).getString("status"));
        assertEquals("CREDITCARD", information(answer).getString("paymentMethod"));
        assertEquals("2026-03-01T12:00:00Z", information(answer).getString("transactionTimestamp"));
        assertEquals(13, information(answer).getString("transactionReference").length());
        assertEquals("r-1", json(answer).getJsonObject("paymentRequest").getString("requestId"));
    }

    @Test
    void isKeptInTheBooks() throws Exception {
        String id = information(new Client(platform).open(anOrder("r-1"))).getString("transactionId");
        platform.pay("r-1", "PAYPAL");

        assertEquals(
                List.of(new BookedPayment(
                        "xbezahldienste",
                        "az-2026-0815",
                        List.of("FZ"),
                        "r-1",
                        id,
                        new BigDecimal("13.00"),
                        State.PAID,
                        "PAYPAL",
                        List.of(new Change(State.OPEN, NOON), new Change(State.PAID, NOON)))),
                platform.bookings());
    }

    @Test
    void ofTheSameRequestIsRefused() throws Exception {
        Client client = new Client(platform);
        client.open(anOrder("r-1"));

        HttpResponse<String> second = client.open(anOrder("r-1"));

        assertEquals(409, second.statusCode());
        assertEquals(
                "application/problem+json",
                second.headers().firstValue("Content-Type").orElseThrow());
        assertEquals("PAYMENT_EXISTS", json(second).getString("functionalCode"));
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void isOpenedOnceWhenManyAskAtTheSameTime() throws Exception {
        Client client = new Client(platform);
        String token = client.authorization();
        String order = anOrder("r-1").build().toString();

        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 8)
                .mapToObj(i -> client.http.sendAsync(
                        HttpRequest.newBuilder(client.payments())
                                .header("Content-Type", "application/json")
                                .header("Authorization", token)
                                .POST(HttpRequest.BodyPublishers.ofString(order))
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();

        List<Integer> statuses = answers.stream()
                .map(answer -> answer.join().statusCode())
                .sorted()
                .toList();
        assertEquals(List.of(200, 409, 409, 409, 409, 409, 409, 409), statuses);
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void ofAnotherTenantIsNotShown() throws Exception {
        Client client = new Client(platform);
        String id = information(client.open(anOrder("r-1"))).getString("transactionId");

        URI elsewhere =
                URI.create(platform.settings().get("epay.address") + "paymenttransaction/nachbarstadt/09163000/" + id);

        assertEquals(404, client.get(elsewhere).statusCode());
    }

    @Test
    void forAnUnknownPayeeIsRefused() throws Exception {
        URI unknown = URI.create(platform.settings().get("epay.address") + "paymenttransaction/musterstadt/09999999");

        HttpResponse<String> answer =
                new Client(platform).post(unknown, anOrder("r-1").build().toString());

        assertEquals("NO_VALID_ORIGINATOR_OR_ENDPOINT", json(answer).getString("functionalCode"));
        assertEquals(List.of(), platform.bookings());
    }

    @Test
    void canBePaidAfterItWasCanceled() throws Exception {
        Client client = new Client(platform);
        String id = information(client.open(anOrder("r-1"))).getString("transactionId");
        platform.cancel(id);
        assertEquals("CANCELED", information(client.report(id)).getString("status"));

        platform.payLate(id);

        assertEquals("PAYED", information(client.report(id)).getString("status"));
    }

    @Test
    void isNotPaidTwice() throws Exception {
        new Client(platform).open(anOrder("r-1"));
        platform.pay("r-1");

        assertThrows(IllegalStateException.class, () -> platform.pay("r-1"));
        assertThrows(IllegalStateException.class, () -> platform.payLate("r-1"));
    }

    @Test
    void isReportedWithAnotherAmountAndStateWhenATestWantsIt() throws Exception {
        Client client = new Client(platform);
        String id = information(client.open(anOrder("r-1"))).getString("transactionId");

        platform.reportWrongAmount(id, "13.01");
        platform.reportStatus(id, "BOOKED");

        HttpResponse<String> answer = client.report(id);
        assertEquals("BOOKED", information(answer).getString("status"));
        assertTrue(answer.body().contains("\"grosAmount\":13.01"));
        assertEquals(new BigDecimal("13.00"), platform.bookings().get(0).amount());
    }

    @Test
    void becomesAClaimOfTheCashOfficeWhenItIsPaid() throws Exception {
        new Client(platform).open(anOrder("r-1"));
        assertEquals(List.of(), platform.accounting().claims());

        platform.pay("r-1");
        assertEquals(new BigDecimal("13.00"), platform.accounting().balance());

        platform.settle("r-1");
        assertEquals(new BigDecimal("0.00"), platform.accounting().balance());

        platform.returnDebit("r-1");
        assertEquals(new BigDecimal("13.00"), platform.accounting().balance());
    }

    @Test
    void thatNobodyKnowsIsNamedWithThoseThatAreBooked() throws Exception {
        new Client(platform).open(anOrder("r-1"));

        var refusal = assertThrows(IllegalArgumentException.class, () -> platform.pay("az-1"));

        assertTrue(refusal.getMessage().contains("az-2026-0815"), refusal.getMessage());
    }

    @Test
    void platformReportsItsHealth() throws Exception {
        Client client = new Client(platform);
        URI base = URI.create(platform.settings().get("epay.address"));

        assertEquals(200, client.get(base.resolve("status")).statusCode());
        assertEquals(
                200, client.get(base.resolve("status/musterstadt/09162000")).statusCode());
        assertEquals(404, client.get(base.resolve("status/musterstadt/1")).statusCode());
    }
}
