package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ePay21's own protocol: payments are opened, and nobody can be asked about them. */
class EPay21Test {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final EpayClient epay = EpayClient.from(platform.ePay21Settings());

    private static PaymentOrder.Builder order() {
        return PaymentOrder.builder("az-1")
                .item(LineItem.of("Parken & mehr", Money.euro("30.70"), "1110.1000"))
                .description("Bewohnerparkausweis <2026>")
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1?a=1&b=2"));
    }

    @Test
    void aPaymentIsOpenedWithAPage() {
        PaymentPage page = epay.open(order().build());

        assertEquals(1, platform.bookings().size());
        assertEquals("epay21", platform.bookings().get(0).route());
        assertEquals(new BigDecimal("30.70"), platform.bookings().get(0).amount());
        assertEquals("az-1", platform.bookings().get(0).reference());
        assertTrue(page.address().toString().startsWith(platform.address() + "/"));
    }

    @Test
    void theSameOrderIsNeverOpenedTwiceBecauseNobodyKnowsWhetherItIsPaid() {
        epay.open(order().build());

        assertEquals(
                "EPAY-108",
                assertThrows(EpayUnavailableException.class, () -> epay.open(order().build()))
                        .code());
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void nothingIsEverPaidByOurWord() {
        epay.open(order().build());
        platform.pay("az-1");

        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.UNKNOWN, report.state());
        assertFalse(report.isPaid());
        assertFalse(report.state().isFinal());
    }

    @Test
    void askingEndsByItselfAndThePaymentStandsInTheReportForTheCashOffice() {
        MovableClock clock = new MovableClock();
        Journal journal = Journal.inMemory();
        EpayClient.Builder builder = EpayClient.configure(platform.ePay21Settings()::get)
                .journal(journal)
                .clock(clock);
        EpayClient client = builder.build();
        client.open(order().build());
        Reconciler reconciler = client.reconciler();
        int asked = 0;
        for (int halfDays = 0; halfDays < 200; halfDays++) {
            clock.forward(Duration.ofHours(12));
            asked += reconciler.run().asked();
        }

        assertTrue(asked > 5 && asked < 50, asked + " questions");
        clock.forward(Duration.ofDays(300));
        assertEquals(0, reconciler.run().asked());
        assertEquals(
                CashReport.Reason.UNKNOWN,
                reconciler.cashReport().differences().get(0).reason());
        assertFalse(client.report("az-1").isPaid());
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTION_CUT_AFTER_BOOKING", "CUT_ANSWER", "GARBAGE"})
    void aLostAnswerIsUnknownAndNeverASecondPayment(Mishap mishap) {
        platform.next(mishap);
        assertThrows(EpayException.class, () -> epay.open(order().build()));

        assertThrows(EpayException.class, () -> epay.open(order().build()));

        assertEquals(PaymentState.UNKNOWN, epay.report("az-1").state());
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void aLostRequestIsSentAgainUnderTheSameId() {
        platform.next(Mishap.CONNECTION_CUT_BEFORE_BOOKING);
        assertThrows(EpayException.class, () -> epay.open(order().build()));

        epay.open(order().build());

        assertEquals(1, platform.bookings().size());
    }

    @ParameterizedTest
    @CsvSource({"epay.mandant, EPAY-206", "epay.app, EPAY-206", "epay.basic.password, EPAY-205"})
    void aWrongSettingIsARefusalAndNothingIsOpened(String name, String code) {
        Map<String, String> settings = new HashMap<>(platform.ePay21Settings());
        settings.put(name, "wrong");
        EpayClient stranger = EpayClient.from(settings);

        assertEquals(
                code,
                assertThrows(EpayRejectedException.class, () -> stranger.open(order().build()))
                        .code());
        assertEquals(0, platform.bookings().size());
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORIZED, EPAY-205",
        "TOO_MANY_REQUESTS, EPAY-105",
        "INTERNAL_ERROR, EPAY-104",
        "HTML_PAGE, EPAY-301",
        "FOREIGN_REDIRECT_HOST, EPAY-305"
    })
    void everyMishapHasItsCode(Mishap mishap, String code) {
        platform.next(mishap);

        assertEquals(
                code,
                assertThrows(EpayException.class, () -> epay.open(order().build()))
                        .code());
    }

    @Test
    void whatTheProtocolCannotCarryIsRefusedBefore() {
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> epay.open(order().purpose("Gebühr").build()))
                .getMessage()
                .contains("1 to 27"));
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> epay.open(order().description("x".repeat(251)).build()))
                .getMessage()
                .contains("at most 250"));
        assertEquals(0, platform.bookings().size());
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> EPay21.builder().build())
                .getMessage();

        assertTrue(message.contains("4 problem(s)"), message);
        assertTrue(message.contains("- address") && message.contains("- basic"), message);
    }
}
