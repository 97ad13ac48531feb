package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** One reference, one letter: on a route that only counts. */
class SendingOnceTest {

    private final Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    private final CountingRoute route = new CountingRoute();
    private final PostfachClient postfach = PostfachClient.builder()
            .route(route)
            .clock(Clock.fixed(noon, ZoneOffset.UTC))
            .build();

    @Test
    void theSameReferenceAndContentLeadsToTheSameDelivery() {
        Delivery first = postfach.send(Fixtures.aNotice().build());
        Delivery second = postfach.send(Fixtures.aNotice().build());

        assertEquals(first, second);
        assertEquals(noon, first.acceptedAt());
        assertEquals(1, route.sent.size());
    }

    @Test
    void theSameReferenceWithOtherContentIsRefused() {
        postfach.send(Fixtures.aNotice().build());

        PostfachRejectedException no = assertThrows(
                PostfachRejectedException.class,
                () -> postfach.send(Fixtures.aNotice().text("Ein anderer Brief").build()));

        assertEquals("POSTFACH-104", no.code());
        assertTrue(no.is(Rejection.REFERENCE_CONFLICT));
        assertEquals(1, route.sent.size());
    }

    @Test
    void theSameReferenceToAnotherMailboxIsRefused() {
        postfach.send(Fixtures.aNotice().build());

        assertThrows(
                PostfachRejectedException.class,
                () -> postfach.send(Message.to(PostboxHandle.of("somebody-else"))
                        .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                        .subject("Ihr Bescheid zur Bewohnerparkkarte")
                        .text("Guten Tag,\n\nIhr Bescheid liegt bei. Preis: 30,70 €, Ablage C:\\neu")
                        .readableFrom(TrustLevel.SUBSTANTIAL)
                        .attach(Attachment.pdf("bescheid.pdf", Fixtures.PDF))
                        .reference("az-2026-0815")
                        .build()));
        assertEquals(1, route.sent.size());
    }

    @Test
    void anAttemptThatDidNotReachTheServiceIsRepeatedUnderTheSameId() {
        Message first = Fixtures.aNotice().build();
        route.failure = new PostfachUnavailableException("POSTFACH-301", "down", false, Duration.ofSeconds(5), null);
        assertThrows(PostfachUnavailableException.class, () -> postfach.send(first));
        assertEquals(
                DeliveryState.QUEUED,
                postfach.find("az-2026-0815").orElseThrow().state());

        route.failure = null;
        Delivery delivery = postfach.send(Fixtures.aNotice().build());

        assertEquals(first.messageId(), delivery.messageId());
        assertEquals(route.sent.get(0), route.sent.get(1));
    }

    @Test
    void aRejectedMessageMayBeCorrectedUnderItsReference() {
        route.failure = new PostfachRejectedException("POSTFACH-231", "no", List.of(Rejection.CONTENT_NOT_ALLOWED));
        assertThrows(
                PostfachRejectedException.class,
                () -> postfach.send(Fixtures.aNotice().build()));

        route.failure = null;
        Delivery delivery = postfach.send(Fixtures.aNotice().text("Korrigiert").build());

        assertEquals(DeliveryState.PROVIDED, delivery.state());
    }

    @Test
    void aRouteThatBreaksItsPromiseLeavesTheMessageUncertain() {
        route.failure = new IllegalStateException("surprise");

        assertThrows(
                IllegalStateException.class,
                () -> postfach.send(Fixtures.aNotice().build()));

        assertEquals(
                DeliveryState.UNCERTAIN,
                postfach.find("az-2026-0815").orElseThrow().state());
    }

    @Test
    void aMessageBeyondTheLimitsLeavesNoTrace() {
        assertThrows(
                PostfachRejectedException.class,
                () -> postfach.send(Fixtures.aNotice().subject("x".repeat(256)).build()));

        assertTrue(postfach.find("az-2026-0815").isEmpty());
        assertTrue(route.sent.isEmpty());
    }

    @Test
    void onlyAnUncertainMessageNeedsADecision() {
        assertThrows(IllegalStateException.class, () -> postfach.markDelivered("unknown"));
        postfach.send(Fixtures.aNotice().build());

        assertThrows(IllegalStateException.class, () -> postfach.permitRepeat("az-2026-0815"));
    }

    @Test
    void eightThreadsSendOneLetter() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> outcomes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Callable<String> attempt = () -> {
                start.await();
                try {
                    return postfach.send(Fixtures.aNotice().build()).state().name();
                } catch (PostfachUnavailableException e) {
                    return e.code();
                }
            };
            outcomes.add(threads.submit(attempt));
        }
        start.countDown();
        for (Future<String> outcome : outcomes) {
            assertTrue(List.of("PROVIDED", "POSTFACH-317").contains(outcome.get()), outcome.get());
        }
        threads.shutdownNow();

        assertEquals(1, route.sent.size());
    }
}
