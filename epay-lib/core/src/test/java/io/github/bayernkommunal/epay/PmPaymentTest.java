package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PmPaymentTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final PaymentOrder order = Orders.parking("az-1").build();
    private final EpayClient epay = client(route());

    private static PmPayment.Builder route() {
        return PmPayment.builder()
                .address(platform.address())
                .ags("09162000")
                .procedure("GEWERBE")
                .salts(List.of(platform.pmPaymentSalt()))
                .trust(List.of(platform.certificate()));
    }

    private static EpayClient client(PmPayment.Builder route) {
        return EpayClient.builder().route(route.build()).build();
    }

    @Test
    void theWholeWay() {
        PaymentPage page = epay.open(order);
        assertEquals(PaymentState.PENDING, epay.report("az-1").state());

        platform.pay(platform.bookings().get(0).transactionId(), "paypal");
        PaymentReport report = epay.report("az-1");

        assertEquals("127.0.0.1", page.address().getHost());
        assertEquals(PaymentState.AUTHORIZED, report.state());
        assertTrue(report.isPaid());
        assertEquals("paypal", report.method().orElseThrow().code());
        assertEquals(3070, platform.bookings().get(0).amount().movePointRight(2).intValueExact());
        assertEquals(
                "EPAY-211",
                assertThrows(EpayRejectedException.class, () -> epay.open(order))
                        .code());
    }

    @Test
    void breakingOffAndFailingAreTwoThings() {
        epay.open(order);
        platform.cancel(platform.bookings().get(0).transactionId());
        assertEquals(PaymentState.CANCELED, epay.report("az-1").state());

        epay.open(order);
        platform.fail(platform.bookings().get(1).transactionId());
        assertEquals(PaymentState.FAILED, epay.report("az-1").state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-2", "BOOKED"})
    void anUnknownStatusIsNeverPaid(String status) {
        epay.open(order);
        platform.reportStatus(platform.bookings().get(0).transactionId(), status);

        assertEquals(PaymentState.UNKNOWN, epay.report("az-1").state());
    }

    @Test
    void aLostCreationIsFoundUnderOurId() {
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.OPEN);
        assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        platform.pay(platform.bookings().get(0).transactionId(), "creditCard");

        assertTrue(epay.report("az-1").isPaid());
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void aWrongSaltIsSaidPlainly() {
        EpayClient wrong = client(route().salts(List.of("another-salt-0123456789")));

        assertEquals(
                "EPAY-205",
                assertThrows(EpayRejectedException.class, () -> wrong.open(order))
                        .code());
        assertEquals(0, platform.bookings().size());
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE, EPAY-301", "HTML_PAGE, EPAY-301", "DUPLICATE_JSON_KEYS, EPAY-301", "HUGE_ANSWER, EPAY-302"})
    void anAnswerThatMustNotBeBelieved(Mishap mishap, String code) {
        epay.open(order);
        platform.next(mishap, Call.REPORT);

        assertEquals(
                code,
                assertThrows(EpayProtocolException.class, () -> epay.report("az-1"))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gebühr", "a|b", "a&b", "1234567890123456789012345678"})
    void aPurposeOutsideTheAlphabetIsRefused(String purpose) {
        assertThrows(
                IllegalArgumentException.class,
                () -> epay.open(Orders.parking("az-1").purpose(purpose).build()));
        assertEquals(0, platform.bookings().size());
    }

    @Test
    void theHashOfAReturnIsRecognised() {
        epay.open(order);
        String id = platform.bookings().get(0).transactionId();
        platform.pay(id, "creditCard");
        PmPayment route = route().build();
        Map<String, String> fields = form(platform.notification(id, true));

        assertFalse(route.isAuthenticReturn(form(platform.notification(id, false))));
        for (String name : List.of("ags", "txid", "amount", "desc", "status", "payment_method", "created_at", "hash")) {
            Map<String, String> forged = new java.util.HashMap<>(fields);
            forged.merge(name, "x", String::concat);
            assertFalse(route.isAuthenticReturn(forged), name);
        }
    }

    @Test
    void aNotificationBringsTheNextQuestionForwardAndDecidesNothing() {
        MovableClock clock = new MovableClock();
        EpayClient client =
                EpayClient.builder().route(route().build()).clock(clock).build();
        client.open(order);
        String id = platform.bookings().get(0).transactionId();
        byte[] early = platform.notification(id, false).getBytes(StandardCharsets.UTF_8);
        platform.pay(id, "creditCard");
        byte[] body = platform.notification(id, false).getBytes(StandardCharsets.UTF_8);
        clock.forward(Duration.ofSeconds(30));
        assertEquals(0, client.reconciler().run().asked());

        assertTrue(client.notified(early));
        assertTrue(client.notified(body));
        assertTrue(client.notified(body));

        assertEquals(1, client.reconciler().run().asked());
        assertEquals(0, client.reconciler().run().asked());
        assertTrue(client.report("az-1").isPaid());
    }

    @Test
    void aFloodOfNotificationsIsNotAFloodOfQuestions() {
        MovableClock clock = new MovableClock();
        EpayClient client =
                EpayClient.builder().route(route().build()).clock(clock).build();
        client.open(order);
        byte[] body = platform.notification(platform.bookings().get(0).transactionId(), false)
                .getBytes(StandardCharsets.UTF_8);
        int asked = 0;
        for (int second = 0; second < 60; second++) {
            clock.forward(Duration.ofMillis(990));
            client.notified(body);
            asked += client.reconciler().run().asked();
        }

        assertTrue(asked <= 6, "asked " + asked + " times in a minute");
    }

    @Test
    void aNotificationBeforeTheAnswerToTheCreationIsNotLost() {
        MovableClock clock = new MovableClock();
        EpayClient client =
                EpayClient.builder().route(route().build()).clock(clock).build();
        platform.next(Mishap.CUT_ANSWER, Call.OPEN);
        assertThrows(EpayUnavailableException.class, () -> client.open(order));
        String id = platform.bookings().get(0).transactionId();

        assertTrue(client.notified(platform.notification(id, false).getBytes(StandardCharsets.UTF_8)));
        client.report("az-1");

        assertEquals(1, client.reconciler().run().asked());
    }

    @Test
    void theAnswerDoesNotTellWhetherAPaymentIsKnown() {
        assertTrue(epay.notified(bytes("ags=09162000&txid=UNKNOWN&status=1")));
        for (int i = 0; i < 5000; i++) {
            assertTrue(epay.notified(bytes("ags=09162000&txid=T" + i)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', EPAY-311",
        "x, EPAY-311",
        "=1, EPAY-311",
        "ags=09162000&txid=A&txid=B, EPAY-311",
        "ags=09162000&txid=%zz, EPAY-311",
        "ags=09162000&txid=%ff, EPAY-311",
        "ags=09162001&txid=A, EPAY-312",
        "txid=A, EPAY-312",
        "ags=09162000&txid=a/b, EPAY-312",
        "ags=09162000, EPAY-312",
        "ags=09162000&txid=A&hash=00, EPAY-313"
    })
    void whatIsNotThePlatformsCallIsRefused(String body, String code) {
        PmPayment route = route().build();

        assertEquals(
                code,
                assertThrows(EpayProtocolException.class, () -> route.notification(bytes(body)))
                        .code());
        assertFalse(epay.notified(bytes(body)));
    }

    @Test
    void aSignedNotificationIsRecognised() {
        epay.open(order);
        String id = platform.bookings().get(0).transactionId();
        platform.pay(id, "creditCard");
        PmPayment route = route().build();

        assertTrue(route.notification(bytes(platform.notification(id, true)))
                .orElseThrow()
                .isAuthentic());
        assertFalse(route.notification(bytes(platform.notification(id, false)))
                .orElseThrow()
                .isAuthentic());
    }

    @Test
    void bothSidesOfTheLargestNotification() {
        String body = "ags=09162000&txid=A&x=";

        assertTrue(epay.notified(bytes(body + "1".repeat(16 * 1024 - body.length()))));
        assertFalse(epay.notified(bytes(body + "1".repeat(16 * 1024 - body.length() + 1))));
    }

    @Test
    void bytesThatAreNoAsciiAreNotRead() {
        assertFalse(epay.notified("ags=09162000&txid=ä".getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.US_ASCII);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }
}
