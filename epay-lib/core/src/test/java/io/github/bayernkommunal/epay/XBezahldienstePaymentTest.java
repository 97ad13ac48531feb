package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a citizen and a platform can do to a payment, told by a platform that keeps its own books. */
class XBezahldienstePaymentTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final List<PaymentReport> changes = new ArrayList<>();
    private final List<Exchange> exchanges = new ArrayList<>();
    private final EpayClient epay = EpayClient.configure(platform.settings())
            .onChange(changes::add)
            .onExchange(exchanges::add)
            .build();

    @AfterEach
    void close() {
        epay.close();
    }

    @Test
    void theWholeWayFromOrderToPayment() {
        PaymentPage page = epay.open(Orders.parking("az-2026-0815").build());

        assertEquals(platform.address().getHost(), page.address().getHost());
        assertEquals(PaymentState.PENDING, epay.report("az-2026-0815").state());

        platform.pay("az-2026-0815");
        PaymentReport report = epay.report("az-2026-0815");

        assertEquals(PaymentState.AUTHORIZED, report.state());
        assertTrue(report.isPaid());
        assertEquals(Money.euro("30.70"), report.amount());
        assertEquals(PaymentMethod.CREDITCARD, report.method().orElseThrow());
        assertTrue(report.paidAt().isPresent());
        assertEquals(List.of("az-2026-0815"), references());
    }

    @Test
    void openingTwiceLeadsToTheSamePage() {
        PaymentOrder order = Orders.parking("az-1").build();

        PaymentPage first = epay.open(order);
        PaymentPage second = epay.open(order);

        assertEquals(first, second);
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void anotherReturnAddressIsNotAnotherContent() {
        PaymentPage first = epay.open(Orders.parking("az-1").build());

        PaymentPage second = epay.open(Orders.parking("az-1")
                .returnTo(java.net.URI.create("https://antrag.musterstadt.example/zahlung/other"))
                .build());

        assertEquals(first, second);
    }

    @Test
    void anotherContentUnderTheSameReferenceIsRefused() {
        epay.open(Orders.parking("az-1").build());

        var refusal = assertThrows(
                EpayRejectedException.class,
                () -> epay.open(Orders.parking("az-1")
                        .item(LineItem.of("MAHNGEBUEHR", Money.euro("5"), "1110.1000"))
                        .build()));

        assertEquals("EPAY-210", refusal.code());
        assertEquals(1, platform.bookings().size());
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aNewAttemptIsMadeAfterTheOldOneHasEndedAtThePlatform(boolean byCitizen) {
        PaymentOrder order = Orders.parking("az-1").build();
        PaymentPage first = epay.open(order);
        String transaction = platform.bookings().get(0).transactionId();
        if (byCitizen) {
            platform.cancel(transaction);
        } else {
            platform.fail(transaction);
        }

        PaymentPage second = epay.open(order);

        assertNotEquals(first.address(), second.address());
        assertEquals(2, platform.bookings().size());
        assertNotEquals(
                platform.bookings().get(0).requestId(),
                platform.bookings().get(1).requestId());
        assertEquals(2, epay.report("az-1").attempt());
    }

    @Test
    void aPaidClaimIsNotOpenedAgain() {
        PaymentOrder order = Orders.parking("az-1").build();
        epay.open(order);
        platform.pay("az-1");

        var refusal = assertThrows(EpayRejectedException.class, () -> epay.open(order));

        assertEquals("EPAY-211", refusal.code());
        assertEquals(1, platform.bookings().size());
        assertEquals(PaymentState.AUTHORIZED, epay.report("az-1").state());
    }

    @Test
    void statesAfterBreakingOffAndFailing() {
        epay.open(Orders.parking("az-1").build());
        epay.open(Orders.parking("az-2").build());

        platform.cancel("az-1");
        platform.fail("az-2");

        assertEquals(PaymentState.CANCELED, epay.report("az-1").state());
        assertEquals(PaymentState.FAILED, epay.report("az-2").state());
        assertFalse(epay.report("az-1").isPaid());
    }

    @Test
    void moneyThatComesAfterBreakingOffIsSeen() {
        epay.open(Orders.parking("az-1").build());
        platform.cancel("az-1");
        epay.report("az-1");

        platform.payLate("az-1");
        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.AUTHORIZED, report.state());
        assertEquals(
                List.of(PaymentState.CANCELED, PaymentState.AUTHORIZED),
                changes.stream().map(PaymentReport::state).toList());
    }

    @ParameterizedTest
    @CsvSource({"BOOKED", "PAID", "payed", "CANCELLED"})
    void aStatusThatTheStandardDoesNotNameIsUnknownAndNeverPaid(String status) {
        epay.open(Orders.parking("az-1").build());
        platform.reportStatus("az-1", status);

        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.UNKNOWN, report.state());
        assertFalse(report.isPaid());
        assertFalse(report.state().isFinal());
        assertEquals(status, report.platformStatus());
        assertEquals(List.of(), changes);
    }

    @Test
    void anotherAmountIsACaseForAPerson() {
        epay.open(Orders.parking("az-1").build());
        platform.pay("az-1");
        platform.reportWrongAmount("az-1", "30.71");

        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.MISMATCH, report.state());
        assertFalse(report.isPaid());
        assertEquals("30.71", report.reportedAmount().orElseThrow().toPlainString());
    }

    @Test
    void anAnswerAboutAnotherRequestIsACaseForAPerson() {
        epay.open(Orders.parking("az-1").build());
        platform.pay("az-1");
        platform.next(Mishap.WRONG_REQUEST_ID, Call.REPORT);

        assertEquals(PaymentState.MISMATCH, epay.report("az-1").state());
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {"WRONG_AMOUNT", "WRONG_REQUEST_ID"})
    void aCreationThatDoesNotFitLeadsNoCitizenToItsPage(Mishap mishap) {
        platform.next(mishap, Call.OPEN);

        var failure = assertThrows(
                EpayProtocolException.class,
                () -> epay.open(Orders.parking("az-1").build()));

        assertEquals("EPAY-304", failure.code());
        assertEquals(PaymentState.MISMATCH, changes.get(0).state());
    }

    @Test
    void aPageOnAForeignHostIsNotShown() {
        platform.next(Mishap.FOREIGN_REDIRECT_HOST, Call.OPEN);

        var failure = assertThrows(
                EpayProtocolException.class,
                () -> epay.open(Orders.parking("az-1").build()));

        assertEquals("EPAY-305", failure.code());
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE, EPAY-301", "HTML_PAGE, EPAY-301", "DUPLICATE_JSON_KEYS, EPAY-301", "HUGE_ANSWER, EPAY-302"})
    void anAnswerThatMustNotBeBelievedChangesNothing(Mishap mishap, String code) {
        epay.open(Orders.parking("az-1").build());
        platform.next(mishap, Call.REPORT);

        var failure = assertThrows(EpayProtocolException.class, () -> epay.report("az-1"));

        assertEquals(code, failure.code());
        assertEquals(PaymentState.PENDING, epay.report("az-1").state());
    }

    @ParameterizedTest
    @CsvSource({
        "CUT_ANSWER, EPAY-103",
        "TOO_MANY_REQUESTS, EPAY-105",
        "INTERNAL_ERROR, EPAY-104",
        "SERVICE_UNAVAILABLE, EPAY-104"
    })
    void anUnansweredQuestionChangesNothing(Mishap mishap, String code) {
        epay.open(Orders.parking("az-1").build());
        platform.next(mishap, Call.REPORT);

        var failure = assertThrows(EpayUnavailableException.class, () -> epay.report("az-1"));

        assertEquals(code, failure.code());
        assertFalse(failure.mayHaveTakenEffect());
        assertEquals(PaymentState.PENDING, epay.report("az-1").state());
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECTION_CUT_BEFORE_BOOKING, EPAY-103, true, 1",
        "CONNECTION_CUT_AFTER_BOOKING, EPAY-103, true, 1",
        "CUT_ANSWER, EPAY-103, true, 1",
        "INTERNAL_ERROR, EPAY-104, true, 1",
        "SERVICE_UNAVAILABLE, EPAY-104, true, 1",
        "TOO_MANY_REQUESTS, EPAY-105, false, 1"
    })
    void aLostCreationIsUnknownAndRepeatingItNeverChargesTwice(
            Mishap mishap, String code, boolean mayHaveTakenEffect, int payments) {
        PaymentOrder order = Orders.parking("az-1").build();
        platform.next(mishap, Call.OPEN);

        var failure = assertThrows(EpayUnavailableException.class, () -> epay.open(order));
        assertEquals(code, failure.code());
        assertEquals(mayHaveTakenEffect, failure.mayHaveTakenEffect());
        assertEquals(
                mayHaveTakenEffect ? PaymentState.UNKNOWN : PaymentState.CREATED,
                epay.report("az-1").state());

        Optional<EpayException> second = tryOpen(order);

        assertEquals(payments, platform.bookings().size());
        second.ifPresent(e -> assertEquals("EPAY-306", e.code()));
    }

    @Test
    void aLostCreationIsFoundAgainAtAProviderThatTakesOurId() {
        try (EpaySimulator other =
                        EpaySimulator.builder().transactionIds(id -> id).start();
                EpayClient client = EpayClient.from(other.settings())) {
            PaymentOrder order = Orders.parking("az-1").build();
            other.next(Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.OPEN);
            assertThrows(EpayUnavailableException.class, () -> client.open(order));

            PaymentPage page = client.open(order);

            assertEquals(other.address().getHost(), page.address().getHost());
            assertEquals(1, other.bookings().size());
        }
    }

    @Test
    void anIdOf44CharactersIsAccepted() {
        try (EpaySimulator other = EpaySimulator.builder()
                        .transactionIds(id -> "T".repeat(14) + id)
                        .start();
                EpayClient client = EpayClient.from(other.settings())) {
            client.open(Orders.parking("az-1").build());
            other.pay("az-1");

            assertEquals(44, client.report("az-1").transactionId().orElseThrow().length());
            assertTrue(client.report("az-1").isPaid());
        }
    }

    @Test
    void theBrowsersReturnIsOnlyAReasonToAsk() {
        epay.open(Orders.parking("az-1").build());

        assertEquals(PaymentState.PENDING, epay.returned("f3b1").orElseThrow().state());

        platform.pay("az-1");
        assertEquals(
                PaymentState.AUTHORIZED, epay.returned("f3b1").orElseThrow().state());
        assertEquals(Optional.empty(), epay.returned("f3b2"));
        assertEquals(Optional.empty(), epay.returned(""));
        assertEquals(Optional.empty(), epay.returned("f".repeat(201)));
    }

    @Test
    void theApplicationIsToldOnceHoweverOftenIsAsked() {
        epay.open(Orders.parking("az-1").build());
        platform.pay("az-1");

        for (int i = 0; i < 5; i++) {
            epay.report("az-1");
            epay.returned("f3b1");
        }

        assertEquals(1, changes.size());
        assertEquals("az-1#1#AUTHORIZED", changes.get(0).changeKey());
    }

    @Test
    void aTokenThatThePlatformForgotIsRenewedOnce() {
        epay.open(Orders.parking("az-1").build());
        platform.revokeTokens();

        assertEquals(PaymentState.PENDING, epay.report("az-1").state());
        assertEquals(2, platform.tokensIssued());
    }

    @Test
    void aPlatformThatBeganAnewStillMisbehavesAsPlanned() {
        epay.open(Orders.parking("az-1").build());
        platform.reset();
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING);

        assertThrows(
                EpayUnavailableException.class,
                () -> epay.open(Orders.parking("az-2").build()));

        assertEquals(1, platform.bookings().size());
    }

    @Test
    void aTokenIsUsedForManyCalls() {
        for (int i = 0; i < 5; i++) {
            epay.open(Orders.parking("az-" + i).build());
        }

        assertEquals(1, platform.tokensIssued());
    }

    @Test
    void everyExchangeIsReported() {
        epay.open(Orders.parking("az-1").build());
        platform.next(Mishap.INTERNAL_ERROR, Call.REPORT);
        assertThrows(EpayUnavailableException.class, () -> epay.report("az-1"));

        assertEquals(
                List.of("open ANSWERED ", "report UNAVAILABLE EPAY-104"),
                exchanges.stream()
                        .map(e -> e.operation() + " " + e.outcome() + " "
                                + e.code().orElse(""))
                        .toList());
    }

    @Test
    void aPlatformWithoutNotificationsIsNotBelievedToSendOne() {
        assertFalse(epay.notified("status=PAYED".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void anUnknownReferenceIsRefused() {
        var refusal = assertThrows(EpayRejectedException.class, () -> epay.report("az-9"));

        assertEquals("EPAY-213", refusal.code());
    }

    private static Optional<EpayException> tryOpen(PaymentOrder order, EpayClient client) {
        try {
            client.open(order);
            return Optional.empty();
        } catch (EpayException e) {
            return Optional.of(e);
        }
    }

    private Optional<EpayException> tryOpen(PaymentOrder order) {
        return tryOpen(order, epay);
    }

    private static List<String> references() {
        return platform.bookings().stream().map(BookedPayment::reference).toList();
    }
}
