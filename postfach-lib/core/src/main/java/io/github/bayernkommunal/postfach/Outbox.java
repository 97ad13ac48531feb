package io.github.bayernkommunal.postfach;

import io.github.bayernkommunal.postfach.internal.MessageCheck;
import io.github.bayernkommunal.postfach.internal.outbox.AuditTrail;
import io.github.bayernkommunal.postfach.internal.outbox.Dialect;
import io.github.bayernkommunal.postfach.internal.outbox.OutboxDesk;
import io.github.bayernkommunal.postfach.internal.outbox.Payload;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A queue in the application's own database: a message is enqueued in the same transaction as the decision it announces, and
 * sent afterwards, once, by any node.
 *
 * <p>What the service answered is noted; what nobody can tell stays {@link DeliveryState#UNCERTAIN} until an operator
 * decides. A message is marked before its first byte leaves, so a crash leads to an uncertain message and never to a second
 * letter. Thread-safe; PostgreSQL is the reference, MariaDB and Oracle are
 * known, H2 is for tests.
 */
public final class Outbox implements AutoCloseable {

    private final PostfachRoute route;
    private final OutboxDesk desk;
    private final @Nullable AttachmentScanner scanner;

    private Outbox(PostfachRoute route, OutboxDesk desk, @Nullable AttachmentScanner scanner) {
        this.route = route;
        this.scanner = scanner;
        this.desk = desk;
    }

    /**
     * Begins an outbox.
     *
     * @param dataSource the application's database
     * @param route the road that messages take
     * @return a builder
     */
    public static Builder builder(DataSource dataSource, PostfachRoute route) {
        return new Builder(dataSource, route);
    }

    /**
     * Creates the tables in an empty database, or adds to those of an older version what is new. Nodes that run may go on: each
     * version only adds. Applications with Flyway or Liquibase use the scripts {@code V*__postfach.*.sql} in the folder
     * {@code schema} of this library's jar instead.
     *
     * @param dataSource the application's database
     * @throws SQLException if the database refuses
     */
    public static void createSchema(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Dialect.of(connection).createSchema(connection);
        }
    }

    /**
     * How one message is to be treated.
     *
     * @param orderKey messages with the same key reach the service in the order in which they were enqueued; or null
     * @param notAfter a message that could not be sent until then is given up; or null for the outbox's own limit
     */
    public record Handling(
            @Nullable String orderKey, @Nullable Instant notAfter) {

        /** {@return no order, no own deadline} */
        public static Handling usual() {
            return new Handling(null, null);
        }

        /**
         * Keeps an order.
         *
         * @param key for example the file number, at most 255 characters
         * @return new handling
         */
        public static Handling inOrderOf(String key) {
            return new Handling(key, null);
        }

        /**
         * Sets a deadline.
         *
         * @param time when the message is given up if it could not be sent
         * @return new handling
         */
        public Handling notAfter(Instant time) {
            return new Handling(orderKey, time);
        }
    }

    /**
     * Enqueues a message in the caller's transaction: it is sent if and only if that transaction commits.
     *
     * @param connection the caller's, in a transaction; neither committed nor closed here
     * @param message a complete message
     * @return how it stands: {@link DeliveryState#QUEUED}, or what became of it if its reference is known already
     * @throws PostfachRejectedException if the message does not fit the route, or its reference was used for other content
     * @throws PostfachUnavailableException if the database fails or the outbox is full; the caller should roll back
     */
    public Delivery enqueue(Connection connection, Message message) {
        return enqueue(connection, message, Handling.usual());
    }

    /**
     * Like {@link #enqueue(Connection, Message)}, with a wish.
     *
     * @param connection the caller's, in a transaction; neither committed nor closed here
     * @param message a complete message
     * @param handling order and deadline
     * @return how it stands
     */
    public Delivery enqueue(Connection connection, Message message, Handling handling) {
        check(message);
        return desk.enqueue(connection, message, handling);
    }

    /**
     * Enqueues a message through the outbox's own data source. In a JTA transaction with a transactional data source it joins
     * that transaction; otherwise it is committed at once.
     *
     * @param message a complete message
     * @return how it stands
     */
    public Delivery enqueue(Message message) {
        check(message);
        return desk.enqueue(message, Handling.usual());
    }

    private void check(Message message) {
        MessageCheck.check(message, route.limits());
        MessageCheck.scan(message, scanner);
    }

    /**
     * What became of the message with the given reference.
     *
     * @param reference the caller's own reference
     * @return the delivery, if it is known
     */
    public Optional<Delivery> find(String reference) {
        return desk.find(reference);
    }

    /**
     * Sends what is due, one batch; for applications that bring their own scheduler.
     *
     * @return how many messages were sent or tried; 0 when there is nothing to do or the service is left alone for a while
     * @throws SQLException if the database fails; nothing is lost
     */
    public int dispatch() throws SQLException {
        return desk.dispatch();
    }

    /**
     * Asks what became of messages that were {@link DeliveryState#HANDED_OVER}, as far as the road can tell
     * ({@link PostfachRoute#inquire}) and it is time again: after a minute, then ever more rarely, at last every six hours. For
     * applications that bring their own scheduler; {@link #start} does it by itself.
     *
     * @return how many messages were asked about, at most 100
     * @throws SQLException if the database fails; nothing is lost
     */
    public int followUp() throws SQLException {
        return desk.followUp();
    }

    /** Starts a thread that sends what is due, and asks about what was handed over, until {@link #close}. */
    public void start() {
        desk.start();
    }

    /**
     * Decides that an uncertain message did arrive.
     *
     * @param reference the caller's own reference
     * @param operator who decides, for the audit trail; at most 64 characters
     * @return the delivery as decided
     * @throws IllegalStateException if the message is not uncertain
     */
    public Delivery markDelivered(String reference, String operator) {
        return desk.decide(reference, DeliveryState.PROVIDED, operator);
    }

    /**
     * Decides that an uncertain, given up or rejected message is sent again, unchanged and under its id.
     *
     * @param reference the caller's own reference
     * @param operator who decides, for the audit trail; at most 64 characters
     * @return the delivery as decided
     * @throws IllegalStateException if the message is in another state or its content was deleted
     */
    public Delivery resend(String reference, String operator) {
        return desk.decide(reference, DeliveryState.QUEUED, operator);
    }

    /**
     * Takes back a message that waits or was given up.
     *
     * @param reference the caller's own reference
     * @param operator who decides, for the audit trail; at most 64 characters
     * @return the delivery as decided
     * @throws IllegalStateException if the message is in another state
     */
    public Delivery withdraw(String reference, String operator) {
        return desk.decide(reference, DeliveryState.WITHDRAWN, operator);
    }

    /**
     * How much work there is.
     *
     * @param waiting messages that wait, counted up to 100 000
     * @param oldest since when the oldest of them waits, or null
     * @param uncertain messages that need a decision
     * @param failed messages that were given up
     * @param pausedUntil until when the service is left alone, or null
     */
    public record Backlog(
            long waiting,
            @Nullable Instant oldest,
            long uncertain,
            long failed,
            @Nullable Instant pausedUntil) {}

    /** {@return how much work there is, for monitoring} */
    public Backlog backlog() {
        return desk.backlog();
    }

    /**
     * Deletes the content of messages that ended longer ago than the retention; hashes, times, receipts and audit trail stay.
     *
     * @return how many contents were deleted
     */
    public int deleteContents() {
        return desk.deleteContents();
    }

    /**
     * Compares the whole audit trail of this tenant with itself and with the messages.
     *
     * @return one sentence for each contradiction; empty when nothing was changed behind our back
     */
    public List<String> verifyAudit() {
        return desk.verifyAudit();
    }

    /**
     * Exports the audit trail of one message as lines of JSON, oldest entry first.
     *
     * @param reference the caller's own reference
     * @return one JSON object for each line; empty if the message is not known
     */
    public List<String> auditOf(String reference) {
        return desk.auditOf(reference);
    }

    /** How the audit trail is written for others. */
    public enum AuditFormat {
        /** A table with a header, RFC 4180; what a spreadsheet would take for a formula begins with an apostrophe. */
        CSV,
        /** One JSON object for each line, with the same names as the columns of the table. */
        JSON_LINES
    }

    /**
     * Exports the whole audit trail of this tenant, in the order of messages and entries. Columns: reference, messageId, no,
     * at (UTC), event (the state that was reached), code, actor, evidence (SHA-256 of the receipt), hash. Read from the
     * database bit by bit, so a long trail needs no more memory than a short one.
     *
     * @param format table or JSON
     * @param out is flushed, not closed
     * @return how many entries were written
     * @throws IOException if {@code out} fails
     * @throws PostfachUnavailableException if the database fails
     * @source Art. 24 (3) BayDiG: transmission, provision, notification and retrieval are recorded
     */
    public long exportAudit(AuditFormat format, Writer out) throws IOException {
        return desk.exportAudit(format, out);
    }

    /** Stops sending; messages under way are finished first. The route stays open. */
    @Override
    public void close() {
        desk.close();
    }

    /** Collects the parts of an outbox. */
    public static final class Builder {

        private final DataSource dataSource;
        private final PostfachRoute route;
        private final List<SecretKey> payloadKeys = new ArrayList<>();
        private String tenant = "";
        private byte @Nullable [] auditKey;
        private int atOnce = 8;
        private Duration lease = Duration.ofMinutes(10);
        private Duration giveUpAfter = Duration.ofHours(100);
        private Duration keepContent = Duration.ofDays(1);
        private int technicalRepeats;
        private int backlogLimit = 100_000;
        private Consumer<Delivery> onOutcome = delivery -> {};
        private @Nullable Consumer<Exchange.Progress> onProgress;
        private @Nullable AttachmentScanner scanner;

        private Builder(DataSource dataSource, PostfachRoute route) {
            this.dataSource = dataSource;
            this.route = route;
        }

        /**
         * Separates several municipalities in one table; default: none.
         *
         * @param tenant a short name, at most 64 characters
         * @return this builder
         */
        public Builder tenant(String tenant) {
            this.tenant = tenant;
            return this;
        }

        /**
         * The key under which the audit trail is made. Mandatory, and the same on all nodes and for all time.
         *
         * @param key at least 32 bytes, kept outside the database
         * @return this builder
         */
        public Builder auditKey(byte[] key) {
            this.auditKey = key.clone();
            return this;
        }

        /**
         * Encrypts stored content with AES-256-GCM; default: not encrypted.
         *
         * @param current the key for new messages
         * @param older keys under which waiting messages may still be stored
         * @return this builder
         */
        public Builder encryptWith(SecretKey current, SecretKey... older) {
            payloadKeys.clear();
            payloadKeys.add(current);
            payloadKeys.addAll(List.of(older));
            return this;
        }

        /**
         * Messages under way at the same time; also the most that a crash can leave uncertain.
         *
         * @param messages 1 to 1000; default 8
         * @return this builder
         */
        public Builder atOnce(int messages) {
            this.atOnce = messages;
            return this;
        }

        /**
         * How long a worker may take before its messages become uncertain; longer than the route's time limit.
         *
         * @param time at least one second; default 10 minutes
         * @return this builder
         */
        public Builder lease(Duration time) {
            this.lease = time;
            return this;
        }

        /**
         * How long a message waits for a service that cannot be reached before it is given up.
         *
         * @param time more than zero; default 100 hours
         * @return this builder
         */
        public Builder giveUpAfter(Duration time) {
            this.giveUpAfter = time;
            return this;
        }

        /**
         * How long the content of a delivered message is kept.
         *
         * @param time zero or more; default one day
         * @return this builder
         */
        public Builder keepContent(Duration time) {
            this.keepContent = time;
            return this;
        }

        /**
         * Sends a message again after the service's code 99 (technical error), unchanged. The service does not say whether
         * such a message was taken, so the citizen may get it twice: not for administrative acts.
         *
         * @param times 0 to 3; default 0
         * @return this builder
         */
        public Builder repeatTechnicalErrors(int times) {
            this.technicalRepeats = times;
            return this;
        }

        /**
         * Refuses new messages when this many are waiting.
         *
         * @param messages at least 1; default 100 000
         * @return this builder
         */
        public Builder backlogLimit(int messages) {
            this.backlogLimit = messages;
            return this;
        }

        /**
         * Scans every attachment before it is stored; default: no scan.
         *
         * @param scanner for example {@link AttachmentScanner#clamd}
         * @return this builder
         */
        public Builder scanner(AttachmentScanner scanner) {
            this.scanner = scanner;
            return this;
        }

        /**
         * Is told about every message that left the queue, and about every new receipt of a relay, after the commit. After a crash it may miss one or be told again:
         * do things once for each reference and state.
         *
         * @param listener is called in a worker's thread
         * @return this builder
         */
        public Builder onOutcome(Consumer<Delivery> listener) {
            this.onOutcome = listener;
            return this;
        }

        /**
         * Is told how far large messages are; default: nobody.
         *
         * @param listener is called in the thread that sends; must be quick
         * @return this builder
         */
        public Builder onProgress(Consumer<Exchange.Progress> listener) {
            this.onProgress = listener;
            return this;
        }

        /**
         * The outbox. It connects once to look at the database.
         *
         * @return the outbox
         * @throws IllegalArgumentException if a value is wrong; its text lists every problem
         * @throws IllegalStateException if the tables are missing, or of a version further away than the neighbouring ones
         */
        public Outbox build() {
            List<String> problems = new ArrayList<>();
            byte[] key = auditKey;
            check(problems, tenant.length() <= 64 && !tenant.equals("-"), "tenant: at most 64 characters, and not -");
            check(problems, key != null && key.length >= 32, "auditKey: at least 32 bytes");
            check(problems, atOnce >= 1 && atOnce <= 1000, "atOnce: 1 to 1000");
            check(problems, lease.compareTo(Duration.ofSeconds(1)) >= 0, "lease: at least one second");
            check(problems, !giveUpAfter.isNegative() && !giveUpAfter.isZero(), "giveUpAfter: more than zero");
            check(problems, !keepContent.isNegative(), "keepContent: zero or more");
            check(problems, technicalRepeats >= 0 && technicalRepeats <= 3, "repeatTechnicalErrors: 0 to 3");
            check(problems, backlogLimit >= 1, "backlogLimit: at least 1");
            for (SecretKey payloadKey : payloadKeys) {
                byte[] encoded = payloadKey.getEncoded();
                check(problems, encoded == null || encoded.length == 32, "encryptWith: AES keys of 256 bits");
            }
            if (!problems.isEmpty() || key == null) {
                throw new IllegalArgumentException("The outbox has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new Outbox(
                    route,
                    new OutboxDesk(
                            dataSource,
                            route,
                            new OutboxDesk.Plan(
                                    tenant,
                                    new AuditTrail(key),
                                    new Payload(payloadKeys),
                                    atOnce,
                                    lease,
                                    giveUpAfter,
                                    keepContent,
                                    technicalRepeats,
                                    backlogLimit),
                            new OutboxDesk.Listeners(onOutcome, onProgress)),
                    scanner);
        }

        private static void check(List<String> problems, boolean good, String otherwise) {
            if (!good) {
                problems.add(otherwise);
            }
        }
    }
}
