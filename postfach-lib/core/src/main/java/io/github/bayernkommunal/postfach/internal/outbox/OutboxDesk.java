package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Delivery;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Exchange;
import io.github.bayernkommunal.postfach.Journal;
import io.github.bayernkommunal.postfach.Message;
import io.github.bayernkommunal.postfach.Outbox;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.Rejection;
import io.github.bayernkommunal.postfach.internal.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything behind {@link Outbox}: takes messages in, has them sent, answers questions about them. */
public final class OutboxDesk implements AutoCloseable {

    private static final String ACTOR = "application";
    private static final int COUNTED = 100_000;

    private final Transactions transactions;
    private final Dialect dialect;
    private final MessageTable messages;
    private final Payload payloads;
    private final PostfachRoute route;
    private final Plan plan;
    private final ExecutorService senders;
    private final Dispatcher dispatcher;
    private final FollowUp followUp;
    private final Worker worker;
    private volatile @Nullable Glance glance;

    /** What the owner of the outbox has decided. */
    public record Plan(
            String tenant,
            AuditTrail audit,
            Payload payloads,
            int atOnce,
            Duration lease,
            Duration giveUpAfter,
            Duration keepContent,
            int technicalRepeats,
            int backlogLimit) {}

    /**
     * Who is told.
     *
     * @param onOutcome about every message that left the queue
     * @param onProgress about how far a message is, or null
     */
    public record Listeners(
            Consumer<Delivery> onOutcome, @Nullable Consumer<Exchange.Progress> onProgress) {

        private static final Logger log = LoggerFactory.getLogger(OutboxDesk.class);

        /** One that fails must not keep the others from being told. */
        void tell(Delivery delivery) {
            try {
                onOutcome.accept(delivery);
            } catch (RuntimeException e) {
                log.warn("message {}: the listener of outcomes failed", delivery.messageId(), e);
            }
        }
    }

    /** A desk on a database with our tables. */
    public OutboxDesk(DataSource dataSource, PostfachRoute route, Plan plan, Listeners listeners) {
        this.transactions = Transactions.on(dataSource);
        this.dialect = transactions.dialect();
        this.messages = new MessageTable(dialect, plan.audit(), plan.tenant());
        this.payloads = plan.payloads();
        this.route = route;
        this.plan = plan;
        this.senders = Executors.newFixedThreadPool(plan.atOnce(), named("postfach-outbox-send"));
        this.dispatcher = new Dispatcher(
                transactions,
                dialect,
                messages,
                route,
                payloads,
                new Dispatcher.Rules(plan.atOnce(), plan.lease()),
                senders,
                listeners,
                new SecureRandom());
        this.followUp = new FollowUp(transactions, dialect, messages, route, listeners::tell);
        this.worker = new Worker(dispatcher, followUp, named("postfach-outbox"));
    }

    /** Takes a message in, on the outbox's own connection. */
    public Delivery enqueue(Message message, Outbox.Handling handling) {
        return transactions.runOrFail(connection -> enqueueOn(connection, message, handling));
    }

    /** Takes a message in, within the caller's transaction. */
    public Delivery enqueue(Connection connection, Message message, Outbox.Handling handling) {
        try {
            return enqueueOn(connection, message, handling);
        } catch (SQLException e) {
            throw Transactions.failed(e);
        }
    }

    private Delivery enqueueOn(Connection connection, Message message, Outbox.Handling handling) throws SQLException {
        long now = refuseWhenFull(connection);
        Journal.Entry entry = new Journal.Entry(
                message.reference(),
                message.messageId(),
                message.createdAt(),
                message.contentHash(),
                route.name(),
                DeliveryState.QUEUED,
                Instant.ofEpochMilli(now),
                null);
        PostfachRoute.Letter letter = route.prepare(message);
        boolean apart = transactions.hasChunks() && Payload.isLarge(letter);
        byte[] payload = payloads.write(letter, message.contentHash(), apart);
        long deadline = handling.notAfter() == null
                ? now + plan.giveUpAfter().toMillis()
                : handling.notAfter().toEpochMilli();
        MessageTable.Waiting waiting = new MessageTable.Waiting(
                message.consent().isPresent() ? 0 : plan.technicalRepeats(),
                now,
                deadline,
                handling.orderKey(),
                message.consent()
                        .map(consent -> "CONSENT-" + consent.fingerprint())
                        .orElse(""));
        Long id = messages.insert(connection, entry, waiting, payload, ACTOR);
        if (id != null) {
            if (apart) {
                store(connection, id, letter);
            }
            return entry.delivery();
        }
        Row known = messages.inTheWay(connection, message.reference());
        if (!known.entry().contentHash().equals(message.contentHash())) {
            throw new PostfachRejectedException(
                    Code.REFERENCE_CONFLICT.toString(),
                    "The reference was used before, for other content (state %s since %s). Use a new reference for a new letter."
                            .formatted(known.state(), known.entry().changedAt()),
                    List.of(Rejection.REFERENCE_CONFLICT));
        }
        return known.entry().delivery();
    }

    private void store(Connection connection, long id, PostfachRoute.Letter letter) throws SQLException {
        try {
            new Chunks(transactions, payloads, id, letter.messageId()).write(connection, letter.attachments());
        } catch (IOException e) {
            throw new PostfachRejectedException(
                    Code.ATTACHMENT_CHANGED.toString(),
                    "An attachment was changed or removed since the message was built. Roll back, and build the message again.",
                    List.of(Rejection.ATTACHMENT_CHANGED));
        }
    }

