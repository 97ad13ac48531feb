package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.epay.testkit.Mishap;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** ePayBL in both generations, against a platform that keeps its own books. */
class EpayBlPaymentTest {

    @RegisterExtension
    static final EpaySimulator platform = EpaySimulator.create();

    private final PaymentOrder order = order("az-1").build();

    private static PaymentOrder.Builder order(String reference) {
        return PaymentOrder.builder(reference)
                .item(LineItem.of("PARKEN", Money.euro("30.70"), "1110.1000"))
                .returnTo(URI.create("https://antrag.musterstadt.example/zahlung/f3b1"));
    }

    private static EpayBl.Builder route(EpayBl.Generation generation) {
        return EpayBl.builder()
                .address(platform.epayBlAddress(generation == EpayBl.Generation.SECOND ? 2 : 3))
                .paypage(platform.paypageAddress())
                .payee(Bewirtschafter.of("9990000001", "42"))
                .generation(generation)
                .trust(List.of(platform.certificate()));
    }

    private static EpayClient client(EpayBl.Builder route) {
        return EpayClient.builder().route(route.build()).build();
    }

    @ParameterizedTest
    @EnumSource(EpayBl.Generation.class)
    void theWholeWayFromOrderToLedger(EpayBl.Generation generation) {
        EpayClient epay = client(route(generation));

        PaymentPage page = epay.open(order);
        PaymentReport open = epay.report("az-1");
        platform.pay(open.transactionId().orElseThrow(), "KREDITKARTE");
        PaymentReport paid = epay.report("az-1");
        platform.settle(open.transactionId().orElseThrow());
        PaymentReport settled = epay.report("az-1");

        assertTrue(
                page.address().toString().startsWith(platform.paypageAddress() + "?mandant=9990000001&EShopKundenNr="));
        assertEquals(PaymentState.PENDING, open.state());
        assertEquals(PaymentState.AUTHORIZED, paid.state());
        assertTrue(paid.isPaid());
        assertEquals(PaymentMethod.KREDITKARTE, paid.method().orElseThrow());
        assertEquals(PaymentState.SETTLED, settled.state());
        assertEquals(0, settled.balance().orElseThrow().signum());
        assertEquals(1, platform.bookings().size());
        assertEquals(new BigDecimal("30.70"), platform.bookings().get(0).amount());
    }

    @ParameterizedTest
    @EnumSource(EpayBl.Generation.class)
    void theServiceIsAlive(EpayBl.Generation generation) {
        assertTrue(route(generation).build().isAlive());
    }

    @ParameterizedTest
    @EnumSource(EpayBl.Generation.class)
    void everythingThatABookingCanHold(EpayBl.Generation generation) {
        EpayClient epay = client(route(generation).taxObject("0019").methods(List.of("KREDITKARTE", "SEPASDD")));

        epay.open(order("az-1")
                .item(LineItem.of("GEBÜHR 1/2", Money.euro("10"), "1110.1000")
                        .withTax(Money.euro("1.90"), BigDecimal.valueOf(19))
                        .withBudgetObject("0001")
                        .withBookingData(Map.of("belegNr", "00000001", "href", "STS=1")))
                .payer(Payer.of("Erika", "Mustermann"))
                .build());

        assertEquals(new BigDecimal("42.60"), platform.bookings().get(0).amount());
    }

    @Test
    void anOlderServiceIsAskedInTheOlderWay() {
        try (EpaySimulator old = EpaySimulator.builder()
                .withoutEpayBlOperations("anlegenKassenzeichenMitZahlverfahrenlisteMitBLP")
                .start()) {
            EpayClient epay = client(route(EpayBl.Generation.SECOND)
                    .address(old.epayBlAddress(2))
                    .trust(List.of(old.certificate()))
                    .methods(List.of("KREDITKARTE")));

            epay.open(order);

            assertEquals(1, old.bookings().size());
        }
    }

    @Test
    void aServiceWithoutAnOperationSaysSo() {
        try (EpaySimulator old =
                EpaySimulator.builder().withoutEpayBlOperations("anlegenKunde").start()) {
            EpayClient epay = client(route(EpayBl.Generation.SECOND)
                    .address(old.epayBlAddress(2))
                    .trust(List.of(old.certificate())));

            assertEquals(
                    "EPAY-214",
                    assertThrows(EpayRejectedException.class, () -> epay.open(order))
                            .code());
        }
    }

