package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.testkit.PostfachSimulator;
import io.github.bayernkommunal.postfach.testkit.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The worst mistake would be one citizen's letter in another's mailbox: many threads, distinct people, distinct letters. */
class LettersAreNeverMixedUpTest {

    private static final int THREADS = 8;
    private static final int LETTERS = Integer.getInteger("letters", 40_000);

    @RegisterExtension
    static final PostfachSimulator mailboxes = PostfachSimulator.create();

    @Test
    void byTheClient() throws Exception {
        LongAdder right = new LongAdder();
        PostfachRoute checking = new CountingRoute() {
            @Override
            public Letter prepare(Message message) {
                return new Letter(message.messageId(), message.recipient(), message.text(), List.of());
            }

            @Override
            public Receipt deliver(Letter letter) {
                if (letter.document().equals("only for " + letter.recipient().value())) {
                    right.increment();
                }
                return new Receipt(DeliveryState.PROVIDED, null, letter.document());
            }
        };
        PostfachClient postfach = PostfachClient.builder().route(checking).build();

        inParallel(LETTERS, i -> {
            Delivery delivery = postfach.send(letterTo("citizen-" + i, "r" + i));
            assertEquals("only for citizen-" + i, delivery.receipt().orElseThrow());
        });

        assertEquals(LETTERS, right.sum());
    }

    @Test
    void byTheWholeRoad() throws Exception {
        int letters = 200;
        for (int i = 0; i < letters; i++) {
            mailboxes.createMailbox("citizen-" + i);
        }
        try (PostfachClient postfach = PostfachClient.from(mailboxes.settings())) {
            inParallel(letters, i -> postfach.send(letterTo("citizen-" + i, "r" + i)));
        }

        assertEquals(letters, mailboxes.received().size());
        for (ReceivedMessage received : mailboxes.received()) {
            assertEquals("only for " + received.handle(), received.text());
        }
        assertTrue(mailboxes.duplicates().isEmpty());
    }

    private interface Step {
        void at(int number) throws Exception;
    }

    private static void inParallel(int count, Step step) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> work = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            work.add(threads.submit(() -> {
                for (int i = first; i < count; i += THREADS) {
                    step.at(i);
                }
                return null;
            }));
        }
        for (Future<?> one : work) {
            one.get();
        }
        threads.shutdown();
    }

    private static Message letterTo(String citizen, String reference) {
        return Message.to(PostboxHandle.of(citizen))
                .from(Sender.of("Stadt Musterstadt", "Straßenverkehrsamt"))
                .subject("Nur für Sie")
                .text("only for " + citizen)
                .readableFrom(TrustLevel.BASIC)
                .reference(reference)
                .build();
    }
}
