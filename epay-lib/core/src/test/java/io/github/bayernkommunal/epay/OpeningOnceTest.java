package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What opening does in every state that a crash, a click or another node can have left behind. */
class OpeningOnceTest {

    private final MovableClock clock = new MovableClock();
    private final Journal journal = Journal.inMemory();
    private final ScriptedRoute route = new ScriptedRoute();
    private final List<PaymentReport> changes = new ArrayList<>();
    private final EpayClient epay = client();
    private final PaymentOrder order = Orders.parking("az-1").build();

    private EpayClient client() {
        return EpayClient.builder()
                .route(route)
                .journal(journal)
                .clock(clock)
                .onChange(changes::add)
                .build();
    }

    private Journal.Entry entry() {
        return journal.latest("scripted/1", "az-1").orElseThrow();
    }

    private static EpayUnavailableException lost(boolean effect) {
        return new EpayUnavailableException("EPAY-103", "lost", effect, null, null);
    }

    private static EpayRejectedException declined() {
        return new EpayRejectedException("EPAY-203", "declined", "BOOKING_DATA_MISSING");
    }

    @Test
    void theAttemptIsRememberedBeforeTheCall() {
        List<PaymentState> remembered = new ArrayList<>();
        route.opens(attempt -> {
            remembered.add(entry().state());
            assertEquals(attempt.id(), entry().attemptId());
            return ScriptedRoute.status(PaymentState.PENDING, attempt);
        });

        epay.open(order);

        assertEquals(List.of(PaymentState.SUBMITTED), remembered);
        assertEquals(PaymentState.PENDING, entry().state());
    }

    @Test
    void aLostAnswerIsRepeatedWithTheSameId() {
        route.opens(attempt -> {
            throw lost(true);
        });
        assertThrows(EpayUnavailableException.class, () -> epay.open(order));
        assertEquals(PaymentState.UNKNOWN, entry().state());

        epay.open(order);

        assertEquals(route.opened.get(0).id(), route.opened.get(1).id());
        assertFalse(route.opened.get(0).repeated());
        assertTrue(route.opened.get(1).repeated());
    }

    @Test
    void aCallThatCertainlyDidNothingLeavesNothingOpen() {
        route.opens(attempt -> {
            throw lost(false);
        });

        assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        assertEquals(PaymentState.CREATED, entry().state());
        epay.open(order);
        assertFalse(route.opened.get(1).repeated());
    }

    @Test
    void aDeclinedOrderMayBeCorrected() {
        route.opens(attempt -> {
            throw declined();
        });
        assertThrows(EpayRejectedException.class, () -> epay.open(order));

        PaymentOrder corrected = Orders.parking("az-1")
                .item(LineItem.of("X", Money.cents(1), "1"))
                .build();
        epay.open(corrected);

        assertNotEquals(route.opened.get(0).id(), route.opened.get(1).id());
        assertEquals(corrected.amount(), entry().amount());
    }

    @Test
    void aRefusalAfterALostAnswerProvesNothing() {
        route.opens(attempt -> {
            throw lost(true);
        });
        route.opens(attempt -> {
            throw declined();
        });
        assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        assertThrows(EpayRejectedException.class, () -> epay.open(order));

        assertEquals(PaymentState.UNKNOWN, entry().state());
        PaymentOrder other = Orders.parking("az-1")
                .item(LineItem.of("X", Money.cents(1), "1"))
                .build();
        assertEquals(
                "EPAY-210",
                assertThrows(EpayRejectedException.class, () -> epay.open(other))
                        .code());
    }

    @Test
    void aProcessThatDiedDuringTheCallIsContinuedAfterAPause() {
        route.opens(attempt -> {
            throw new Error("killed");
        });
        assertThrows(Error.class, () -> epay.open(order));
        assertEquals(PaymentState.SUBMITTED, entry().state());

        EpayClient restarted = client();
        var wait = assertThrows(EpayUnavailableException.class, () -> restarted.open(order));
        assertEquals("EPAY-107", wait.code());
        assertTrue(wait.mayHaveTakenEffect());
        assertEquals(1, route.opened.size());

        clock.forward(Duration.ofMinutes(2));
        restarted.open(order);

        assertEquals(route.opened.get(0).id(), route.opened.get(1).id());
        assertTrue(route.opened.get(1).repeated());
    }

    @Test
    void aRouteThatBreaksIsUnknown() {
        route.opens(attempt -> {
            throw new IllegalStateException("bug");
        });

        assertThrows(IllegalStateException.class, () -> epay.open(order));

        assertEquals(PaymentState.UNKNOWN, entry().state());
    }

