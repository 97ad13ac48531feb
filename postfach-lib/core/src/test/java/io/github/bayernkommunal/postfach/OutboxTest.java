package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.internal.outbox.Transitions;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The queue on real databases, before a route that only counts. */
class OutboxTest {

    private final CountingRoute route = new CountingRoute();

    @ParameterizedTest
    @EnumSource(Databases.class)
    void sendsWhatWasEnqueued(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            Message notice = Fixtures.aNotice().build();

            Delivery queued = outbox.enqueue(notice);
            int sent = outbox.dispatch();

            assertEquals(DeliveryState.QUEUED, queued.state());
            assertEquals(1, sent);
            Delivery delivery = outbox.find("az-2026-0815").orElseThrow();
            assertEquals(DeliveryState.PROVIDED, delivery.state());
            assertEquals(notice.messageId(), delivery.messageId());
            assertEquals("ok", delivery.receipt().orElseThrow());
            assertEquals(route.prepare(notice), route.sent.get(0));
            assertEquals(0, outbox.dispatch());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void joinsTheTransactionOfTheCaller(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            outbox.enqueue(connection, Fixtures.aNotice("rolled-back").build());
            connection.rollback();
            outbox.enqueue(connection, Fixtures.aNotice("committed").build());
            assertEquals(0, outbox.dispatch());
            connection.commit();

            assertEquals(1, outbox.dispatch());

            assertTrue(outbox.find("rolled-back").isEmpty());
            assertEquals(
                    DeliveryState.PROVIDED,
                    outbox.find("committed").orElseThrow().state());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void takesOneReferenceOnce(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            Delivery first = outbox.enqueue(connection, Fixtures.aNotice().build());
            Delivery second = outbox.enqueue(connection, Fixtures.aNotice().build());
            PostfachRejectedException no = assertThrows(
                    PostfachRejectedException.class,
                    () -> outbox.enqueue(
                            connection, Fixtures.aNotice().text("anders").build()));
            connection.commit();
            outbox.dispatch();

            assertEquals(first, second);
            assertEquals("POSTFACH-104", no.code());
            assertEquals(1, route.sent.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void knowsAReferenceThatWasTakenAfterTheCallersTransactionBegan(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT COUNT(*) FROM postfach_message")) {
                row.next();
                assertEquals(0, row.getInt(1));
            }
            Delivery others = outbox.enqueue(Fixtures.aNotice().build());

            Delivery ours = outbox.enqueue(connection, Fixtures.aNotice().build());
            connection.commit();

            assertEquals(others, ours);
            assertEquals(1, outbox.backlog().waiting());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void exportsTheTrailAsTableAndAsJson(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Outbox others = anOutbox(database).tenant("others").build()) {
            outbox.enqueue(Fixtures.aNotice("=1,2").build());
            others.enqueue(Fixtures.aNotice("not ours").build());
            outbox.withdraw("=1,2", "Huber \"Anni\"");
            StringWriter csv = new StringWriter();
            StringWriter json = new StringWriter();

            assertEquals(2, outbox.exportAudit(Outbox.AuditFormat.CSV, csv));
            assertEquals(2, outbox.exportAudit(Outbox.AuditFormat.JSON_LINES, json));

            String id = outbox.find("=1,2").orElseThrow().messageId();
            List<String> lines = csv.toString().lines().toList();
            assertEquals("reference,messageId,no,at,event,code,actor,evidence,hash", lines.get(0));
            assertTrue(
                    lines.get(1).matches("\"'=1,2\"," + id + ",0,2[^,]+Z,QUEUED,,application,,[0-9a-f]{64}"),
                    lines.get(1));
            assertTrue(
                    lines.get(2)
                            .matches("\"'=1,2\"," + id + ",1,2[^,]+Z,WITHDRAWN,,\"Huber \"\"Anni\"\"\",,[0-9a-f]{64}"),
                    lines.get(2));
            assertEquals(3, lines.size());
            assertEquals(outbox.auditOf("=1,2"), json.toString().lines().toList());
            assertTrue(
                    json.toString().contains("\"reference\":\"=1,2\"")
                            && json.toString().contains("Huber \\\"Anni\\\""),
                    json.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void leavesWhatNobodyCanTellToAnOperator(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            Delivery queued = outbox.enqueue(Fixtures.aNotice().build());
            route.failure = new PostfachUnavailableException("POSTFACH-308", "lost", true, null, null);
            outbox.dispatch();
            passHours(database, 200);
            assertEquals(0, outbox.dispatch());
            assertEquals(
                    DeliveryState.UNCERTAIN,
                    outbox.find("az-2026-0815").orElseThrow().state());
            assertEquals(1, outbox.backlog().uncertain());

            route.failure = null;
            outbox.resend("az-2026-0815", "Frau Huber");
            outbox.dispatch();

            assertEquals(
                    DeliveryState.PROVIDED,
                    outbox.find("az-2026-0815").orElseThrow().state());
            assertEquals(List.of(queued.messageId(), queued.messageId()), sentIds());
            assertEquals(route.sent.get(0), route.sent.get(1));
            assertTrue(outbox.auditOf("az-2026-0815").stream().anyMatch(line -> line.contains("Frau Huber")));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void leavesAServiceAloneThatCannotBeReached(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).atOnce(4).build()) {
            for (int i = 0; i < 20; i++) {
                outbox.enqueue(Fixtures.aNotice("az-" + i).build());
            }
            route.failure = new PostfachUnavailableException("POSTFACH-301", "down", false, null, null);

            assertEquals(4, outbox.dispatch());
            assertEquals(0, outbox.dispatch());

            assertEquals(20, outbox.backlog().waiting());
            assertNotNull(outbox.backlog().pausedUntil());
            assertEquals(4, route.sent.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void becomesUncertainWhenAWorkerDoesNotComeBackAndRefusesItsLateResult(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        PostfachRoute stuck = new CountingRoute() {
            @Override
            public Receipt deliver(Letter letter) {
                entered.countDown();
                try {
                    leave.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return super.deliver(letter);
            }
        };
        List<Delivery> outcomes = new ArrayList<>();
        try (Outbox paused = anOutbox(database, stuck).onOutcome(outcomes::add).build();
                Outbox other = anOutbox(database).build()) {
            paused.enqueue(Fixtures.aNotice().build());
            Thread worker = new Thread(() -> {
                try {
                    paused.dispatch();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            worker.start();
            entered.await();
            passHours(database, 1);

            assertEquals(0, other.dispatch());
            leave.countDown();
            worker.join();

            assertEquals(
                    DeliveryState.UNCERTAIN,
                    other.find("az-2026-0815").orElseThrow().state());
            assertTrue(outcomes.isEmpty());
            assertTrue(route.sent.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void givesUpAtTheDeadline(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox =
                anOutbox(database).giveUpAfter(Duration.ofHours(100)).build()) {
            outbox.enqueue(Fixtures.aNotice().build());
            passHours(database, 101);

            assertEquals(0, outbox.dispatch());

            assertEquals(
                    DeliveryState.FAILED,
                    outbox.find("az-2026-0815").orElseThrow().state());
            assertTrue(outbox.auditOf("az-2026-0815").get(1).contains("POSTFACH-324"));
            assertTrue(route.sent.isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void keepsTheOrderOfOneKeyAndLetsOthersPass(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Connection connection = database.getConnection()) {
            for (String reference : List.of("a1", "a2", "b1")) {
                outbox.enqueue(
                        connection,
                        Fixtures.aNotice(reference).text(reference).build(),
                        Outbox.Handling.inOrderOf(reference.substring(0, 1)));
            }

            assertEquals(2, outbox.dispatch());
            assertEquals(1, outbox.dispatch());

            assertEquals(Set.of("a1", "b1"), texts(0, 2));
            assertEquals(Set.of("a2"), texts(2, 3));
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void holdsBackTheKeyOfAnUncertainMessage(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Connection connection = database.getConnection()) {
            outbox.enqueue(connection, Fixtures.aNotice("a1").build(), Outbox.Handling.inOrderOf("a"));
            outbox.enqueue(connection, Fixtures.aNotice("a2").build(), Outbox.Handling.inOrderOf("a"));
            route.failure = new PostfachUnavailableException("POSTFACH-308", "lost", true, null, null);
            outbox.dispatch();
            route.failure = null;
            assertEquals(0, outbox.dispatch());

            outbox.markDelivered("a1", "Herr Maier");

            assertEquals(1, outbox.dispatch());
            assertEquals(DeliveryState.PROVIDED, outbox.find("a2").orElseThrow().state());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void sharesWorkBetweenNodesWithoutSendingTwice(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox here = anOutbox(database).build();
                Outbox there = anOutbox(database).build()) {
            for (int i = 0; i < 60; i++) {
                here.enqueue(Fixtures.aNotice("az-" + i).build());
            }
            List<Thread> nodes = List.of(node(here), node(there), node(here), node(there));
            for (Thread node : nodes) {
                node.start();
            }
            for (Thread node : nodes) {
                node.join();
            }

            assertEquals(60, route.sent.size());
            assertEquals(60, new TreeSet<>(sentIds()).size());
            assertEquals(0, here.backlog().waiting());
            assertEquals(List.of(), here.verifyAudit());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void repeatsTechnicalErrorsOnlyWhenToldTo(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        route.failure = new PostfachUnavailableException("POSTFACH-312", "99", true, null, null);
        try (Outbox outbox = anOutbox(database).repeatTechnicalErrors(1).build()) {
            outbox.enqueue(Fixtures.aNotice().build());
            outbox.dispatch();
            assertEquals(
                    DeliveryState.QUEUED,
                    outbox.find("az-2026-0815").orElseThrow().state());
            passHours(database, 1);
            outbox.dispatch();
        }
        assertEquals(2, route.sent.size());
        try (Outbox outbox = anOutbox(database).build()) {
            assertEquals(
                    DeliveryState.UNCERTAIN,
                    outbox.find("az-2026-0815").orElseThrow().state());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void neverRepeatsAnAdministrativeAct(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        route.failure = new PostfachUnavailableException("POSTFACH-312", "99", true, null, null);
        try (Outbox outbox = anOutbox(database).repeatTechnicalErrors(3).build()) {
            outbox.enqueue(Fixtures.aNotice()
                    .administrativeAct(new Consent(Consent.Kind.ANNOUNCEMENT, Instant.EPOCH, "v1", "az"))
                    .build());
            outbox.dispatch();

            assertEquals(
                    DeliveryState.UNCERTAIN,
                    outbox.find("az-2026-0815").orElseThrow().state());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void letsAMessageBeTakenBackOnlyBeforeItIsSent(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(Fixtures.aNotice("early").build());
            outbox.withdraw("early", "Frau Huber");
            outbox.enqueue(Fixtures.aNotice("late").build());
            outbox.dispatch();

            assertThrows(IllegalStateException.class, () -> outbox.withdraw("late", "Frau Huber"));
            assertThrows(IllegalStateException.class, () -> outbox.resend("late", "Frau Huber"));
            assertEquals(
                    DeliveryState.WITHDRAWN, outbox.find("early").orElseThrow().state());
            assertEquals(1, route.sent.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void deletesContentAfterTheRetentionAndKeepsTheProof(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox =
                anOutbox(database).keepContent(Duration.ofHours(24)).build()) {
            outbox.enqueue(Fixtures.aNotice().build());
            outbox.dispatch();
            passHours(database, 23);
            assertEquals(0, outbox.deleteContents());
            passHours(database, 2);

            assertEquals(1, outbox.deleteContents());

            assertNull(payload(database));
            assertEquals(
                    "ok", outbox.find("az-2026-0815").orElseThrow().receipt().orElseThrow());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void storesContentUnreadablyAndUnderARotatedKey(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        SecretKeySpec old = new SecretKeySpec(new byte[32], "AES");
        byte[] other = new byte[32];
        other[0] = 1;
        SecretKeySpec current = new SecretKeySpec(other, "AES");
        try (Outbox before = anOutbox(database).encryptWith(old).build()) {
            before.enqueue(Fixtures.aNotice("before").build());
            assertFalse(new String(payload(database), java.nio.charset.StandardCharsets.UTF_8).contains("Guten Tag"));
        }
        try (Outbox after = anOutbox(database).encryptWith(current, old).build()) {
            after.enqueue(Fixtures.aNotice("after").build());
            assertEquals(2, after.dispatch());
        }

        assertEquals(2, route.sent.size());
        assertTrue(route.sent.get(0).document().contains("Guten Tag"));
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void leavesALetterToANodeThatHasItsKey(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        byte[] other = new byte[32];
        other[0] = 1;
        SecretKeySpec newer = new SecretKeySpec(other, "AES");
        SecretKeySpec older = new SecretKeySpec(new byte[32], "AES");
        try (Outbox ahead = anOutbox(database).encryptWith(newer, older).build();
                Outbox behind = anOutbox(database).encryptWith(older).build()) {
            ahead.enqueue(Fixtures.aNotice("az-1").build());

            behind.dispatch();

            assertEquals(0, route.sent.size());
            assertEquals(DeliveryState.QUEUED, behind.find("az-1").orElseThrow().state());
            assertTrue(behind.auditOf("az-1").toString().contains("POSTFACH-329"));
            passHours(database, 1);
            assertEquals(1, ahead.dispatch());
            assertEquals(
                    DeliveryState.PROVIDED, ahead.find("az-1").orElseThrow().state());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void tellsAboutEveryOutcomeAlthoughTheListenerFailsForOne(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        List<String> told = new ArrayList<>();
        try (Outbox outbox = anOutbox(database)
                .onOutcome(delivery -> {
                    told.add(delivery.reference());
                    throw new IllegalStateException("the application");
                })
                .build()) {
            outbox.enqueue(Fixtures.aNotice("az-1").build());
            outbox.enqueue(Fixtures.aNotice("az-2").build());

            assertEquals(2, outbox.dispatch());
        }

        assertEquals(List.of("az-1", "az-2"), told);
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void neverSendsALetterThatWasExchangedInTheTable(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(Fixtures.aNotice("a").build());
            outbox.enqueue(Fixtures.aNotice("b").text("ein anderer Brief").build());
            execute(
                    database,
                    "UPDATE postfach_message SET payload = (SELECT payload FROM postfach_message x WHERE x.reference = 'b') WHERE reference = 'a'");
            outbox.dispatch();

            assertEquals(DeliveryState.FAILED, outbox.find("a").orElseThrow().state());
            assertEquals(DeliveryState.PROVIDED, outbox.find("b").orElseThrow().state());
            assertEquals(1, route.sent.size());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void refusesMoreThanTheBacklogMayHold(Databases kind) {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(Fixtures.aNotice("a").build());
        }
        try (Outbox full = anOutbox(database).backlogLimit(1).build()) {
            PostfachUnavailableException later = assertThrows(
                    PostfachUnavailableException.class,
                    () -> full.enqueue(Fixtures.aNotice("b").build()));

            assertEquals("POSTFACH-325", later.code());
            assertFalse(later.mayHaveTakenEffect());
            assertTrue(full.find("b").isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void verifiesTheTrailOfItsOwnTenantUnderItsOwnKey(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        byte[] otherKey = new byte[32];
        otherKey[0] = 1;
        try (Outbox ours = anOutbox(database).build();
                Outbox others =
                        anOutbox(database).tenant("others").auditKey(otherKey).build()) {
            ours.enqueue(Fixtures.aNotice("a").build());
            others.enqueue(Fixtures.aNotice("a").build());

            assertEquals(List.of(), ours.verifyAudit());
            assertEquals(List.of(), others.verifyAudit());
            execute(database, "UPDATE postfach_event SET actor = 'x'");
            assertEquals(1, ours.verifyAudit().size());
            assertEquals(1, others.verifyAudit().size());
        }
    }

    @Test
    void whatWasCommittedCountsHoweverTheConnectionEnds() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        AtomicBoolean gone = new AtomicBoolean();
        DataSource endsBadly = (DataSource) changed(
                database,
                DataSource.class,
                "getConnection",
                connection -> Proxy.newProxyInstance(
                        OutboxTest.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, called, arguments) -> {
                            Object result = called.invoke(connection, arguments);
                            if (called.getName().equals("close") && gone.get()) {
                                throw new SQLException("the server has gone", "08006");
                            }
                            return result;
                        }));
        try (Outbox outbox = anOutbox(endsBadly).build()) {
            gone.set(true);
            outbox.enqueue(Fixtures.aNotice("a").build());

            assertEquals(1, outbox.dispatch());

            assertEquals(1, route.sent.size());
            assertEquals(DeliveryState.PROVIDED, outbox.find("a").orElseThrow().state());
        }
    }

    @Test
    void sendsNothingOverADriverThatDoesNotSayWhatABatchHasChanged() throws Exception {
        DataSource database = Databases.H2.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                Outbox silent = anOutbox(withoutCounts(database)).build()) {
            outbox.enqueue(Fixtures.aNotice("a").build());

            SQLException refused = assertThrows(SQLException.class, silent::dispatch);

            assertTrue(refused.getMessage().contains("useBulkStmts"), refused.getMessage());
            assertEquals(DeliveryState.QUEUED, outbox.find("a").orElseThrow().state());
            assertEquals(0, route.sent.size());
        }
    }

    /** As drivers are that send a batch in one go. */
    private static DataSource withoutCounts(DataSource database) {
        return (DataSource) changed(
                database,
                DataSource.class,
                "getConnection",
                connection -> changed(
                        connection,
                        Connection.class,
                        "prepareStatement",
                        statement -> changed(statement, PreparedStatement.class, "executeBatch", counts -> {
                            int[] unknown = ((int[]) counts).clone();
                            Arrays.fill(unknown, Statement.SUCCESS_NO_INFO);
                            return unknown;
                        })));
    }

    private static Object changed(Object real, Class<?> type, String method, UnaryOperator<Object> change) {
        return Proxy.newProxyInstance(
                OutboxTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    try {
                        Object result = called.invoke(real, arguments);
                        return called.getName().equals(method) ? change.apply(result) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void findsEveryChangeOfTheAuditTrail(Databases kind) throws Exception {
        for (String attack : List.of(
                "UPDATE postfach_event SET at = at + 1 WHERE no = 1",
                "UPDATE postfach_event SET actor = 'x' WHERE no = 0",
                "DELETE FROM postfach_event WHERE no = 1",
                "DELETE FROM postfach_event WHERE no = 2",
                "UPDATE postfach_message SET state = 'REJECTED'",
                "UPDATE postfach_message SET receipt = 'other'",
                "UPDATE postfach_event SET hash = (SELECT hash FROM postfach_event x WHERE x.no = 0) WHERE no = 2")) {
            DataSource database = kind.withSchema();
            try (Outbox outbox = anOutbox(database).build()) {
                outbox.enqueue(Fixtures.aNotice().build());
                outbox.dispatch();
                assertEquals(List.of(), outbox.verifyAudit());

                execute(database, attack);

                assertEquals(1, outbox.verifyAudit().size(), attack);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void sharesItsReferencesWithAJournal(Databases kind) throws Exception {
        DataSource database = kind.withSchema();
        try (Outbox outbox = anOutbox(database).build();
                PostfachClient client = PostfachClient.builder()
                        .route(route)
                        .journal(Journal.jdbc(database, KEY))
                        .build()) {
            Delivery direct = client.send(Fixtures.aNotice().build());

            Delivery enqueued = outbox.enqueue(Fixtures.aNotice().build());

            assertEquals(direct, enqueued);
            assertEquals(0, outbox.dispatch());
            assertEquals(direct, client.send(Fixtures.aNotice().build()));
            assertEquals(1, route.sent.size());
            assertEquals(List.of(), outbox.verifyAudit());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void journalsSurviveTheProcess(Databases kind) {
        DataSource database = kind.withSchema();
        PostfachClient before = PostfachClient.builder()
                .route(route)
                .journal(Journal.jdbc(database, KEY))
                .build();
        route.failure = new PostfachUnavailableException("POSTFACH-308", "lost", true, null, null);
        assertThrows(
                PostfachUnavailableException.class,
                () -> before.send(Fixtures.aNotice().build()));
        route.failure = null;

        PostfachClient after = PostfachClient.builder()
                .route(route)
                .journal(Journal.jdbc(database, KEY))
                .build();
        PostfachUnavailableException still = assertThrows(
                PostfachUnavailableException.class,
                () -> after.send(Fixtures.aNotice().build()));
        after.permitRepeat("az-2026-0815");
        after.send(Fixtures.aNotice().build());

        assertEquals("POSTFACH-316", still.code());
        assertEquals(2, route.sent.size());
        assertEquals(1, new TreeSet<>(sentIds()).size());
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void worksWithTheNextVersionOfTheSchemaAndRefusesWhatIsFurtherAway(Databases kind) throws Exception {
        assertThrows(IllegalStateException.class, () -> anOutbox(kind.empty()).build());
        DataSource newer = kind.withSchema();
        execute(newer, "INSERT INTO postfach_schema (version) VALUES (3)");
        Outbox.createSchema(newer);
        anOutbox(newer).build().close();

        execute(newer, "INSERT INTO postfach_schema (version) VALUES (4)");

        assertTrue(
                assertThrows(IllegalStateException.class, () -> anOutbox(newer).build())
                        .getMessage()
                        .contains("schema version 4"));
    }

    @Test
    void namesTheConsentToAnAdministrativeActInTheTrail() throws Exception {
        DataSource database = Databases.POSTGRESQL.withSchema();
        Consent consent =
                new Consent(Consent.Kind.ANNOUNCEMENT, Instant.parse("2026-01-02T03:04:05Z"), "v3", "az-2026-0815/2");
        try (Outbox outbox = anOutbox(database).build()) {
            outbox.enqueue(Fixtures.aNotice().administrativeAct(consent).build());

            // printf 'ANNOUNCEMENT\n2026-01-02T03:04:05Z\nv3\naz-2026-0815/2' | sha256sum
            assertEquals("d732bf6079d7", consent.fingerprint());
            assertTrue(outbox.auditOf("az-2026-0815").get(0).contains("\"code\":\"CONSENT-d732bf6079d7\""));
            assertEquals(List.of(), outbox.verifyAudit());
        }
    }

    @ParameterizedTest
    @EnumSource(Databases.class)
    void worksInTheBackgroundAndEndsCleanly(Databases kind) throws Exception {
        CountDownLatch ten = new CountDownLatch(10);
        DataSource database = kind.withSchema();
        try (Outbox outbox =
                anOutbox(database).onOutcome(delivery -> ten.countDown()).build()) {
            outbox.start();
            for (int i = 0; i < 10; i++) {
                outbox.enqueue(Fixtures.aNotice("az-" + i).build());
            }
            ten.await();
        }
        assertEquals(10, route.sent.size());
    }

    @Test
    void goesOnInTheBackgroundWhateverHappened() throws Exception {
        DataSource database = Databases.H2.withSchema();
        CountDownLatch stumbled = new CountDownLatch(1);
        CountDownLatch sent = new CountDownLatch(1);
        DataSource stumbling = (DataSource) changed(database, DataSource.class, "getConnection", connection -> {
            if (Thread.currentThread().getName().startsWith("postfach-outbox-") && stumbled.getCount() > 0) {
                stumbled.countDown();
                throw new LinkageError("a jar was exchanged");
            }
            return connection;
        });
        try (Outbox outbox =
                anOutbox(stumbling).onOutcome(delivery -> sent.countDown()).build()) {
            outbox.start();
            stumbled.await();
            outbox.enqueue(Fixtures.aNotice("a").build());
            sent.await();
        }

        assertEquals(1, route.sent.size());
    }

    @Test
    void namesEveryWrongValueAtOnce() {
        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> Outbox.builder(Databases.H2.withSchema(), route)
                        .atOnce(0)
                        .lease(Duration.ZERO)
                        .giveUpAfter(Duration.ZERO)
                        .keepContent(Duration.ofSeconds(-1))
                        .repeatTechnicalErrors(4)
                        .backlogLimit(0)
                        .encryptWith(new SecretKeySpec(new byte[16], "AES"))
                        .build());

        assertTrue(wrong.getMessage().startsWith("The outbox has 8 problem(s)"), wrong.getMessage());
    }

    @Test
    void knowsEveryTransition() {
        Set<String> allowed = new TreeSet<>();
        for (DeliveryState from : DeliveryState.values()) {
            for (DeliveryState to : DeliveryState.values()) {
                if (Transitions.allows(from, to)) {
                    allowed.add(from + ">" + to);
                }
            }
        }

        assertEquals(
                new TreeSet<>(List.of(
                        "QUEUED>SENDING",
                        "QUEUED>WITHDRAWN",
                        "QUEUED>FAILED",
                        "SENDING>PROVIDED",
                        "SENDING>HANDED_OVER",
                        "SENDING>REJECTED",
                        "SENDING>FAILED",
                        "SENDING>UNCERTAIN",
                        "SENDING>QUEUED",
                        "HANDED_OVER>PROVIDED",
                        "HANDED_OVER>HANDED_OVER",
                        "HANDED_OVER>NOTIFIED",
                        "HANDED_OVER>RETRIEVED",
                        "HANDED_OVER>REJECTED",
                        "HANDED_OVER>FAILED",
                        "HANDED_OVER>UNCERTAIN",
                        "PROVIDED>NOTIFIED",
                        "PROVIDED>RETRIEVED",
                        "NOTIFIED>RETRIEVED",
                        "UNCERTAIN>PROVIDED",
                        "UNCERTAIN>QUEUED",
                        "UNCERTAIN>FAILED",
                        "REJECTED>SENDING",
                        "REJECTED>QUEUED",
                        "FAILED>SENDING",
                        "FAILED>QUEUED",
                        "FAILED>WITHDRAWN")),
                allowed);
    }

    private static final byte[] KEY = new byte[32];

    private Outbox.Builder anOutbox(DataSource database) {
        return anOutbox(database, route);
    }

    private static Outbox.Builder anOutbox(DataSource database, PostfachRoute route) {
        return Outbox.builder(database, route).auditKey(KEY);
    }

    private static Thread node(Outbox outbox) {
        return new Thread(() -> {
            try {
                while (outbox.dispatch() > 0) {
                    // until nothing is left
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Everything that the table knows about time happened that much earlier. */
    private static void passHours(DataSource database, int hours) throws SQLException {
        long millis = Duration.ofHours(hours).toMillis();
        execute(
                database,
                "UPDATE postfach_message SET due_at = due_at - %1$d, deadline_at = deadline_at - %1$d, lease_until = lease_until - %1$d, changed_at = changed_at - %1$d"
                        .formatted(millis));
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] payload(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT payload FROM postfach_message")) {
            row.next();
            return row.getBytes(1);
        }
    }

    private List<String> sentIds() {
        return route.sent.stream().map(PostfachRoute.Letter::messageId).toList();
    }

    private Set<String> texts(int from, int to) {
        return new TreeSet<>(IntStream.range(from, to)
                .mapToObj(i -> route.sent.get(i).document().replaceFirst("^\\S+ ", ""))
                .toList());
    }

    @Test
    void remembersWhenItWasEnqueued() {
        DataSource database = Databases.H2.withSchema();
        try (Outbox outbox = anOutbox(database).build()) {
            Instant before = Instant.now().minusSeconds(60);
            outbox.enqueue(Fixtures.aNotice().build());

            assertTrue(outbox.backlog().oldest().isAfter(before));
        }
    }
}
