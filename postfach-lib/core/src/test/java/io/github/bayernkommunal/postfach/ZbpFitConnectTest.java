package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import io.github.bayernkommunal.postfach.testkit.Step;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The mailbox of BundID through the bridge, before a service and a bridge that check everything. */
class ZbpFitConnectTest {

    private static final String MAILBOX = "11111111-2222-4333-8444-555555555555";

    @RegisterExtension
    static final PostfachSimulator mailboxes =
            PostfachSimulator.builder().mailbox(MAILBOX, "Beispiel").create();

    private PostfachClient postfach;

    @BeforeEach
    void start() {
        postfach = PostfachClient.from(mailboxes.fitConnectSettings());
    }

    @AfterEach
    void stop() {
        postfach.close();
    }

    private static Message.Builder aNotice() {
        return Message.to(PostboxHandle.of(MAILBOX))
                .from(Sender.of("Markt Musterstadt", "Bürgerbüro"))
                .subject("Ihr Bescheid")
                .text("Guten Tag – Ihr Bescheid liegt bei.")
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .reference(UUID.randomUUID().toString());
    }

    private static JsonObject receipt(Delivery delivery) {
        return Json.createReader(new StringReader(delivery.receipt().orElseThrow()))
                .readObject();
    }

    @Test
    void aMessageWithFilesIsDeliveredByTheBridge(@TempDir Path folder) throws Exception {
        byte[] large = new byte[300_001];
        System.arraycopy(Fixtures.PDF, 0, large, 0, Fixtures.PDF.length);
        Message notice = aNotice()
                .attach(Attachment.pdf("bescheid.pdf", Fixtures.PDF))
                .attach(Attachment.pdf(Files.write(folder.resolve("karte.pdf"), large)))
                .build();

        Delivery delivery = postfach.send(notice);

        assertEquals(DeliveryState.PROVIDED, delivery.state());
        assertEquals(4, receipt(delivery).getJsonArray("eventLog").size());
        var received = mailboxes.received(MAILBOX).get(0);
        assertEquals("message_v6", received.arrival().operation());
        assertEquals("Ihr Bescheid", received.subject());
        assertArrayEquals(Fixtures.PDF, received.attachments().get(0).content());
        assertArrayEquals(large, received.attachments().get(1).content());
        assertEquals("karte.pdf", received.attachments().get(1).fileName());
    }

    @Test
    void aMessageThatTheBridgeHasNotFetchedIsHandedOverUntilItHas() {
        mailboxes.holdBridge();
        Message notice = aNotice().build();

        Delivery handedOver = postfach.send(notice);
        Delivery stillThere = postfach.refresh(notice.reference());
        mailboxes.resumeBridge();
        Delivery provided = postfach.refresh(notice.reference());

        assertEquals(DeliveryState.HANDED_OVER, handedOver.state());
        assertEquals(handedOver, stillThere);
        assertEquals(DeliveryState.PROVIDED, provided.state());
        assertEquals(provided, postfach.find(notice.reference()).orElseThrow());
        assertEquals(provided, postfach.refresh(notice.reference()));
        assertEquals(3, receipt(handedOver).getJsonArray("eventLog").size());
        assertEquals(4, receipt(provided).getJsonArray("eventLog").size());
    }

    @Test
    void aMailboxThatDoesNotExistIsDeclinedByTheBridgeWithItsWords() {
        Message notice = aNotice().build();
        Message misaddressed = Message.to(PostboxHandle.of("21111111-2222-4333-8444-555555555555"))
                .from(notice.sender())
                .subject(notice.subject())
                .text(notice.text())
                .readableFrom(TrustLevel.SUBSTANTIAL)
                .reference(notice.reference())
                .build();

        PostfachRejectedException no = assertThrows(PostfachRejectedException.class, () -> postfach.send(misaddressed));

        assertEquals("POSTFACH-242", no.code());
        assertTrue(no.is(Rejection.REJECTED_BY_SERVICE));
        assertTrue(no.hints().orElseThrow().contains("eventLog"));
        assertFalse(no.getMessage().contains("21111111"));
        assertEquals(
                DeliveryState.REJECTED,
                postfach.find(notice.reference()).orElseThrow().state());
    }