    @Test
    void aRouteThatReportsAStateOfOursIsBroken() {
        route.opens(attempt -> ScriptedRoute.status(PaymentState.EXPIRED, attempt));

        assertThrows(IllegalStateException.class, () -> epay.open(order));

        assertEquals(PaymentState.UNKNOWN, entry().state());
    }

    @ParameterizedTest
    @EnumSource(
            value = PaymentState.class,
            names = {"AUTHORIZED", "SETTLED", "PARTIAL", "REVERSED", "MISMATCH", "UNKNOWN"})
    void noSecondAttemptWhileTheFirstIsPaidOrUnclear(PaymentState state) {
        epay.open(order);
        route.answers(state);

        var refusal = assertThrows(EpayException.class, () -> epay.open(order));

        assertEquals(
                switch (state) {
                    case REVERSED -> "EPAY-212";
                    case MISMATCH -> "EPAY-304";
                    case UNKNOWN -> "EPAY-108";
                    default -> "EPAY-211";
                },
                refusal.code());
        assertEquals(1, route.opened.size());
        assertThrows(EpayException.class, () -> epay.open(order));
        assertEquals(1, route.opened.size());
    }

    @Test
    void thePageOfAnOpenPaymentIsShownEvenIfThePlatformIsSilent() {
        PaymentPage page = epay.open(order);
        route.answers(attempt -> {
            throw lost(false);
        });

        assertEquals(page, epay.open(order));
    }