    @ParameterizedTest
    @CsvSource({"KREDITKARTE, true", "PAYPAL, true", "SEPASDD, false"})
    void onlyMeansThatCannotFailAnyMoreCountBeforeTheMoneyArrives(String method, boolean paid) {
        EpayClient epay = client(route(EpayBl.Generation.THIRD));
        epay.open(order);
        platform.pay(transaction(epay), method);

        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.AUTHORIZED, report.state());
        assertEquals(paid, report.isPaid());
    }

    @ParameterizedTest
    @CsvSource({"UEBERWEISUNGVOR", "LASTSCHRIFTMIT"})
    void moneyThatIsOnlyPromisedIsNotPaid(String method) {
        EpayClient epay = client(route(EpayBl.Generation.THIRD));
        epay.open(order);
        platform.pay(transaction(epay), method);

        assertFalse(epay.report("az-1").isPaid());
    }

    @Test
    void thePolicyIsTheMandants() {
        EpayClient epay = client(route(EpayBl.Generation.THIRD).authorizedIsPaid(method -> true));
        epay.open(order);
        platform.pay(transaction(epay), "SEPASDD");

        assertTrue(epay.report("az-1").isPaid());
    }

    @Test
    void breakingOffIsNotSeenAsPaid() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        epay.open(order);
        platform.cancel(transaction(epay));

        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.PENDING, report.state());
        assertFalse(report.isPaid());
    }

    @Test
    void lessAndTooMuchMoney() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        epay.open(order);
        String transaction = transaction(epay);
        platform.pay(transaction, "UEBERWEISUNGVOR");
        platform.settle(transaction, "20.00");

        PaymentReport less = epay.report("az-1");
        platform.settle(transaction, "15.00");
        PaymentReport more = epay.report("az-1");

        assertEquals(PaymentState.PARTIAL, less.state());
        assertFalse(less.isPaid());
        assertEquals(new BigDecimal("10.70"), less.balance().orElseThrow());
        assertEquals(PaymentState.SETTLED, more.state());
        assertEquals(new BigDecimal("-4.30"), more.balance().orElseThrow());
    }

    @Test
    void aReturnedDebitIsReversed() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        epay.open(order);
        String transaction = transaction(epay);
        platform.pay(transaction, "SEPASDD");
        platform.settle(transaction);
        assertEquals(PaymentState.SETTLED, epay.report("az-1").state());
        platform.returnDebit(transaction);

        PaymentReport report = epay.report("az-1");

        assertEquals(PaymentState.REVERSED, report.state());
        assertFalse(report.isPaid());
        assertEquals(
                "EPAY-212",
                assertThrows(EpayRejectedException.class, () -> epay.open(order))
                        .code());
    }

    @Test
    void aWithdrawnClaimIsCancelledAndNotPaidAlthoughNothingIsOwedAnyMore() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        epay.open(order);
        platform.pay(transaction(epay), "UEBERWEISUNGVOR");
        platform.withdraw(transaction(epay));

        assertEquals(PaymentState.CANCELED, epay.report("az-1").state());
    }

    @Test
    void anotherAmountInTheLedgerIsACaseForAPerson() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        epay.open(order);
        platform.pay(transaction(epay), "KREDITKARTE");
        platform.reportWrongAmount(transaction(epay), "30.71");

        assertEquals(PaymentState.MISMATCH, epay.report("az-1").state());
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_CUT_AFTER_BOOKING", "CONNECTION_CUT_BEFORE_BOOKING", "CUT_ANSWER", "INTERNAL_ERROR"})
    void aLostCreationIsFoundAgainByItsTransactionNumber(Mishap mishap) {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        platform.next(mishap, Call.OPEN);
        var failure = assertThrows(EpayUnavailableException.class, () -> epay.open(order));
        assertTrue(failure.mayHaveTakenEffect());

        PaymentPage page = epay.open(order);

        assertEquals(1, platform.bookings().size());
        assertTrue(page.address().getQuery().contains(platform.bookings().get(0).transactionId()));
        platform.pay(platform.bookings().get(0).transactionId(), "KREDITKARTE");
        assertTrue(epay.report("az-1").isPaid());
    }

    @Test
    void aReportFindsALostCreationAndOpeningShowsItsPage() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.OPEN);
        assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        assertEquals(PaymentState.PENDING, epay.report("az-1").state());

        assertTrue(epay.open(order)
                .address()
                .toString()
                .startsWith(platform.paypageAddress().toString()));
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void withoutTransactionNumbersALostCreationIsNeverRepeated() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND).transactionNumbers(false));
        platform.next(Mishap.CONNECTION_CUT_BEFORE_BOOKING, Call.OPEN);
        assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        var refusal = assertThrows(EpayUnavailableException.class, () -> epay.open(order));

        assertEquals("EPAY-108", refusal.code());
        assertTrue(refusal.mayHaveTakenEffect());
        assertEquals(0, platform.bookings().size());
        assertEquals(PaymentState.UNKNOWN, epay.report("az-1").state());
    }

    @ParameterizedTest
    @CsvSource({"9990000002, 42, EPAY-201", "9990000001, 43, EPAY-201"})
    void anUnknownPayeeIsDeclined(String mandant, String bewirtschafter, String code) {
        EpayClient epay = client(route(EpayBl.Generation.SECOND).payee(Bewirtschafter.of(mandant, bewirtschafter)));

        var refusal = assertThrows(EpayRejectedException.class, () -> epay.open(order));

        assertEquals(code, refusal.code());
        assertTrue(refusal.platformCode().orElseThrow().startsWith("-0"));
    }

    @Test
    void aDunningKeyThatIsNotSetUpIsDeclined() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND).dunningKey("99"));

        assertEquals(
                "EPAY-203",
                assertThrows(EpayRejectedException.class, () -> epay.open(order))
                        .code());
    }

    @ParameterizedTest
    @CsvSource({"GARBAGE, EPAY-301", "HTML_PAGE, EPAY-301", "HUGE_ANSWER, EPAY-302"})
    void anAnswerThatMustNotBeBelievedChangesNothing(Mishap mishap, String code) {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        epay.open(order);
        platform.next(mishap, Call.REPORT);

        assertEquals(
                code,
                assertThrows(EpayProtocolException.class, () -> epay.report("az-1"))
                        .code());
        assertEquals(PaymentState.PENDING, epay.report("az-1").state());
    }

    @ParameterizedTest
    @CsvSource({"PREPAYMENT, SECOND", "PREPAYMENT, THIRD", "INVOICE, SECOND", "INVOICE, THIRD"})
    void aClaimThatIsPaidByTransfer(EpayBl.Collecting way, EpayBl.Generation generation) {
        EpayClient epay = client(route(generation).collecting(way));

        PaymentReport claim = epay.claim(order);
        PaymentReport again = epay.claim(order);

        assertEquals(PaymentState.PENDING, claim.state());
        assertFalse(claim.isPaid());
        assertEquals(claim.transactionId(), again.transactionId());
        assertEquals(1, platform.bookings().size());
        platform.settle(claim.transactionId().orElseThrow());
        assertEquals(PaymentState.SETTLED, epay.report("az-1").state());
        assertTrue(epay.report("az-1").isPaid());
        assertEquals(
                "EPAY-211",
                assertThrows(EpayRejectedException.class, () -> epay.claim(order))
                        .code());
    }

    @Test
    void aLostClaimIsFoundAgain() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND).collecting(EpayBl.Collecting.PREPAYMENT));
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.OPEN);
        assertThrows(EpayUnavailableException.class, () -> epay.claim(order));

        assertEquals(PaymentState.PENDING, epay.claim(order).state());
        assertEquals(1, platform.bookings().size());
    }

    private static final String REFERENCE = "MUSTERSTADT-2026-0000000001";

    private static SepaMandate.Signed signed() {
        return new SepaMandate.Signed(
                SepaMandate.Scheme.CORE,
                SepaMandate.Sequence.ONE_OFF,
                "DE98ZZZ09999999999",
                LocalDate.of(2026, 3, 1),
                "Musterstadt",
                "DE89 3704 0044 0532 0130 00",
                "COBADEFFXXX",
                "Erika",
                "Mustermann");
    }

    @ParameterizedTest
    @EnumSource(EpayBl.Generation.class)
    void aClaimThatIsDebitedUnderAMandateOfTheApplication(EpayBl.Generation generation) {
        EpayClient epay = client(route(generation).collecting(EpayBl.Collecting.DIRECT_DEBIT));
        PaymentOrder debit =
                order("az-1").mandate(SepaMandate.signed(REFERENCE, signed())).build();

        PaymentReport claim = epay.claim(debit);

        assertEquals(PaymentState.PENDING, claim.state());
        assertFalse(claim.isPaid());
        assertEquals(claim.transactionId(), epay.claim(debit).transactionId());
        assertEquals(1, platform.bookings().size());
        assertFalse(epay.report("az-1").isPaid(), "a debit can come back");
        platform.settle(claim.transactionId().orElseThrow());
        assertTrue(epay.report("az-1").isPaid());
        platform.returnDebit(claim.transactionId().orElseThrow());
        assertEquals(PaymentState.REVERSED, epay.report("az-1").state());
    }

    @ParameterizedTest
    @EnumSource(EpayBl.Generation.class)
    void aClaimThatIsDebitedUnderAMandateOfThePlatform(EpayBl.Generation generation) {
        EpayClient epay = client(route(generation).collecting(EpayBl.Collecting.DIRECT_DEBIT));

        epay.claim(
                order("az-1").mandate(SepaMandate.registered(REFERENCE, "1234")).build());
        epay.claim(
                order("az-2").mandate(SepaMandate.registered(REFERENCE, null)).build());

        assertEquals(2, platform.bookings().size());
    }

    @Test
    void aLostDebitIsFoundAgainAndNeverMadeTwice() {
        EpayClient epay = client(route(EpayBl.Generation.THIRD).collecting(EpayBl.Collecting.DIRECT_DEBIT));
        PaymentOrder debit =
                order("az-1").mandate(SepaMandate.signed(REFERENCE, signed())).build();
        platform.next(Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.OPEN);
        assertTrue(assertThrows(EpayUnavailableException.class, () -> epay.claim(debit))
                .mayHaveTakenEffect());

        assertEquals(PaymentState.AUTHORIZED, epay.claim(debit).state());
        assertEquals(1, platform.bookings().size());
    }

    @Test
    void anotherAccountUnderTheSameReferenceIsAnotherOrder() {
        EpayClient epay = client(route(EpayBl.Generation.THIRD).collecting(EpayBl.Collecting.DIRECT_DEBIT));
        epay.claim(
                order("az-1").mandate(SepaMandate.registered(REFERENCE, null)).build());

        assertEquals(
                "EPAY-210",
                assertThrows(
                                EpayRejectedException.class,
                                () -> epay.claim(order("az-1")
                                        .mandate(SepaMandate.registered(REFERENCE + "X", null))
                                        .build()))
                        .code());
    }

    @Test
    void aMandateBelongsToADebitAndNowhereElse() {
        PaymentOrder debit =
                order("az-1").mandate(SepaMandate.registered(REFERENCE, null)).build();
        EpayClient page = client(route(EpayBl.Generation.SECOND));
        EpayClient debiting = client(route(EpayBl.Generation.SECOND).collecting(EpayBl.Collecting.DIRECT_DEBIT));

        assertTrue(assertThrows(IllegalArgumentException.class, () -> page.open(debit))
                .getMessage()
                .contains("does not debit accounts"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> debiting.claim(order))
                .getMessage()
                .contains("needs the mandate"));
        assertEquals(0, platform.bookings().size());
    }

    @Test
    void namesOfAPayerHaveAtMost27Characters() {
        EpayClient epay = client(route(EpayBl.Generation.SECOND));
        String longest = "M".repeat(27);

        epay.open(order("az-1").payer(Payer.of(longest, longest)).build());
        for (Payer tooLong : List.of(Payer.of("M" + longest, "Mustermann"), Payer.of("Erika", "M" + longest))) {
            String refusal = assertThrows(
                            IllegalArgumentException.class,
                            () -> epay.open(order("az-2").payer(tooLong).build()))
                    .getMessage();
            assertTrue(refusal.contains("at most 27 characters"), refusal);
        }

        assertEquals(1, platform.bookings().size());
    }

    @Test
    void theBankAccountForTransfers() {
        assertNotEquals(
                "", route(EpayBl.Generation.SECOND).build().bankAccount().iban());
    }

    private static String transaction(EpayClient epay) {
        return epay.report("az-1").transactionId().orElseThrow();
    }
}
