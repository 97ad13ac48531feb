package io.github.bayernkommunal.samples.quickstarts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.epay.EpayClient;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import io.github.bayernkommunal.postfach.PostfachClient;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every program runs, and what it shows really happens at the service. */
class QuickstartsTest {

    private interface Program {
        void run() throws Exception;
    }

    @Test
    void everyProgramRunsByItself() throws Exception {
        assertTrue(outputOf(LogIn::main).contains("welcome at level HIGH"));
        assertTrue(outputOf(SendLetter::main).contains("In the mailbox: Ihr Bescheid zur Bewohnerparkkarte"));
        String bundId = outputOf(SendToBundId::main);
        assertTrue(bundId.contains("ZBP by REST: PROVIDED"), bundId);
        assertTrue(bundId.contains("FIT-Connect: HANDED_OVER"), bundId);
        assertTrue(bundId.contains("FIT-Connect, later: PROVIDED"), bundId);
        String queued = outputOf(QueueLetter::main);
        assertTrue(queued.contains("kept: PROVIDED") && queued.contains("dropped: false"), queued);
        assertTrue(queued.contains("in the mailbox: 1"), queued);
        String mail = outputOf(SendByMail::main);
        assertTrue(mail.contains("By mail: HANDED_OVER") && mail.contains("BayernID;level3;antrag"), mail);
        String fee = outputOf(CollectFee::main);
        assertTrue(fee.contains("Paid? false") && fee.contains("Paid? true"), fee);
        String ledger = outputOf(CollectFeeOverEpayBl::main);
        assertTrue(ledger.contains("AUTHORIZED, paid: true") && ledger.contains("SETTLED, lacking: 0"), ledger);
        String notified = outputOf(CollectFeeOverPmPayment::main);
        assertTrue(notified.contains("Ours? true") && notified.contains("Paid? true"), notified);
        String opened = outputOf(CollectFeeOverEPay21::main);
        assertTrue(opened.contains("State: UNKNOWN"), opened);
        assertTrue(opened.contains("For the cash office: az-2026-0815 UNKNOWN"), opened);
        assertTrue(outputOf(RegisterService::main).contains("bewohnerparken"));
        assertTrue(outputOf(ReadService::main).contains("Führungszeugnis"));
        String checked = outputOf(CheckDelivery::main);
        assertTrue(checked.contains("R03") && checked.contains("would be skipped"), checked);
        assertTrue(checked.contains("Repaired: ") && checked.contains("Accepted: true"), checked);
        assertTrue(checked.contains("for the label: 1 of 50"), checked);
    }

    @Test
    void feeIsCollectedOnceAndOnlyThePlatformSaysSo() {
        try (EpaySimulator platform = EpaySimulator.start(0);
                EpayClient epay = EpayClient.from(platform.settings())) {
            CollectFee desk = new CollectFee(epay);

            assertEquals(desk.open("az-1"), desk.open("az-1"));
            assertFalse(desk.isPaid("az-1"));
            platform.pay("az-1");

            assertTrue(desk.isPaid("az-1"));
            assertEquals(1, platform.bookings().size());
        }
    }

    @Test
    void letterArrivesWithItsAttachment(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("bescheid.pdf"), "%PDF-1.7\n%%EOF\n");
        try (PostfachSimulator mailboxes = PostfachSimulator.start(0);
                PostfachClient postfach = PostfachClient.from(mailboxes.settings())) {
            new SendLetter(postfach).send(PostfachSimulator.TEST_HANDLE, file);

            var letter = mailboxes.received(PostfachSimulator.TEST_HANDLE).get(0);
            assertEquals("bescheid.pdf", letter.attachments().get(0).fileName());
            assertEquals(3, letter.level());
        }
    }

    @Test
    void serviceIsPlannedAndPublished(@TempDir Path feed) {
        try (PortalSimulator portal = PortalSimulator.start(0);
                PortalRegistryClient registry = PortalRegistryClient.from(RegisterService.settings(portal, feed))) {
            var report =
                    new RegisterService(registry).register(RegisterService.parking(PortalSimulator.MUSTERSTADT_ARS));

            assertTrue(report.isComplete(), report.toString());
            assertTrue(Files.exists(feed), "the feed lies in the directory of the settings");
        }
    }

    @Test
    void citizenIsLoggedInAtTheLevelOfTheCard() {
        try (BayernIdSimulator identityProvider = BayernIdSimulator.start(0);
                BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(LogIn.settings(identityProvider))) {
            identityProvider.register(bayernId.metadata());
            LogIn login = new LogIn(bayernId);
            var start = login.start();

            String answer = identityProvider.answer(
                    start.formFields().getOrDefault("SAMLRequest", ""),
                    TestCitizen.catalogue().stream()
                            .filter(person -> person.level() == 4
                                    && person.postboxHandle().isPresent())
                            .findFirst()
                            .orElseThrow());

            assertEquals("welcome at level HIGH, with a mailbox", login.finish(answer, start.pending()));
            var second = login.start();
            String cancelled = identityProvider.cancel(second.formFields().getOrDefault("SAMLRequest", ""));
            assertEquals("back to the start page", login.finish(cancelled, second.pending()));
        }
    }

    private static String outputOf(Program program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return seen.toString(StandardCharsets.UTF_8);
    }
}