    @Test
    void aPageOnAForeignHostIsNotShownEvenIfThePlatformIsSilent() {
        route.opens(attempt -> PaymentRoute.Status.withoutMoney(
                PaymentState.PENDING, "INITIAL", "T", java.net.URI.create("https://evil.example/page")));
        assertEquals(
                "EPAY-305",
                assertThrows(EpayProtocolException.class, () -> epay.open(order))
                        .code());
        route.answers(attempt -> {
            throw lost(false);
        });

        assertEquals(
                "EPAY-305",
                assertThrows(EpayProtocolException.class, () -> epay.open(order))
                        .code());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "http://pay.example/p",
                "https://pay.example.evil.example/p",
                "https://evil.example/pay.example",
                "https://pay.example@evil.example/p",
                "https://user@pay.example/p",
                "javascript:alert(1)",
                "//pay.example/p",
                "/p"
            })
    void aPageThatIsNotPlainlyThePlatformsIsNotShown(String page) {
        route.opens(attempt ->
                PaymentRoute.Status.withoutMoney(PaymentState.PENDING, "INITIAL", "T", java.net.URI.create(page)));

        assertEquals(
                "EPAY-305",
                assertThrows(EpayProtocolException.class, () -> epay.open(order))
                        .code());
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"https://pay.example/p", "https://PAY.example:8443/p?t=1", "https://pay.example/#/p/1"})
    void aPageOnThePlatformsHostIsShown(String page) {
        route.opens(attempt ->
                PaymentRoute.Status.withoutMoney(PaymentState.PENDING, "INITIAL", "T", java.net.URI.create(page)));

        assertEquals(page, epay.open(order).address().toString());
    }

    @Test
    void aCreationWithoutAPageIsAFault() {
        route.opens(attempt -> PaymentRoute.Status.withoutMoney(PaymentState.PENDING, "INITIAL", "T", null));

        assertEquals(
                "EPAY-308",
                assertThrows(EpayProtocolException.class, () -> epay.open(order))
                        .code());
    }

    @Test
    void theSumIsComparedWhateverTheRouteForgets() {
        epay.open(order);
        route.answers(attempt -> new PaymentRoute.Status(
                PaymentState.AUTHORIZED,
                "PAYED",
                true,
                null,
                null,
                new java.math.BigDecimal("30.69"),
                null,
                null,
                null,
                null));

        assertEquals(PaymentState.MISMATCH, epay.report("az-1").state());
        assertFalse(epay.report("az-1").isPaid());
    }

    @Test
    void anotherTransactionIdIsACaseForAPerson() {
        epay.open(order);
        route.answers(attempt -> new PaymentRoute.Status(
                PaymentState.AUTHORIZED, "PAYED", true, "T-other", null, null, null, null, null, null));

        assertEquals(PaymentState.MISMATCH, epay.report("az-1").state());
    }

    @Test
    void aDoubleClickOpensOnce() throws Exception {
        int clicks = 8;
        ExecutorService threads = Executors.newFixedThreadPool(clicks);
        try {
            for (int round = 0; round < 50; round++) {
                PaymentOrder clicked = Orders.parking("click-" + round).build();
                CountDownLatch start = new CountDownLatch(1);
                List<Future<PaymentPage>> pages = new ArrayList<>();
                ScriptedRoute calls = new ScriptedRoute();
                EpayClient client = EpayClient.builder()
                        .route(calls)
                        .journal(journal)
                        .clock(clock)
                        .build();
                Callable<PaymentPage> click = () -> {
                    start.await();
                    return client.open(clicked);
                };
                for (int i = 0; i < clicks; i++) {
                    pages.add(threads.submit(click));
                }

                start.countDown();
                for (Future<PaymentPage> page : pages) {
                    assertEquals(ScriptedRoute.PAGE, page.get().address());
                }

                assertEquals(1, calls.opened.size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aListenerThatFailsIsToldAgainLaterWithTheSameKey() {
        List<String> told = new ArrayList<>();
        EpayClient failing = EpayClient.builder()
                .route(route)
                .journal(journal)
                .clock(clock)
                .onChange(report -> {
                    told.add(report.changeKey());
                    if (told.size() == 1) {
                        throw new IllegalStateException("database down");
                    }
                })
                .build();
        failing.open(order);
        route.answers(PaymentState.AUTHORIZED);

        failing.report("az-1");
        failing.report("az-1");
        assertEquals(1, told.size());
        clock.forward(Duration.ofMinutes(5));
        failing.report("az-1");
        failing.report("az-1");

        assertEquals(List.of("az-1#1#AUTHORIZED", "az-1#1#AUTHORIZED"), told);
    }

    @Test
    void twoPayeesInOneJournalDoNotMeet() {
        epay.open(order);
        EpayClient neighbour = EpayClient.builder()
                .route(XBezahldienste.builder()
                        .address(java.net.URI.create("https://pay.example/"))
                        .originatorId("o")
                        .endPointId("e")
                        .build())
                .journal(journal)
                .build();

        assertThrows(EpayRejectedException.class, () -> neighbour.report("az-1"));
        assertTrue(neighbour.returned("f3b1").isEmpty());
        neighbour.close();
    }

    @Test
    void aTransactionBelongsToOnePaymentOnly() {
        route.opens(attempt -> new PaymentRoute.Status(
                PaymentState.PENDING, "", true, "T-1", ScriptedRoute.PAGE, null, null, null, null, null));
        route.opens(attempt -> new PaymentRoute.Status(
                PaymentState.PENDING, "", true, "T-1", ScriptedRoute.PAGE, null, null, null, null, null));
        epay.open(order);

        var failure = assertThrows(
                EpayProtocolException.class,
                () -> epay.open(Orders.parking("az-2").build()));

        assertEquals("EPAY-304", failure.code());
        assertEquals(
                "az-1", journal.byTransaction("scripted/1", "T-1").orElseThrow().reference());
    }

    @Test
    void lateMoneyForAnEarlierAttemptPaysTheClaim() {
        epay.open(order);
        route.answers(PaymentState.CANCELED);
        epay.report("az-1");
        epay.open(order);
        epay.report("az-1");
        assertEquals(2, entry().attempt());

        Journal.Entry first = journal.attempts("scripted/1", "az-1").get(0);
        journal.replace(EntryChange.of(first).state(PaymentState.AUTHORIZED).at(clock.instant()));
        route.answers(PaymentState.AUTHORIZED);

        assertEquals(1, epay.report("az-1").attempt());
        assertEquals(
                "EPAY-211",
                assertThrows(EpayRejectedException.class, () -> epay.open(order))
                        .code());
        assertEquals(2, route.opened.size());
    }

    @Test
    void anAnswerThatIsNotUnderstoodTakesNothingAway() {
        epay.open(order);
        route.answers(PaymentState.AUTHORIZED);
        assertTrue(epay.report("az-1").isPaid());
        route.answers(
                attempt -> PaymentRoute.Status.withoutMoney(PaymentState.UNKNOWN, "?", attempt.transactionId(), null));

        epay.report("az-1");
        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.AUTHORIZED, report.state());
        assertTrue(report.isPaid());
        assertEquals("AUTHORIZED", report.platformStatus());
    }

    @Test
    void cardAndAccountNumbersInAnAnswerAreDropped() {
        epay.open(order);
        for (String number : List.of("4111111111111111", "DE89370400440532013000")) {
            route.answers(attempt -> new PaymentRoute.Status(
                    PaymentState.PENDING, "INITIAL", true, null, null, null, null, null, number, null));

            assertTrue(epay.report("az-1").transactionReference().isEmpty());
            assertFalse(entry().seen().toString().contains(number));
        }
        route.answers(attempt -> new PaymentRoute.Status(
                PaymentState.PENDING, "INITIAL", true, null, null, null, null, null, "4200000000061", null));

        assertEquals("4200000000061", epay.report("az-1").transactionReference().orElseThrow());
    }
}