    /** What the database said a moment ago: its time, and how much was waiting. */
    private record Glance(long takenAt, long databaseTime, long waiting) {

        long age() {
            return System.nanoTime() - takenAt;
        }

        /** The database's time now, told by the time that has passed here. */
        long now() {
            return databaseTime + TimeUnit.NANOSECONDS.toMillis(age());
        }
    }

    // Asking costs time, so once a second is enough: the limit protects a disk, not a number. The database's time now.
    private long refuseWhenFull(Connection connection) throws SQLException {
        Glance known = glance;
        if (known == null || known.age() > TimeUnit.SECONDS.toNanos(1)) {
            long now = dialect.now(connection);
            known = new Glance(
                    System.nanoTime(), now, messages.count(connection, DeliveryState.QUEUED, plan.backlogLimit())[0]);
            glance = known;
        }
        if (known.waiting() >= plan.backlogLimit()) {
            throw new PostfachUnavailableException(
                    Code.BACKLOG_FULL.toString(),
                    "%d messages are waiting already, which is the limit. Nothing was stored; look why they are not sent."
                            .formatted(known.waiting()),
                    false,
                    Duration.ofMinutes(5),
                    null);
        }
        return known.now();
    }

    /** What became of a message. */
    public Optional<Delivery> find(String reference) {
        return transactions.runOrFail(connection ->
                messages.find(connection, reference).map(row -> row.entry().delivery()));
    }

    /** One round of sending. */
    public int dispatch() throws SQLException {
        return dispatcher.round();
    }

    /** One round of asking about what relays have. */
    public int followUp() throws SQLException {
        return followUp.round();
    }

    /** Sends in the background from now on. */
    public void start() {
        worker.start();
    }

    /** An operator's decision. */
    public Delivery decide(String reference, DeliveryState decision, String operator) {
        if (operator.isBlank() || operator.length() > 64) {
            throw new IllegalArgumentException("The operator is named with 1 to 64 characters");
        }
        return transactions.runOrFail(connection -> {
            long now = dialect.now(connection);
            Row row = messages.find(connection, reference)
                    .orElseThrow(() -> new IllegalStateException("No message with this reference is known here"));
            boolean allowed = switch (decision) {
                case PROVIDED -> row.state() == DeliveryState.UNCERTAIN;
                case QUEUED ->
                    row.state() == DeliveryState.UNCERTAIN
                            || row.state() == DeliveryState.FAILED
                            || row.state() == DeliveryState.REJECTED;
                case WITHDRAWN -> row.state() == DeliveryState.QUEUED || row.state() == DeliveryState.FAILED;
                default -> false;
            };
            if (!allowed) {
                throw new IllegalStateException(
                        "A message that is %s cannot become %s".formatted(row.state(), decision));
            }
            if (decision == DeliveryState.QUEUED
                    && MessageTable.payloads(connection, List.of(row.id())).isEmpty()) {
                throw new IllegalStateException("The content of this message was deleted, so it cannot be sent again");
            }
            Change change = Change.to(row, decision, now, "", null, operator)
                    .dueAt(now)
                    .deadlineAt(now + plan.giveUpAfter().toMillis());
            Row decided = messages.apply(connection, List.of(change)).get(0);
            if (decided == null) {
                throw new IllegalStateException("The message has changed its state meanwhile; look again with find");
            }
            return decided.entry().delivery();
        });
    }

    /** How much work there is. */
    public Outbox.Backlog backlog() {
        return transactions.runOrFail(connection -> {
            long[] waiting = messages.count(connection, DeliveryState.QUEUED, COUNTED);
            Long until = dispatcher.pausedUntil();
            return new Outbox.Backlog(
                    waiting[0],
                    waiting[0] == 0 ? null : Instant.ofEpochMilli(waiting[1]),
                    messages.count(connection, DeliveryState.UNCERTAIN, COUNTED)[0],
                    messages.count(connection, DeliveryState.FAILED, COUNTED)[0],
                    until == null ? null : Instant.ofEpochMilli(until));
        });
    }

    /** Deletes contents that are needed no more. */
    public int deleteContents() {
        return transactions.runOrFail(connection -> messages.forget(
                connection, dialect.now(connection) - plan.keepContent().toMillis(), transactions.hasChunks()));
    }

    /** Every contradiction in the audit trail. */
    public List<String> verifyAudit() {
        return transactions.runOrFail(messages::verify);
    }

    /** The audit trail of a message as lines of JSON. */
    public List<String> auditOf(String reference) {
        return transactions.runOrFail(connection -> {
            @Nullable Row row = messages.find(connection, reference).orElse(null);
            return row == null
                    ? List.of()
                    : AuditTrail.of(connection, row.id()).stream()
                            .map(event -> AuditExport.json(reference, event))
                            .toList();
        });
    }

    /** Writes the whole audit trail; how many entries it has. */
    public long exportAudit(Outbox.AuditFormat format, Writer out) throws IOException {
        try {
            return transactions.runOrFail(connection -> {
                try {
                    return messages.export(connection, new AuditExport(format, out));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        worker.close();
        senders.shutdown();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
