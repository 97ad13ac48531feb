package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.Mishap;
import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SendingANoticeTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private final PostfachClient postfach = PostfachClient.from(mailbox.settings()::get);

    @AfterEach
    void close() {
        postfach.close();
    }

    @Test
    void arrivesInTheMailboxAsItWasWritten() {
        Message notice = Fixtures.aNotice().build();

        Delivery delivery = postfach.send(notice);

        assertEquals(DeliveryState.PROVIDED, delivery.state());
        assertEquals(notice.messageId(), delivery.messageId());
        assertTrue(delivery.receipt().orElseThrow().contains("BspQuittung"));
        ReceivedMessage received =
                mailbox.received(PostfachSimulator.TEST_HANDLE).get(0);
        assertEquals(notice.messageId(), received.messageId());
        assertEquals("Ihr Bescheid zur Bewohnerparkkarte", received.subject());
        assertEquals("Guten Tag,\n\nIhr Bescheid liegt bei. Preis: 30,70 €, Ablage C:\\neu", received.text());
        assertEquals(3, received.level());
        assertEquals("Stadt Musterstadt", received.senderName());
        assertEquals("Straßenverkehrsamt", received.senderService());
        assertArrayEquals(Fixtures.PDF, received.attachments().get(0).content());
    }

    @Test
    void tellsAnObserverHowItWent() {
        List<Exchange> seen = new ArrayList<>();
        try (PostfachClient watched = PostfachClient.configure(mailbox.settings()::get)
                .onExchange(seen::add)
                .build()) {
            watched.send(Fixtures.aNotice().build());
        }

        assertEquals(1, seen.size());
        assertEquals("send", seen.get(0).operation());
        assertEquals("bsp-soap", seen.get(0).route());
        assertEquals(Exchange.Outcome.OK, seen.get(0).outcome());
        assertEquals("", seen.get(0).code());
    }

    @Test
    void isDeliveredWhateverBecomesOfTheObserver() {
        try (PostfachClient watched = PostfachClient.configure(mailbox.settings()::get)
                .onExchange(exchange -> {
                    throw new IllegalStateException("a counter");
                })
                .build()) {
            assertEquals(
                    DeliveryState.PROVIDED,
                    watched.send(Fixtures.aNotice().build()).state());
        }
    }

    @Test
    void travelsThroughOkKommToo() {
        try (BspSoap route = RouteOf.builder(mailbox.settings())
                        .throughOkKomm(BspSoap.OkKomm.of("postfach-lib", "1.0.0", "09162000"))
                        .build();
                PostfachClient client = PostfachClient.builder().route(route).build()) {
            Delivery delivery = client.send(Fixtures.aNotice().build());
            mailbox.next(Mishap.RECEIPT_30);
            PostfachRejectedException no = assertThrows(
                    PostfachRejectedException.class,
                    () -> client.send(Fixtures.aNotice("second").build()));

            assertEquals(DeliveryState.PROVIDED, delivery.state());
            assertEquals(delivery.messageId(), mailbox.received().get(0).messageId());
            assertTrue(no.is(Rejection.NO_SUCH_POSTBOX));
        }
    }

    @Test
    void usesTheSenderOfTheSettings() {
        Map<String, String> settings = new HashMap<>(mailbox.settings());
        settings.put("postfach.sender.name", "Markt Beispielkirchen");
        settings.put("postfach.sender.service", "Steueramt");
        try (PostfachClient configured = PostfachClient.from(settings)) {
            configured.send(configured
                    .messageTo(PostboxHandle.of(PostfachSimulator.TEST_HANDLE))
                    .subject("Hundesteuer 2027")
                    .text("Ihr Bescheid liegt bei.")
                    .readableFrom(TrustLevel.BASIC)
                    .reference("hund-1")
                    .build());
        }

        ReceivedMessage received = mailbox.received().get(0);
        assertEquals("Markt Beispielkirchen", received.senderName());
        assertEquals("Steueramt", received.senderService());
        assertEquals(1, received.level());
    }

    @Test
    void carriesFiveAttachmentsOfTheLargestSize() {
        Message.Builder notice = Fixtures.aNotice("az-1");
        for (int i = 2; i <= 5; i++) {
            notice.attach(Attachment.pdf("anlage-" + i + ".pdf", aPdfOf(2_000_000)));
        }

        postfach.send(notice.build());

        assertEquals(5, mailbox.received().get(0).attachments().size());
        assertEquals(2_000_000, mailbox.received().get(0).attachments().get(4).content().length);
    }

    private static byte[] aPdfOf(int bytes) {
        byte[] content = new byte[bytes];
        System.arraycopy(Fixtures.PDF, 0, content, 0, Fixtures.PDF.length);
        return content;
    }

    @Nested
    class KeepsTheContract extends RouteContract {

        private final BspSoap route = RouteOf.builder(mailbox.settings()).build();

        @AfterEach
        void closeRoute() {
            route.close();
        }

        @Override
        protected PostfachRoute route() {
            return route;
        }

        @Override
        protected Message aMessage() {
            return Fixtures.aNotice().build();
        }
    }
}