    @Test
    void aRejectionThatComesLaterIsNotedWhenSomebodyAsks() {
        mailboxes.holdBridge();
        Message misaddressed = Message.to(PostboxHandle.of("21111111-2222-4333-8444-555555555555"))
                .from(Sender.of("Markt", "Amt"))
                .subject("x")
                .text("y")
                .readableFrom(TrustLevel.BASIC)
                .reference("later")
                .build();

        assertEquals(DeliveryState.HANDED_OVER, postfach.send(misaddressed).state());
        mailboxes.resumeBridge();

        assertEquals(DeliveryState.REJECTED, postfach.refresh("later").state());
        assertEquals(
                4,
                receipt(postfach.find("later").orElseThrow())
                        .getJsonArray("eventLog")
                        .size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"TOKEN", "KEYS", "ANNOUNCE", "UPLOAD"})
    void whatFailsBeforeTheLastCallHasNoEffect(Step step) {
        for (Mishap mishap :
                List.of(Mishap.RESET_AFTER_ACCEPTING, Mishap.GARBAGE, Mishap.BAD_GATEWAY, Mishap.INTERNAL_ERROR)) {
            mailboxes.reset();
            boolean nobodyReadsIt = step == Step.UPLOAD && mishap == Mishap.GARBAGE;
            boolean isAskedTwice = step == Step.KEYS && mishap == Mishap.RESET_AFTER_ACCEPTING; // GET, by the JDK
            if (nobodyReadsIt || isAskedTwice) {
                continue;
            }
            mailboxes.next(mishap, step);
            Message notice =
                    aNotice().attach(Attachment.pdf("a.pdf", Fixtures.PDF)).build();

            try (PostfachClient fresh = PostfachClient.from(mailboxes.fitConnectSettings())) {
                PostfachUnavailableException no =
                        assertThrows(PostfachUnavailableException.class, () -> fresh.send(notice), mishap::name);

                assertFalse(no.mayHaveTakenEffect(), mishap + ": " + no.getMessage());
                assertEquals(
                        DeliveryState.QUEUED,
                        fresh.find(notice.reference()).orElseThrow().state());
                assertEquals(0, mailboxes.received().size());
                assertEquals(DeliveryState.PROVIDED, fresh.send(notice).state());
                assertEquals(1, mailboxes.received().size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER_ACCEPTING", "CUT_ANSWER", "BAD_GATEWAY", "RECEIPT_99_AFTER_ACCEPTING"})
    void anUnclearLastCallIsLookedUpInTheEventLog(Mishap mishap) {
        mailboxes.next(mishap);

        Delivery delivery = postfach.send(aNotice().build());

        assertEquals(DeliveryState.PROVIDED, delivery.state());
        assertEquals(1, mailboxes.received().size());
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_BEFORE_ACCEPTING", "SERVICE_UNAVAILABLE", "INTERNAL_ERROR", "RECEIPT_99"})
    void anUnclearLastCallThatTheEventLogDoesNotKnowStaysUncertain(Mishap mishap) {
        mailboxes.next(mishap);
        Message notice = aNotice().build();

        PostfachUnavailableException no = assertThrows(PostfachUnavailableException.class, () -> postfach.send(notice));

        assertTrue(no.mayHaveTakenEffect());
        assertEquals(
                DeliveryState.UNCERTAIN,
                postfach.find(notice.reference()).orElseThrow().state());
        assertEquals(0, mailboxes.received().size());
    }

    @Test
    void anUnclearLastCallWithoutAnEventLogStaysUncertain() {
        mailboxes.next(Mishap.RESET_AFTER_ACCEPTING);
        mailboxes.next(Mishap.INTERNAL_ERROR, Step.EVENTS);

        PostfachUnavailableException no = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(aNotice().build()));

        assertTrue(no.mayHaveTakenEffect());
        assertEquals(1, no.getSuppressed().length);
    }

    @Test
    void aLogThatCannotBeReadAfterAGoodAnswerLeavesTheMessageHandedOver() {
        mailboxes.next(Mishap.INTERNAL_ERROR, Step.EVENTS);

        Delivery delivery = postfach.send(aNotice().build());

        assertEquals(DeliveryState.HANDED_OVER, delivery.state());
        assertEquals(0, receipt(delivery).getJsonArray("eventLog").size());
        assertEquals(
                DeliveryState.PROVIDED, postfach.refresh(delivery.reference()).state());
    }

    @ParameterizedTest
    @CsvSource({
        "TOO_MANY_REQUESTS, POSTFACH-305",
        "SERVICE_UNAVAILABLE_WITH_RETRY_AFTER, POSTFACH-305",
        "FORBIDDEN, POSTFACH-304"
    })
    void aServiceThatHasNoTimeOrRefusesAccessSaysSo(Mishap mishap, String code) {
        mailboxes.next(mishap, Step.ANNOUNCE);

        PostfachUnavailableException no = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(aNotice().build()));

        assertEquals(code, no.code());
        assertFalse(no.mayHaveTakenEffect());
    }

    @Test
    void aRequestThatTheServiceDoesNotUnderstandIsOurMistake() {
        mailboxes.next(Mishap.RECEIPT_31, Step.ANNOUNCE);
        Message notice = aNotice().build();

        PostfachProtocolException no = assertThrows(PostfachProtocolException.class, () -> postfach.send(notice));

        assertEquals("POSTFACH-440", no.code());
        assertEquals(
                DeliveryState.FAILED,
                postfach.find(notice.reference()).orElseThrow().state());
    }

    @Test
    void aTokenServesManyMessagesAndIsRenewedOnceWhenRefused() {
        postfach.send(aNotice().build());
        postfach.send(aNotice().build());
        assertEquals(1, mailboxes.calls(Step.TOKEN));

        mailboxes.next(Mishap.UNAUTHORIZED, Step.ANNOUNCE);
        postfach.send(aNotice().build());

        assertEquals(2, mailboxes.calls(Step.TOKEN));
        mailboxes.always(Mishap.UNAUTHORIZED, Step.ANNOUNCE);
        int before = mailboxes.calls(Step.ANNOUNCE);
        PostfachUnavailableException no = assertThrows(
                PostfachUnavailableException.class,
                () -> postfach.send(aNotice().build()));
        assertEquals("POSTFACH-304", no.code());
        assertEquals(before + 2, mailboxes.calls(Step.ANNOUNCE));
        mailboxes.recover();
    }

    @Test
    void aWrongSecretIsNamedAsSuchAndNotShown() {
        Map<String, String> settings = new HashMap<>(mailboxes.fitConnectSettings());
        settings.put("postfach.fit-connect.client-secret", "s3cret-that-is-wrong");
        try (PostfachClient stranger = PostfachClient.from(settings)) {
            PostfachUnavailableException no = assertThrows(
                    PostfachUnavailableException.class,
                    () -> stranger.send(aNotice().build()));

            assertEquals("POSTFACH-304", no.code());
            assertTrue(no.getMessage().contains("client-secret"));
            assertFalse(no.toString().contains("s3cret"));
        }
    }

    @Test
    void theStateOfAnApplicationGoesTheSameWay() {
        try (ZbpFitConnect route = route()) {
            PostfachRoute.Receipt receipt = route.report(new ZbpRest.ApplicationStatus(
                    UUID.randomUUID(),
                    ZbpRest.ApplicationState.RECEIVED,
                    "Bewohnerparkausweis",
                    "Markt Musterstadt",
                    null,
                    null,
                    null,
                    Instant.now()));

            assertEquals(DeliveryState.PROVIDED, receipt.state());
            assertEquals("RECEIVED", mailboxes.statuses().get(0).status());
            assertEquals("status_v6", mailboxes.statuses().get(0).operation());
            assertEquals(
                    DeliveryState.PROVIDED,
                    route.inquire(receipt.text()).orElseThrow().state());
        }
    }

    @ParameterizedTest
    @CsvSource({"'{}'", "'x'", "'{\"submissionId\":\"../../x\",\"caseId\":\"11111111-2222-4333-8444-555555555555\"}'"})
    void onlyItsOwnReceiptsAreAskedAbout(String receipt) {
        try (ZbpFitConnect route = route()) {
            assertThrows(IllegalArgumentException.class, () -> route.inquire(receipt));
        }
    }

    @Test
    void aFileThatChangesWhileItIsSentIsNeverSubmitted(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.pdf"), Fixtures.PDF);
        try (ZbpFitConnect route = route()) {
            PostfachRoute.Letter letter =
                    route.prepare(aNotice().attach(Attachment.pdf(file)).build());
            byte[] other = Fixtures.PDF.clone();
            other[other.length - 1]++;
            Files.write(file, other);

            PostfachUnavailableException no =
                    assertThrows(PostfachUnavailableException.class, () -> route.deliver(letter));

            assertFalse(no.mayHaveTakenEffect());
            assertEquals(0, mailboxes.received().size());
        }
    }

    @Test
    void progressIsToldUntilTheEnd() throws Exception {
        List<Exchange.Progress> told = new ArrayList<>();
        byte[] content = new byte[3 * 1024 * 1024];
        System.arraycopy(Fixtures.PDF, 0, content, 0, Fixtures.PDF.length);
        try (PostfachClient watched =
                PostfachClient.builder().route(route()).onProgress(told::add).build()) {
            Message notice = aNotice().attach(Attachment.pdf("a.pdf", content)).build();
            watched.send(notice);

            assertEquals(3, told.size());
            assertEquals(new Exchange.Progress(notice.messageId(), content.length, content.length), told.get(2));
        }
    }

    @Test
    void everythingThatIsMissingIsNamedAtOnce() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> ZbpFitConnect.builder().build())
                .getMessage();

        assertTrue(message.contains("6 problem(s)"), message);
        for (String part :
                List.of("tokenAddress", "address", "destinationAddress", "destinationId", "client", "authorityKey")) {
            assertTrue(message.contains("- " + part + ": missing"), message);
        }
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> ZbpFitConnect.builder()
                                .environment(ZbpFitConnect.Environment.TEST)
                                .destinationId("zustellpunkt")
                                .client("id", " ")
                                .authorityKey(mailboxes.authorKey())
                                .build())
                .getMessage()
                .contains("2 problem(s):\n- destinationId: it is a UUID\n- client: id and secret are not empty"));
    }

    private static ZbpFitConnect route() {
        return RouteOf.fitConnect(mailboxes.fitConnectSettings()).build();
    }

    @Nested
    class KeepsTheContract extends RouteContract {

        private final PostfachRoute road = ZbpFitConnectTest.route();

        @AfterEach
        void close() {
            road.close();
        }

        @Override
        protected PostfachRoute route() {
            return road;
        }

        @Override
        protected Message aMessage() {
            return aNotice().attach(Attachment.pdf("a.pdf", Fixtures.PDF)).build();
        }
    }
}
