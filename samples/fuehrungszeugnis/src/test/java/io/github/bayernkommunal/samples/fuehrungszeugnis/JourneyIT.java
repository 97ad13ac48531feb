package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static io.github.bayernkommunal.samples.fuehrungszeugnis.Visitor.state;
import static io.github.bayernkommunal.samples.fuehrungszeugnis.Visitor.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment;
import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import io.github.bayernkommunal.samples.fuehrungszeugnis.Walker.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole journey, and what it survives: people who change their mind, services that fail. */
class JourneyIT {

    @RegisterExtension
    static final SharedDemo shared = new SharedDemo();

    private static final Duration LIMIT = Duration.ofSeconds(15);

    private EpaySimulator epay;
    private PostfachSimulator postfach;
    private Visitor citizen;

    @BeforeEach
    void comeWithAFreshBrowser() {
        epay = shared.demo().sandbox().epay();
        postfach = shared.demo().sandbox().postfach();
        citizen = new Visitor(shared.demo());
    }

    @Test
    void scriptedCitizenArrives() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        boolean arrived = new Journey(
                        shared.demo(), Guests.next(), new PrintStream(printed, true, StandardCharsets.UTF_8))
                .walk();

        String lines = printed.toString(StandardCharsets.UTF_8);
        assertTrue(arrived, lines);
        assertTrue(lines.contains("assertion decrypted aes256-gcm, signature sha256-rsa-MGF1 verified"), lines);
        assertTrue(lines.contains("every hop as expected"), lines);
    }

    @Test
    void failedHopIsNamed() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        epay.next(io.github.bayernkommunal.epay.testkit.Mishap.SERVICE_UNAVAILABLE, Call.OPEN);

        boolean arrived = new Journey(
                        shared.demo(), Guests.next(), new PrintStream(printed, true, StandardCharsets.UTF_8))
                .walk();

        String lines = printed.toString(StandardCharsets.UTF_8);
        assertFalse(arrived, lines);
        // The number is that of the last line: the application may have asked for a token in the background before.
        assertTrue(
                Pattern.compile("(?m)^ *(\\d+)  citizen .*apply and pay .*\\n\\n"
                                + "FAILED at hop \\1, citizen → application, apply and pay: not sent to the platform")
                        .matcher(lines)
                        .find(),
                lines);
    }

    @Test
    void loginBelowHighIsRefusedWithAReason() throws IOException {
        Page refused = citizen.walker().follow(citizen.login(Map.of("login", "anna:Elster", "do", "login")));

        assertEquals(403, refused.status());
        assertTrue(text(refused).contains("verlangt das Gesetz den Online-Ausweis"), text(refused));
        assertTrue(text(refused).contains("Es wurde nichts bezahlt"), text(refused));
        assertLoggedOut(citizen);
        assertEquals(List.of(), epay.bookings());
    }

    @Test
    void levelThatTheProviderCouldNotReachIsExplainedTheSameWay() throws IOException {
        Page refused = citizen.walker()
                .follow(citizen.login(Map.of("login", citizen.withCard(), "case", "LEVEL_NOT_REACHED", "do", "login")));

        assertEquals(403, refused.status());
        assertTrue(text(refused).contains("verlangt das Gesetz den Online-Ausweis"), text(refused));
    }

    @Test
    void cancelledLoginEndsCalmlyAndCanBeTriedAgain() throws IOException {
        Page cancelled = citizen.walker().follow(citizen.login(Map.of("do", "cancel")));

        assertEquals(200, cancelled.status());
        assertTrue(text(cancelled).contains("keine Daten übermittelt und nichts bezahlt"), text(cancelled));
        assertLoggedOut(citizen);
        assertEquals(200, citizen.logIn().status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "fail"})
    void paymentThatCameToNothingCanBeRepeated(String action) throws IOException {
        Page status = citizen.decide(citizen.paymentPage(), action);

        assertEquals("NOT_PAID NOT_DUE", state(status));
        assertTrue(text(status).contains("Es wurde nichts bezahlt"), text(status));

        Page again = citizen.walker().submit(status.form("#go-on"), Map.of());
        citizen.decide(citizen.walker().follow(again), "pay");

        citizen.await("PAID DELIVERED");
        assertEquals(2, epay.bookings().size());
        assertEquals(1, paidOnes());
        assertEquals(1, postfach.received().size());
    }

    @Test
    void leavingThePaymentPageLeavesThePaymentOpen() throws IOException {
        Page paymentPage = citizen.paymentPage();
        Page status = citizen.decide(paymentPage, "leave");

        assertEquals("OPEN NOT_DUE", state(status));

        Page goingOn = citizen.walker().submit(status.form("#go-on"), Map.of());

        assertEquals(paymentPage.address(), goingOn.location());
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void goingBackAndPressingPayTwiceOpensOnePayment() throws Exception {
        FormElement pay = citizen.summary().form("#pay");
        CompletableFuture<Page> first = CompletableFuture.supplyAsync(() -> submit(pay));
        CompletableFuture<Page> second = CompletableFuture.supplyAsync(() -> submit(pay));
        Set<URI> addresses =
                Stream.of(first, second).map(page -> page.join().location()).collect(Collectors.toSet());
        Page afterGoingBack = citizen.walker().follow(citizen.get("/antrag/pruefen"));

        addresses.add(submit(afterGoingBack.form("#go-on")).location());

        assertEquals(1, addresses.size(), addresses.toString());
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void pressingPayAfterPayingOpensNothing() throws IOException {
        FormElement pay = citizen.summary().form("#pay");
        Page paymentPage = citizen.walker().follow(submit(pay));
        citizen.decide(paymentPage, "pay");
        citizen.await("PAID DELIVERED");

        Page again = submit(pay);

        assertEquals("/antrag/stand", again.location().getPath());
        assertEquals(1, epay.bookings().size());
        assertEquals(1, postfach.received().size());
    }

    @Test
    void reloadingAnyPageAfterPayingRepeatsNothing() throws IOException {
        Page paymentPage = citizen.paymentPage();
        Page leaving = citizen.walker().submit(paymentPage.form("form[method=post]"), Map.of("action", "pay"));
        URI returnAddress = leaving.location();

        for (int i = 0; i < 3; i++) {
            Page status = citizen.walker().follow(citizen.walker().get(returnAddress));
            assertTrue(state(status).startsWith("PAID "), state(status));
            citizen.await("PAID DELIVERED");
        }

        assertEquals(1, epay.bookings().size());
        assertEquals(1, postfach.calls());
    }

    @Test
    void returnAddressBelievesNothing() throws IOException {
        citizen.paymentPage();
        String returnAddress = returnAddressOf(epay.bookings().get(0));

        Page status = citizen.walker()
                .follow(citizen.walker().get(URI.create(returnAddress + "?status=PAYED&amount=0.01&paid=true")));

        assertEquals("OPEN NOT_DUE", state(status));
        assertEquals(0, postfach.calls());
        Page unknown = citizen.get("/zahlung/0000000000000000");
        assertEquals(404, unknown.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOKED", "paid", "0"})
    void statusThatNobodyKnowsIsUnclearAndNeverPaid(String status) throws IOException {
        Page paymentPage = citizen.paymentPage();
        epay.reportStatus(epay.bookings().get(0).transactionId(), status);

        Page page = citizen.decide(paymentPage, "pay");

        assertEquals("UNCLEAR NOT_DUE", state(page));
        assertTrue(text(page).contains("bezahlen Sie nicht noch einmal"), text(page));
        assertEquals(0, page.html().select("form[action$=/bezahlen]").size());
        assertEquals(0, postfach.calls());
    }

    @Test
    void otherAmountThanOrderedIsUnclear() throws IOException {
        Page paymentPage = citizen.paymentPage();
        epay.reportWrongAmount(epay.bookings().get(0).transactionId(), "13.01");

        Page page = citizen.decide(paymentPage, "pay");

        assertEquals("UNCLEAR NOT_DUE", state(page));
        assertEquals(0, postfach.calls());
    }

    @Test
    void letterIsDeliveredOnceWhenTheMailboxComesBack() throws IOException {
        postfach.goDown();
        citizen.decide(citizen.paymentPage(), "pay");
        Page page = citizen.await("PAID WAITING");

        assertTrue(text(page).contains("Ihr Postfach ist gerade nicht erreichbar"), text(page));

        postfach.recover();
        citizen.await("PAID DELIVERED");

        assertEquals(1, postfach.received().size());
        assertEquals(List.of(), postfach.duplicates());
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_ANSWER", "RESET_AFTER_ACCEPTING"})
    void letterWithoutReceiptIsUnclearAndNotSentAgain(Mishap mishap) throws IOException {
        postfach.next(mishap);

        citizen.decide(citizen.paymentPage(), "pay");

        Page page = citizen.await("PAID UNCLEAR");
        assertTrue(text(page).contains("keine Quittung erhalten"), text(page));
        // Longer than the pause after which a letter that was certainly not accepted is tried again.
        assertFalse(Poll.happens(Duration.ofMillis(1500), () -> postfach.calls() > 1));
        assertEquals("PAID UNCLEAR", state(citizen.status()));
        assertEquals(1, postfach.received().size());
    }

    @Test
    void detailsAreStillThereAfterACancelledPayment() throws IOException {
        citizen.decide(citizen.paymentPage(), "cancel");

        Page form = citizen.get("/antrag");

        assertEquals(
                Journey.DETAILS.get("purpose"),
                form.html().selectFirst("#purpose").val());
    }

    @Test
    void furtherApplicationIsAnExplicitStepAfterThePaidOne() throws IOException {
        citizen.decide(citizen.paymentPage(), "pay");
        Page paid = citizen.await("PAID DELIVERED");
        assertEquals("/antrag/stand", citizen.get("/antrag").location().getPath());
        assertEquals("/antrag/stand", citizen.get("/antrag/pruefen").location().getPath());

        Page form = citizen.walker().follow(submit(paid.form("#another")));
        Page summary = citizen.walker().follow(citizen.walker().submit(form.form("#details"), Journey.DETAILS));
        citizen.decide(citizen.walker().follow(submit(summary.form("#pay"))), "pay");

        citizen.await("PAID DELIVERED");
        assertEquals(2, paidOnes());
        assertEquals(2, postfach.received().size());
        assertNotEquals(
                epay.bookings().get(0).reference(), epay.bookings().get(1).reference());
    }

    @Test
    void whoeverLogsInAgainSeesThePaidCase() throws IOException {
        citizen.decide(citizen.paymentPage(), "pay");
        citizen.walker().submit(citizen.await("PAID DELIVERED").form("header form"), Map.of());
        Visitor elsewhere = citizen.elsewhere();

        Page afterLogout = citizen.logIn();
        Page inAnotherBrowser = elsewhere.logIn();

        assertEquals("/antrag/stand", afterLogout.location().getPath());
        assertEquals("/antrag/stand", inAnotherBrowser.location().getPath());
        elsewhere.await("PAID DELIVERED");
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void paymentOfALostSessionGoesOnInTheNextOne() throws IOException {
        Page paymentPage = citizen.paymentPage();
        Visitor elsewhere = citizen.elsewhere();

        Page status = elsewhere.walker().follow(elsewhere.logIn());

        assertEquals("OPEN NOT_DUE", state(status));
        Page goingOn = elsewhere.walker().submit(status.form("#go-on"), Map.of());
        assertEquals(paymentPage.address(), goingOn.location());
        elsewhere.decide(paymentPage, "pay");
        elsewhere.await("PAID DELIVERED");
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void citizenWhoPaysAndNeverReturnsGetsTheLetter() throws IOException {
        Page paymentPage = citizen.paymentPage();

        citizen.walker().submit(paymentPage.form("form[method=post]"), Map.of("action", "pay"));

        // By the application's fast clock the platform is asked 3 and 15 seconds after the payment was opened.
        Poll.until(LIMIT.multipliedBy(4), () -> postfach.received().size() == 1);
        assertEquals(1, paidOnes());
    }

    @Test
    void openingThatWasCutBeforeBookingCanBeRepeated() throws IOException {
        FormElement pay = citizen.summary().form("#pay");
        epay.next(io.github.bayernkommunal.epay.testkit.Mishap.CONNECTION_CUT_BEFORE_BOOKING, Call.OPEN);

        Page status = citizen.walker().follow(submit(pay));

        assertEquals("UNANSWERED NOT_DUE", state(status));
        assertEquals(0, epay.bookings().size());
        citizen.decide(citizen.walker().follow(submit(status.form("#go-on"))), "pay");
        citizen.await("PAID DELIVERED");
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void openingThatWasCutAfterBookingIsNeverBookedTwice() throws IOException {
        FormElement pay = citizen.summary().form("#pay");
        epay.next(io.github.bayernkommunal.epay.testkit.Mishap.CONNECTION_CUT_AFTER_BOOKING, Call.OPEN);

        Page status = citizen.walker().follow(submit(pay));
        Page again = citizen.walker().follow(submit(status.form("#go-on")));

        // This platform does not show the payment under our id, so only a person can help.
        assertEquals("UNCLEAR NOT_DUE", state(again));
        assertEquals(0, again.html().select("form[action$=/bezahlen]").size());
        assertEquals("/antrag/stand", submit(pay).location().getPath());
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void paymentThatCertainlyWasNotBegunSaysSo() throws IOException {
        FormElement pay = citizen.summary().form("#pay");
        epay.next(io.github.bayernkommunal.epay.testkit.Mishap.TOO_MANY_REQUESTS, Call.OPEN);

        Page status = citizen.walker().follow(submit(pay));

        assertEquals("NOT_STARTED NOT_DUE", state(status));
        assertTrue(text(status).contains("Es wurde nichts bezahlt"), text(status));
        citizen.decide(citizen.walker().follow(submit(status.form("#go-on"))), "pay");
        citizen.await("PAID DELIVERED");
    }

    @Test
    void refusedTokenMeansThatNothingWasPaid() throws IOException {
        FormElement pay = citizen.summary().form("#pay");
        epay.revokeTokens();
        // More than one: the application also asks about earlier payments in the background and may take some of them.
        for (int i = 0; i < 10; i++) {
            epay.next(io.github.bayernkommunal.epay.testkit.Mishap.UNAUTHORIZED, Call.TOKEN);
        }

        Page status = citizen.walker().follow(submit(pay));

        assertEquals("NOT_STARTED NOT_DUE", state(status));
        assertTrue(text(status).contains("Es wurde nichts bezahlt"), text(status));
        assertEquals(0, epay.bookings().size());
    }

    @Test
    void otherDetailsMustWaitWhileAPaymentIsOpen() throws IOException {
        Page form = citizen.logIn();
        Page summary = citizen.walker().follow(citizen.walker().submit(form.form("#details"), Journey.DETAILS));
        submit(summary.form("#pay"));

        assertEquals("/antrag/stand", citizen.get("/antrag").location().getPath());
        // A page that was open before, in another window.
        citizen.walker().submit(form.form("#details"), Visitor.with(Journey.DETAILS, "purpose", "Ehrenamt"));
        Page again = submit(summary.form("#pay"));

        assertEquals("/antrag/stand", again.location().getPath());
        Page status = citizen.walker().follow(again);
        assertEquals("OPEN NOT_DUE", state(status));
        assertTrue(text(status).contains("Andere Angaben können Sie erst machen"), text(status));
        assertEquals(1, epay.bookings().size());
    }

    @Test
    void otherDetailsAfterACancelledPaymentAreAnotherCase() throws IOException {
        citizen.decide(citizen.paymentPage(), "cancel");
        FormElement form = citizen.get("/antrag").form("#details");

        Page summary = citizen.walker().follow(citizen.walker().submit(form, Map.of("purpose", "Ehrenamt")));
        citizen.decide(citizen.walker().follow(submit(summary.form("#pay"))), "pay");

        citizen.await("PAID DELIVERED");
        assertEquals(1, paidOnes());
        assertNotEquals(
                epay.bookings().get(0).reference(), epay.bookings().get(1).reference());
    }

    @ParameterizedTest
    @EnumSource(names = {"RECEIPT_10", "RECEIPT_20"})
    void letterThatTheMailboxDoesNotUnderstandIsCertainlyNotDelivered(Mishap mishap) throws IOException {
        postfach.next(mishap);
        citizen.decide(citizen.paymentPage(), "pay");

        Page page = citizen.await("PAID FAILED");

        assertTrue(text(page).contains("nicht in Ihrem Postfach"), text(page));
        assertFalse(text(page).contains("abgeschickt"), text(page));
    }

    @Test
    void mailboxThatDeclinesIsNotCalledReachable() throws IOException {
        postfach.next(Mishap.RECEIPT_30);
        citizen.decide(citizen.paymentPage(), "pay");

        assertTrue(text(citizen.await("PAID DECLINED")).contains("nicht angenommen"));
    }

    @Test
    void pageDoesNotWaitForTheMailbox() throws IOException {
        postfach.next(Mishap.LATE_ANSWER);

        Page page = citizen.decide(citizen.paymentPage(), "pay");

        assertEquals("PAID SENDING", state(page));
        assertTrue(text(page).contains("wird gerade zugestellt"), text(page));
        Poll.until(LIMIT, () -> postfach.received().size() == 1);
        releaseUntilDelivered();
    }

    @Test
    void mailboxThatHangsForOneCitizenHoldsUpNobodyElse() throws IOException {
        Visitor other = new Visitor(shared.demo());
        postfach.next(Mishap.LATE_ANSWER);
        citizen.decide(citizen.paymentPage(), "pay");
        Poll.until(LIMIT, () -> postfach.received().size() == 1);

        other.decide(other.paymentPage(), "pay");

        other.await("PAID DELIVERED");
        assertEquals("PAID SENDING", state(citizen.status()));
        releaseUntilDelivered();
    }

    @Test
    void citizenWithoutAMailboxLearnsItBeforePaying() throws IOException {
        Page form = citizen.walker()
                .follow(citizen.login(Map.of("login", citizen.withCard() + ":temporary", "do", "login")));
        assertTrue(text(form).contains("Ihr Konto hat kein Postfach"), text(form));

        Page summary = citizen.walker().follow(citizen.walker().submit(form.form("#details"), Journey.DETAILS));

        assertTrue(text(summary).contains("Ihr Konto hat kein Postfach"), text(summary));
        assertEquals(0, summary.html().select("#pay").size());
        String token = summary.form("header form").select("input[name=csrf]").val();
        Page forced = citizen.walker().post(citizen.address("/antrag/bezahlen"), Map.of("csrf", token));
        assertEquals("/antrag/pruefen", forced.location().getPath());
        assertEquals(0, epay.bookings().size());
    }

    @Test
    void noPageHidesWhatTheCitizenMaySee() throws IOException {
        Page form = citizen.logIn();
        Page summary = citizen.walker().follow(citizen.walker().submit(form.form("#details"), Journey.DETAILS));
        Page status = citizen.decide(citizen.walker().follow(submit(summary.form("#pay"))), "pay");

        for (Page page : List.of(form, summary, status)) {
            assertFalse(page.text().contains("[***]"), text(page));
        }
        assertTrue(text(form).contains("1979-11-30"), text(form));
        assertTrue(text(summary).contains("1979-11-30"), text(summary));
    }

    @Test
    void languageCanBeChangedOnThePageOfARefusal() throws IOException {
        Page refused = citizen.walker().follow(citizen.login(Map.of("login", "anna:Elster", "do", "login")));

        Page english = otherLanguage(refused);

        assertEquals(403, english.status());
        assertTrue(text(english).contains("the law demands the online ID card"), text(english));
    }

    @Test
    void languageCanBeChangedOnThePageOfACancelledLogin() throws IOException {
        Page cancelled = citizen.walker().follow(citizen.login(Map.of("do", "cancel")));

        assertTrue(text(otherLanguage(cancelled)).contains("You cancelled the login"));
    }

    @Test
    void changingTheLanguageKeepsWhatWasTypedAndWhatIsMissing() throws IOException {
        FormElement form = citizen.logIn().form("#details");
        Page problems = citizen.walker()
                .follow(citizen.walker().submit(form, Visitor.with(Journey.DETAILS, "postalCode", "123")));
        assertTrue(text(problems).contains("mit fünf Ziffern"), text(problems));

        Page english = otherLanguage(problems);

        assertTrue(text(english).contains("with five digits"), text(english));
        assertEquals("123", english.html().selectFirst("#postalCode").val());
        assertEquals(
                Journey.DETAILS.get("purpose"),
                english.html().selectFirst("#purpose").val());
    }

    @Test
    void languageOfAPageThatAnswersAFormLeadsToASafePage() throws IOException {
        citizen.logIn();
        Page stale = citizen.walker().post(citizen.address("/antrag/bezahlen"), Map.of());

        Page english = otherLanguage(stale);

        assertEquals(403, stale.status());
        assertEquals(200, english.status());
        assertTrue(text(english).contains("Apply for a certificate"), text(english));
    }

    /** The answer is held back a moment after the message was accepted, so one release may come too early. */
    private void releaseUntilDelivered() throws IOException {
        Poll.until(LIMIT, () -> {
            postfach.releaseAnswers();
            return state(citizen.status()).equals("PAID DELIVERED");
        });
    }

    private Page otherLanguage(Page page) throws IOException {
        String address = page.html().selectFirst("header nav a").absUrl("href");
        return citizen.walker().get(URI.create(address));
    }

    @Test
    void cleanPagesAreAlsoInEnglish() throws IOException {
        Page english = citizen.get("/?lang=en");

        assertEquals("en", english.html().selectFirst("html").attr("lang"));
        assertTrue(text(english).contains("Log in with BayernID"), text(english));
        assertEquals("en", citizen.get("/").html().selectFirst("html").attr("lang"));
    }

    private void assertLoggedOut(Visitor visitor) throws IOException {
        Page page = visitor.get("/antrag");
        assertEquals(1, page.html().select("input[name=SAMLRequest]").size(), "a login is demanded");
    }

    private long paidOnes() {
        return epay.bookings().stream()
                .filter(booking -> booking.state() == BookedPayment.State.PAID)
                .count();
    }

    private String returnAddressOf(BookedPayment booking) {
        Page page = submitAction(epay.paymentPage(booking.transactionId()), "leave");
        return page.location().toString();
    }

    private Page submitAction(URI paymentPage, String action) {
        try {
            Walker walker = citizen.walker();
            return walker.submit(walker.get(paymentPage).form("form[method=post]"), Map.of("action", action));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Page submit(FormElement form) {
        try {
            return citizen.walker().submit(form, Map.of());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
