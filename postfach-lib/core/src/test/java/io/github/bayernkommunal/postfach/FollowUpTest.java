package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of messages that a relay has. */
class FollowUpTest {

    /** Hands everything over, and says later what it was told to say. */
    private static final class Relay implements PostfachRoute {

        private final Deque<Supplier<Optional<Receipt>>> later = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public String name() {
            return "relay";
        }

        @Override
        public Limits limits() {
            return Limits.zbp();
        }

        @Override
        public Letter prepare(Message message) {
            return new Letter(message.messageId(), message.recipient(), message.text(), List.of());
        }

        @Override
        public Receipt deliver(Letter letter) {
            return new Receipt(DeliveryState.HANDED_OVER, "id", "receipt 0");
        }

        @Override
        public Optional<Receipt> inquire(String receipt) {
            asked.add(receipt);
            return later.remove().get();
        }
    }

    private final Relay relay = new Relay();
    private final List<DeliveryState> told = new ArrayList<>();

    private Outbox anOutbox(DataSource database) {
        return Outbox.builder(database, relay)
                .auditKey(new byte[32])
                .onOutcome(delivery -> told.add(delivery.state()))
                .build();
    }

    private static void itIsTimeAgain(DataSource database) throws Exception {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE postfach_message SET due_at = 0 WHERE state = 'HANDED_OVER' AND due_at < 9000000000000000000");
        }
    }

    private static PostfachRoute.Receipt receipt(DeliveryState state, String text) {
        return new PostfachRoute.Receipt(state, "id", text);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void everyNewReceiptIsNotedUntilTheMessageIsInTheMailbox(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database)) {
            outbox.enqueue(Fixtures.aNotice("r").build());
            outbox.dispatch();
            relay.later.add(() -> Optional.of(receipt(DeliveryState.HANDED_OVER, "receipt 0")));
            relay.later.add(() -> Optional.of(receipt(DeliveryState.HANDED_OVER, "receipt 1")));
            relay.later.add(() -> Optional.of(receipt(DeliveryState.PROVIDED, "receipt 2")));

            assertEquals(1, outbox.followUp());
            assertEquals(0, outbox.followUp());
            itIsTimeAgain(database);
            assertEquals(1, outbox.followUp());
            assertEquals(0, outbox.followUp());
            itIsTimeAgain(database);
            assertEquals(1, outbox.followUp());
            itIsTimeAgain(database);
            assertEquals(0, outbox.followUp());

            Delivery delivery = outbox.find("r").orElseThrow();
            assertEquals(DeliveryState.PROVIDED, delivery.state());
            assertEquals("receipt 2", delivery.receipt().orElseThrow());
            assertEquals(List.of("receipt 0", "receipt 0", "receipt 1"), relay.asked);
            assertEquals(List.of(DeliveryState.HANDED_OVER, DeliveryState.HANDED_OVER, DeliveryState.PROVIDED), told);
            assertEquals(5, outbox.auditOf("r").size());
            assertEquals(List.of(), outbox.verifyAudit());
        }
    }

    @Test
    void aRejectionIsNotedWithItsWords() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database)) {
            outbox.enqueue(Fixtures.aNotice("r").build());
            outbox.dispatch();
            relay.later.add(() -> {
                throw new PostfachRejectedException(
                        "POSTFACH-242", "declined", List.of(Rejection.REJECTED_BY_SERVICE), "x", "its words");
            });

            outbox.followUp();

            Delivery delivery = outbox.find("r").orElseThrow();
            assertEquals(DeliveryState.REJECTED, delivery.state());
            assertEquals("its words", delivery.receipt().orElseThrow());
            assertTrue(outbox.auditOf("r").get(3).contains("POSTFACH-242"));
        }
    }

    @Test
    void anAnswerThatCannotBeUsedChangesNothing() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database)) {
            outbox.enqueue(Fixtures.aNotice("r").build());
            outbox.dispatch();
            relay.later.add(() -> {
                throw new PostfachProtocolException("POSTFACH-451", "not trusted", null);
            });
            relay.later.add(() -> Optional.of(receipt(DeliveryState.PROVIDED, "receipt 1")));

            assertEquals(1, outbox.followUp());
            assertEquals(
                    DeliveryState.HANDED_OVER, outbox.find("r").orElseThrow().state());
            itIsTimeAgain(database);
            assertEquals(1, outbox.followUp());
            assertEquals(DeliveryState.PROVIDED, outbox.find("r").orElseThrow().state());
        }
    }

    @Test
    void aRoadThatBreaksItsPromiseDoesNotKeepOthersWaiting() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database)) {
            outbox.enqueue(Fixtures.aNotice("first").build());
            outbox.enqueue(Fixtures.aNotice("second").build());
            outbox.dispatch();
            relay.later.add(() -> {
                throw new IllegalArgumentException("not my receipt");
            });
            relay.later.add(() -> Optional.of(receipt(DeliveryState.PROVIDED, "receipt 1")));

            assertEquals(2, outbox.followUp());

            assertEquals(
                    DeliveryState.HANDED_OVER,
                    outbox.find("first").orElseThrow().state());
            assertEquals(
                    DeliveryState.PROVIDED, outbox.find("second").orElseThrow().state());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void whatMayStillBeDeclinedKeepsItsLetter(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = Outbox.builder(database, relay)
                .auditKey(new byte[32])
                .keepContent(Duration.ZERO)
                .build()) {
            outbox.enqueue(Fixtures.aNotice("r").build());
            outbox.dispatch();
            relay.later.add(() -> {
                throw new PostfachRejectedException(
                        "POSTFACH-242", "declined", List.of(Rejection.REJECTED_BY_SERVICE), "x", "its words");
            });

            assertEquals(0, outbox.deleteContents());
            outbox.followUp();
            assertEquals(DeliveryState.QUEUED, outbox.resend("r", "Huber").state());
            outbox.dispatch();
            relay.later.add(Optional::empty);
            itIsTimeAgain(database);
            outbox.followUp();

            while (outbox.deleteContents() == 0) {
                Thread.onSpinWait(); // until the database's clock has moved by a millisecond
            }
        }
    }

    @Test
    void aRoadThatLearnsNothingLaterIsAskedOnce() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        try (Outbox outbox = anOutbox(database)) {
            outbox.enqueue(Fixtures.aNotice("r").build());
            outbox.dispatch();
            relay.later.add(Optional::empty);

            assertEquals(1, outbox.followUp());
            itIsTimeAgain(database);

            assertEquals(0, outbox.followUp());
            assertEquals(
                    DeliveryState.HANDED_OVER, outbox.find("r").orElseThrow().state());
        }
    }
}
