package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReconcilerTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final MovableClock clock = new MovableClock();
    private final Journal journal = Journal.inMemory();
    private final ScriptedRoute route = new ScriptedRoute();
    private final List<String> told = new ArrayList<>();
    private final EpayClient epay = client(route);

    private EpayClient client(PaymentRoute road) {
        return EpayClient.builder()
                .route(road)
                .journal(journal)
                .clock(clock)
                .onChange(report -> told.add(report.changeKey()))
                .build();
    }

    private void open(int payments) {
        for (int i = 0; i < payments; i++) {
            epay.open(Orders.parking("az-" + i).build());
        }
    }

    private PaymentState state(String reference) {
        return journal.latest("scripted/1", reference).orElseThrow().state();
    }

    @Test
    void nobodyIsAskedBeforeItsTime() {
        open(3);

        assertEquals(new Reconciler.Progress(0, 0, 0, false), epay.reconciler().run());

        clock.forward(Duration.ofMinutes(1));
        assertEquals(new Reconciler.Progress(3, 0, 0, false), epay.reconciler().run());
        assertEquals(new Reconciler.Progress(0, 0, 0, false), epay.reconciler().run());
    }

    @Test
    void aCitizenWhoNeverComesBackIsFound() {
        open(2);
        route.answers(PaymentState.AUTHORIZED, PaymentState.CANCELED);

        clock.forward(Duration.ofMinutes(1));
        Reconciler.Progress progress = epay.reconciler().run();

        assertEquals(2, progress.changed());
        assertEquals(Set.of("az-0#1#AUTHORIZED", "az-1#1#CANCELED"), new HashSet<>(told));
    }

    @Test
    void askingEnds() {
        open(1);
        int asked = 0;
        for (int day = 0; day < 100; day++) {
            for (int minute = 0; minute < 24 * 60; minute += 30) {
                clock.forward(Duration.ofMinutes(30));
                asked += epay.reconciler().run().asked();
            }
        }

        assertTrue(asked > 30 && asked < 45, "asked " + asked + " times");
        assertEquals(PaymentState.PENDING, state("az-0"), "given up only by the rule of the cash office");
    }

    @Test
    void moneyThatComesAfterWeGaveAPaymentUpIsSeen() {
        open(1);
        Reconciler strict = epay.reconciler().expireAfter(Duration.ofHours(2));
        clock.forward(Duration.ofHours(3));
        strict.run();
        assertEquals(PaymentState.EXPIRED, state("az-0"));

        route.answers(PaymentState.AUTHORIZED);
        clock.forward(Duration.ofDays(1));
        strict.run();

        assertEquals(PaymentState.AUTHORIZED, state("az-0"));
        assertEquals(List.of("az-0#1#EXPIRED", "az-0#1#AUTHORIZED"), told);
    }

    @Test
    void anOpenPaymentIsGivenUpByTheRuleOfTheCashOffice() {
        open(1);
        Reconciler strict = epay.reconciler().expireAfter(Duration.ofHours(2));

        clock.forward(Duration.ofMinutes(119));
        strict.run();
        assertEquals(PaymentState.PENDING, state("az-0"));
        clock.forward(Duration.ofMinutes(61));
        strict.run();

        assertEquals(PaymentState.EXPIRED, state("az-0"));
        assertEquals(List.of("az-0#1#EXPIRED"), told);
        assertThrows(IllegalArgumentException.class, () -> epay.reconciler().expireAfter(Duration.ofMinutes(59)));
    }

    @Test
    void aPaymentThatWasPaidInTheLastMomentIsNotGivenUp() {
        open(1);
        route.answers(PaymentState.AUTHORIZED);
        clock.forward(Duration.ofDays(20));

        epay.reconciler().expireAfter(Duration.ofHours(1)).run();

        assertEquals(PaymentState.AUTHORIZED, state("az-0"));
    }

    @Test
    void lateMoneyAfterBreakingOffIsFound() {
        open(1);
        route.answers(PaymentState.CANCELED);
        epay.report("az-0");
        route.answers(PaymentState.AUTHORIZED);

        clock.forward(Duration.ofDays(1));
        epay.reconciler().run();

        assertEquals(List.of("az-0#1#CANCELED", "az-0#1#AUTHORIZED"), told);
    }

    @Test
    void lateMoneyForAnEarlierAttemptIsFoundAndReportedAsPaidTwice() {
        open(1);
        route.answers(PaymentState.CANCELED);
        epay.report("az-0");
        open(1);
        route.answers(PaymentState.AUTHORIZED);

        clock.forward(Duration.ofDays(1));
        epay.reconciler().run();

        assertEquals(Set.of("az-0#1#CANCELED", "az-0#1#AUTHORIZED", "az-0#2#AUTHORIZED"), new HashSet<>(told));
        assertEquals(
                List.of(CashReport.Reason.PAID_TWICE, CashReport.Reason.PAID_TWICE),
                epay.reconciler().cashReport().differences().stream()
                        .map(CashReport.Difference::reason)
                        .toList());
    }

    @Test
    void aSilentPlatformIsLeftInPeaceAndNobodyIsForgotten() {
        open(20);
        route.answers(attempt -> {
            throw new EpayUnavailableException("EPAY-104", "down", false, null, null);
        });
        clock.forward(Duration.ofMinutes(1));

        Reconciler.Progress down = epay.reconciler().run();

        assertEquals(new Reconciler.Progress(5, 0, 5, true), down);
        route.answers(PaymentState.AUTHORIZED);
        clock.forward(Duration.ofHours(1));
        epay.reconciler().run();
        assertEquals(20, told.size());
    }

    @Test
    void theWishForAPauseIsKept() {
        open(1);
        route.answers(attempt -> {
            throw new EpayUnavailableException("EPAY-105", "slow down", false, Duration.ofHours(3), null);
        });
        clock.forward(Duration.ofMinutes(1));
        epay.reconciler().run();

        route.answers(PaymentState.AUTHORIZED);
        clock.forward(Duration.ofMinutes(179));
        assertEquals(0, epay.reconciler().run().asked());
        clock.forward(Duration.ofMinutes(1));
        assertEquals(1, epay.reconciler().run().asked());
    }

    @Test
    void silenceAtTheLastQuestionDoesNotEndTheAsking() {
        open(1);
        route.answers(attempt -> {
            throw new EpayUnavailableException("EPAY-104", "down", false, null, null);
        });
        for (int day = 0; day < 30; day++) {
            clock.forward(Duration.ofDays(1));
            epay.reconciler().run();
        }
        route.answers(PaymentState.AUTHORIZED);
        clock.forward(Duration.ofDays(1));

        epay.reconciler().run();

        assertEquals(PaymentState.AUTHORIZED, state("az-0"));
    }

    @Test
    void anAnswerThatMustNotBeBelievedDoesNotStopTheOthers() {
        open(10);
        route.answers(attempt -> {
            if (attempt.reference().equals("az-3")) {
                throw new EpayProtocolException("EPAY-301", "garbage", null);
            }
            return ScriptedRoute.status(PaymentState.AUTHORIZED, attempt);
        });
        clock.forward(Duration.ofMinutes(1));

        Reconciler.Progress progress = epay.reconciler().run();

        assertEquals(new Reconciler.Progress(10, 9, 1, false), progress);
        assertEquals(PaymentState.PENDING, state("az-3"));
    }

    @Test
    void aRouteThatBreaksItsPromiseForOnePaymentDoesNotStopTheOthers() {
        open(10);
        route.answers(attempt -> {
            if (attempt.reference().equals("az-3")) {
                throw new IllegalStateException("not in the contract");
            }
            return ScriptedRoute.status(
                    attempt.reference().equals("az-4") ? PaymentState.EXPIRED : PaymentState.AUTHORIZED, attempt);
        });
        clock.forward(Duration.ofMinutes(1));

        Reconciler.Progress progress = epay.reconciler().run();

        assertEquals(new Reconciler.Progress(10, 8, 2, false), progress);
        assertEquals(PaymentState.PENDING, state("az-3"));
        assertEquals(PaymentState.PENDING, state("az-4"));
    }

    @Test
    void aListenerOfProgressThatFailsStopsNothing() {
        open(3);
        route.answers(PaymentState.AUTHORIZED);
        clock.forward(Duration.ofMinutes(1));

        Reconciler.Progress progress = epay.reconciler()
                .onProgress(ignored -> {
                    throw new IllegalStateException("a counter");
                })
                .run();

        assertEquals(new Reconciler.Progress(3, 3, 0, false), progress);
    }

    @Test
    void aCrashBetweenNotingAndTellingIsMadeGood() {
        open(1);
        EpayClient crashing = EpayClient.builder()
                .route(route)
                .journal(journal)
                .clock(clock)
                .onChange(report -> {
                    throw new Error("killed");
                })
                .build();
        route.answers(PaymentState.AUTHORIZED);
        assertThrows(Error.class, () -> crashing.report("az-0"));
        assertEquals(PaymentState.AUTHORIZED, state("az-0"));
        assertEquals(List.of(), told);

        epay.reconciler().run();
        assertEquals(List.of(), told, "somebody may be telling it right now");
        clock.forward(Duration.ofMinutes(5));
        epay.reconciler().run();
        clock.forward(Duration.ofDays(1));
        epay.reconciler().run();

        assertEquals(List.of("az-0#1#AUTHORIZED"), told);
    }

    @Test
    void progressIsTold() {
        open(3);
        clock.forward(Duration.ofMinutes(1));
        List<Integer> seen = new ArrayList<>();

        epay.reconciler().onProgress(progress -> seen.add(progress.asked())).run();

        assertEquals(List.of(1, 2, 3), seen);
    }

    @Test
    void aPaymentThatCannotBeReservedDoesNotKeepARunGoing() {
        open(3);
        Journal stuck = (Journal) java.lang.reflect.Proxy.newProxyInstance(
                Journal.class.getClassLoader(),
                new Class<?>[] {Journal.class},
                (self, method, arguments) -> method.getName().equals("replace")
                                && ((Journal.Entry) arguments[0]).reference().equals("az-1")
                        ? (Object) false
                        : method.invoke(journal, arguments));
        clock.forward(Duration.ofMinutes(1));
        try (EpayClient node =
                EpayClient.builder().route(route).journal(stuck).clock(clock).build()) {
            assertEquals(2, node.reconciler().run().asked());
        }
    }

    @Test
    void twoNodesShareTheWork() throws Exception {
        Journal shared = Journal.jdbc(Databases.postgres());
        ScriptedRoute one = new ScriptedRoute();
        ScriptedRoute two = new ScriptedRoute();
        List<String> keys = java.util.Collections.synchronizedList(new ArrayList<>());
        List<EpayClient> nodes = new ArrayList<>();
        for (ScriptedRoute road : List.of(one, two)) {
            nodes.add(EpayClient.builder()
                    .route(road)
                    .journal(shared)
                    .clock(clock)
                    .onChange(report -> keys.add(report.changeKey()))
                    .build());
        }
        for (int i = 0; i < 100; i++) {
            nodes.get(0).open(Orders.parking("az-" + i).build());
        }
        clock.forward(Duration.ofMinutes(1));
        one.answers(PaymentState.AUTHORIZED);
        two.answers(PaymentState.AUTHORIZED);

        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<Reconciler.Progress>> runs = new ArrayList<>();
            for (EpayClient node : nodes) {
                runs.add(threads.submit(() -> node.reconciler().run()));
            }
            int asked = 0;
            for (Future<Reconciler.Progress> run : runs) {
                asked += run.get().asked();
            }

            assertEquals(100, asked, "each payment is asked for by one node");
        } finally {
            threads.shutdownNow();
        }
        assertEquals(100, keys.size());
        assertEquals(100, new HashSet<>(keys).size());
    }

    @Test
    void withEveryReturnLostAllPaymentsReachTheirState() {
        EpayClient real = EpayClient.configure(platform.settings())
                .journal(journal)
                .clock(clock)
                .onChange(report -> told.add(report.changeKey()))
                .build();
        for (int i = 0; i < 12; i++) {
            real.open(Orders.parking("az-" + i).build());
        }
        for (int i = 0; i < 12; i++) {
            switch (i % 4) {
                case 0 -> platform.pay("az-" + i);
                case 1 -> platform.cancel("az-" + i);
                case 2 -> platform.fail("az-" + i);
                default -> {}
            }
        }
        platform.next(Mishap.SERVICE_UNAVAILABLE, Call.REPORT);
        platform.next(Mishap.CUT_ANSWER, Call.REPORT);
        platform.next(Mishap.GARBAGE, Call.REPORT);
        for (int minute = 0; minute < 20; minute++) {
            clock.forward(Duration.ofMinutes(1));
            real.reconciler().run();
        }

        assertEquals(9, told.size());
        for (int i = 0; i < 12; i++) {
            PaymentState expected = List.of(
                            PaymentState.AUTHORIZED, PaymentState.CANCELED, PaymentState.FAILED, PaymentState.PENDING)
                    .get(i % 4);
            assertEquals(expected, real.report("az-" + i).state());
        }
        real.close();
    }

    @ParameterizedTest(name = "{0} with balance {1}, delivered {2}: {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "MISMATCH, -, true, MISMATCH",
                "REVERSED, -, true, REVERSED",
                "PARTIAL, 10, true, UNDERPAID",
                "SETTLED, -0.01, true, OVERPAID",
                "SETTLED, 0, true, -",
                "SETTLED, 0, false, PAID_NOT_FULFILLED",
                "AUTHORIZED, -, false, PAID_NOT_FULFILLED",
                "AUTHORIZED, -, true, -",
                "AUTHORIZED, 30.70, true, FULFILLED_NOT_SETTLED",
                "UNKNOWN, -, false, UNKNOWN",
                "CANCELED, -, false, -",
                "FAILED, -, false, -"
            })
    void whatNeedsALook(PaymentState state, BigDecimal balance, boolean delivered, CashReport.Reason reason) {
        open(1);
        route.answers(attempt -> new PaymentRoute.Status(
                state, state.name(), true, null, null, attempt.amount().amount(), balance, null, null, null));
        epay.report("az-0");
        clock.forward(Duration.ofDays(8));

        List<CashReport.Difference> found =
                epay.reconciler().cashReport().fulfilled(reference -> delivered).differences();

        assertEquals(
                reason == null ? List.of() : List.of(reason),
                found.stream().map(CashReport.Difference::reason).toList());
    }

    @Test
    void patienceWithMoneyOnItsWay() {
        open(1);
        route.answers(attempt -> new PaymentRoute.Status(
                PaymentState.AUTHORIZED, "", true, null, null, null, new BigDecimal("30.70"), null, null, null));
        epay.report("az-0");
        CashReport report = epay.reconciler().cashReport().fulfilled(reference -> true);

        clock.forward(Duration.ofDays(7));
        assertEquals(0, report.differences().size());
        assertEquals(1, report.settledWithin(Duration.ofDays(6)).differences().size());
        clock.forward(Duration.ofSeconds(1));
        assertEquals(1, report.differences().size());
    }

    @Test
    void anAbandonedPaymentIsListedWhenNobodyAsksAnyMore() {
        open(1);
        assertEquals(List.of(), epay.reconciler().cashReport().differences());
        for (int day = 0; day < 16; day++) {
            clock.forward(Duration.ofDays(1));
            epay.reconciler().run();
        }

        assertEquals(
                CashReport.Reason.ABANDONED,
                epay.reconciler().cashReport().differences().get(0).reason());
    }

    @Test
    void theTablesForTheCashOffice() throws Exception {
        open(3);
        route.answers(attempt -> switch (attempt.reference()) {
            case "az-0" ->
                new PaymentRoute.Status(
                        PaymentState.AUTHORIZED,
                        "PAYED",
                        true,
                        null,
                        null,
                        attempt.amount().amount(),
                        new BigDecimal("-1.50"),
                        PaymentMethod.of("=SUM(1;2)"),
                        "47\"11",
                        Instant.parse("2026-03-01T12:00:01Z"));
            case "az-1" -> ScriptedRoute.status(PaymentState.MISMATCH, attempt);
            default -> ScriptedRoute.status(PaymentState.CANCELED, attempt);
        });
        List.of("az-0", "az-1", "az-2").forEach(epay::report);
        String first = journal.latest("scripted/1", "az-0").orElseThrow().transactionId();
        String second = journal.latest("scripted/1", "az-1").orElseThrow().transactionId();
        CashReport report = epay.reconciler().cashReport();
        StringBuilder csv = new StringBuilder();
        StringBuilder json = new StringBuilder();
        StringBuilder looks = new StringBuilder();
        StringBuilder looksJson = new StringBuilder();

        report.writeSettlementsCsv(csv);
        report.writeSettlementsJson(json);
        report.writeDifferencesCsv(looks);
        report.writeDifferencesJson(looksJson);

        assertEquals(
                "reference;attempt;transactionId;transactionReference;state;amount;balance;method;paidAt;openedAt;posting\r\n"
                        + "az-0;1;" + first
                        + ";\"47\"\"11\";AUTHORIZED;30.70;-1.50;\"'=SUM(1;2)\";2026-03-01T12:00:01Z;"
                        + "2026-03-01T12:00:00Z;1110.1000=30.70\r\n",
                csv.toString());
        assertEquals(
                "[\n{\"reference\":\"az-0\",\"attempt\":\"1\",\"transactionId\":\"" + first
                        + "\",\"transactionReference\":\"47\\\"11\",\"state\":\"AUTHORIZED\",\"amount\":\"30.70\","
                        + "\"balance\":\"-1.50\",\"method\":\"=SUM(1;2)\",\"paidAt\":\"2026-03-01T12:00:01Z\","
                        + "\"openedAt\":\"2026-03-01T12:00:00Z\",\"posting\":\"1110.1000=30.70\"}\n]\n",
                json.toString());
        assertEquals(
                "reason;reference;attempt;state;amount;transactionId;since\r\nMISMATCH;az-1;1;MISMATCH;30.70;" + second
                        + ";2026-03-01T12:00:00Z\r\n",
                looks.toString());
        assertTrue(looksJson.toString().contains("\"reason\":\"MISMATCH\""));
        assertFalse(looksJson.toString().contains("az-2"));
    }
}
