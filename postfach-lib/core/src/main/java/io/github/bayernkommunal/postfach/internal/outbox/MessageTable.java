package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Journal;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and changes the table {@code postfach_message}; every change goes through {@link #apply} and leaves an audit entry. */
public final class MessageTable {

    /** What is stored where there is only one tenant, which has no name: not every database can store no text. */
    private static final String ONLY_TENANT = "-";

    /** How many messages are cleared up in one round. */
    private static final int AT_ONCE = 100;

    private final Dialect dialect;
    private final AuditTrail audit;
    private final String tenant;

    /** The messages of one tenant. */
    public MessageTable(Dialect dialect, AuditTrail audit, String tenant) {
        this.dialect = dialect;
        this.audit = audit;
        if (tenant.equals(ONLY_TENANT)) {
            throw new IllegalArgumentException("The tenant cannot be named '-'");
        }
        this.tenant = tenant.isEmpty() ? ONLY_TENANT : tenant;
    }

    /**
     * How a new message waits.
     *
     * @param consent what the trail names the person's consent by, or empty
     */
    record Waiting(
            int repeats,
            long dueAt,
            @Nullable Long deadlineAt,
            @Nullable String orderKey,
            String consent) {}

    /** Adds a message; the id of its row, or null if its reference is there already. */
    @Nullable Long insert(Connection connection, Journal.Entry entry, Waiting waiting, byte @Nullable [] payload, String actor)
            throws SQLException {
        AuditTrail.Event first = audit.next(0, AuditTrail.NO_HASH, entry, waiting.consent(), actor);
        long id;
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO postfach_message (tenant, reference, message_id, created_at, content_hash, route, state, changed_at,"
                        + " attempts, repeats, due_at, deadline_at, order_key, fence, payload, audit_count, audit_hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, 0, ?, 1, ?)" + dialect.ignoreDuplicate(),
                new String[] {"id"})) {
            insert.setString(1, tenant);
            insert.setString(2, entry.reference());
            insert.setString(3, entry.messageId());
            insert.setLong(4, entry.createdAt().toEpochMilli());
            insert.setString(5, entry.contentHash());
            insert.setString(6, entry.route());
            insert.setString(7, entry.state().name());
            insert.setLong(8, entry.changedAt().toEpochMilli());
            insert.setInt(9, waiting.repeats());
            insert.setLong(10, waiting.dueAt());
            setLong(insert, 11, waiting.deadlineAt());
            insert.setString(12, waiting.orderKey());
            insert.setBytes(13, payload);
            insert.setString(14, first.hash());
            try {
                if (insert.executeUpdate() == 0) {
                    return null;
                }
            } catch (SQLException e) {
                if (dialect.isDuplicate(e)) {
                    return null;
                }
                throw e;
            }
            try (ResultSet keys = insert.getGeneratedKeys()) {
                keys.next();
                id = keys.getLong(1);
            }
        }
        try (PreparedStatement event = connection.prepareStatement(AuditTrail.INSERT)) {
            AuditTrail.bind(event, id, first);
            event.executeUpdate();
        }
        return id;
    }

    /** The message with the given reference. */
    Optional<Row> find(Connection connection, String reference) throws SQLException {
        return find(connection, reference, "");
    }

    /** The message whose reference was in the way just now, also when the caller's transaction began before it was there. */
    Row inTheWay(Connection connection, String reference) throws SQLException {
        return find(connection, reference, dialect.asOfNow()).orElseThrow();
    }

    private Optional<Row> find(Connection connection, String reference, String how) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT " + Row.COLUMNS + " FROM postfach_message m WHERE m.tenant = ? AND m.reference = ?" + how)) {
            query.setString(1, tenant);
            query.setString(2, reference);
            List<Row> rows = rows(query);
            return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
        }
    }

    /**
     * Takes the steps that are still possible.
     *
     * @return the rows as they are now, null where somebody else was faster
     * @throws IllegalStateException if a step is not among the allowed transitions
     */
    List<@Nullable Row> apply(Connection connection, List<Change> changes) throws SQLException {
        if (changes.isEmpty()) {
            return List.of();
        }
        List<AuditTrail.Event> events = new ArrayList<>(changes.size());
        int[] taken;
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE postfach_message SET message_id = ?, created_at = ?, content_hash = ?, route = ?, state = ?, changed_at = ?,"
                        + " receipt = ?, reason = ?, attempts = ?, due_at = ?, lease_until = ?, deadline_at = ?, fence = fence + 1, audit_count = ?, audit_hash = ?"
                        + " WHERE id = ? AND fence = ? AND state = ?")) {
            for (Change change : changes) {
                Row before = change.before();
                if (!Transitions.allows(before.state(), change.after().state())) {
                    throw new IllegalStateException("A message does not go from %s to %s"
                            .formatted(before.state(), change.after().state()));
                }
                AuditTrail.Event event = audit.next(
                        before.auditCount(), before.auditHash(), change.after(), change.code(), change.actor());
                events.add(event);
                bind(update, change, event);
                update.addBatch();
            }
            taken = update.executeBatch();
        }
        List<@Nullable Row> rows = new ArrayList<>(changes.size());
        try (PreparedStatement insert = connection.prepareStatement(AuditTrail.INSERT)) {
            for (int i = 0; i < taken.length; i++) {
                if (taken[i] == Statement.SUCCESS_NO_INFO) {
                    throw new SQLException(
                            "The driver does not say how many rows each statement of a batch changed. Switch off what makes it so (MariaDB: useBulkStmts)");
                }
                if (taken[i] == 1) {
                    AuditTrail.bind(insert, changes.get(i).before().id(), events.get(i));
                    insert.addBatch();
                    rows.add(after(changes.get(i), events.get(i)));
                } else {
                    rows.add(null);
                }
            }
            insert.executeBatch();
        }
        return rows;
    }

    private static void bind(PreparedStatement update, Change change, AuditTrail.Event event) throws SQLException {
        Journal.Entry after = change.after();
        update.setString(1, after.messageId());
        update.setLong(2, after.createdAt().toEpochMilli());
        update.setString(3, after.contentHash());
        update.setString(4, after.route());
        update.setString(5, after.state().name());
        update.setLong(6, after.changedAt().toEpochMilli());
        update.setString(7, after.receipt());
        update.setString(8, change.code().isEmpty() ? null : change.code());
        update.setInt(9, change.attempts());
        update.setLong(10, change.dueAt());
        setLong(update, 11, change.leaseUntil());
        setLong(update, 12, change.deadlineAt());
        update.setInt(13, event.no() + 1);
        update.setString(14, event.hash());
        update.setLong(15, change.before().id());
        update.setLong(16, change.before().fence());
        update.setString(17, change.before().state().name());
    }

    private static Row after(Change change, AuditTrail.Event event) {
        Row before = change.before();
        return new Row(
                before.id(),
                change.after(),
                change.code().isEmpty() ? null : change.code(),
                change.attempts(),
                before.repeats(),
                change.dueAt(),
                change.deadlineAt(),
                change.leaseUntil(),
                before.fence() + 1,
                event.no() + 1,
                event.hash());
    }

    /**
     * Messages that may be sent now, locked until the transaction ends. Messages with the same order key follow each other:
     * one that waits, is under way, unclear or given up holds back the later ones.
     */
    List<Row> due(Connection connection, String route, long now, int most) throws SQLException {
        try (PreparedStatement query = dialect.locking(
                connection,
                "SELECT " + Row.COLUMNS
                        + " FROM postfach_message m WHERE m.state = 'QUEUED' AND m.due_at <= ? AND m.tenant = ? AND m.route = ? AND m.payload IS NOT NULL"
                        + " AND (m.order_key IS NULL OR NOT EXISTS (SELECT 1 FROM postfach_message p WHERE p.tenant = m.tenant"
                        + " AND p.order_key = m.order_key AND p.id < m.id AND p.state IN ('QUEUED', 'SENDING', 'UNCERTAIN', 'FAILED')))"
                        + " ORDER BY m.due_at, m.id",
                most)) {
            query.setLong(1, now);
            query.setString(2, tenant);
            query.setString(3, route);
            return rows(query);
        }
    }

    /** Messages whose worker has not come back in time. */
    List<Row> abandoned(Connection connection, long now) throws SQLException {
        try (PreparedStatement query = dialect.locking(
                connection,
                "SELECT " + Row.COLUMNS
                        + " FROM postfach_message m WHERE m.state = 'SENDING' AND m.lease_until < ? AND m.tenant = ?"
                        + " ORDER BY m.id",
                AT_ONCE)) {
            query.setLong(1, now);
            query.setString(2, tenant);
            return rows(query);
        }
    }

    /** Waiting messages whose deadline has passed. */
    List<Row> late(Connection connection, long now) throws SQLException {
        try (PreparedStatement query = dialect.locking(
                connection,
                "SELECT " + Row.COLUMNS
                        + " FROM postfach_message m WHERE m.state = 'QUEUED' AND m.deadline_at < ? AND m.due_at <= ? AND m.tenant = ?"
                        + " ORDER BY m.deadline_at",
                AT_ONCE)) {
            query.setLong(1, now);
            query.setLong(2, now);
            query.setString(3, tenant);
            return rows(query);
        }
    }

    /** Messages that a relay has, and that it is time to ask about. */
    List<Row> handedOver(Connection connection, String route, long now) throws SQLException {
        try (PreparedStatement query = dialect.locking(
                connection,
                "SELECT " + Row.COLUMNS
                        + " FROM postfach_message m WHERE m.state = 'HANDED_OVER' AND m.due_at <= ? AND m.tenant = ? AND m.route = ?"
                        + " ORDER BY m.due_at, m.id",
                AT_ONCE)) {
            query.setLong(1, now);
            query.setString(2, tenant);
            query.setString(3, route);
            return rows(query);
        }
    }

    /** When a message is asked about again; no step, so neither trail nor fence know of it. */
    static void askAgain(Connection connection, Row row, long dueAt) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE postfach_message SET due_at = ? WHERE id = ? AND state = 'HANDED_OVER'")) {
            update.setLong(1, dueAt);
            update.setLong(2, row.id());
            update.executeUpdate();
        }
    }

    /** The stored letters of at most 1000 messages by the ids of their rows; without those that were deleted. */
    static Map<Long, byte[]> payloads(Connection connection, List<Long> ids) throws SQLException {
        Map<Long, byte[]> payloads = new HashMap<>();
        if (ids.isEmpty()) {
            return payloads;
        }
        String places = String.join(", ", Collections.nCopies(ids.size(), "?"));
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT id, payload FROM postfach_message WHERE payload IS NOT NULL AND id IN (" + places + ")")) {
            for (int i = 0; i < ids.size(); i++) {
                query.setLong(i + 1, ids.get(i));
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    payloads.put(row.getLong(1), row.getBytes(2));
                }
            }
        }
        return payloads;
    }

    /**
     * Deletes the letters of messages that need them no more; hashes, times, receipt and trail stay. What a relay has may still
     * be declined and sent again, unless its road will never know more.
     */
    int forget(Connection connection, long endedBefore, boolean chunks) throws SQLException {
        String ended = " payload IS NOT NULL AND tenant = ? AND changed_at < ?"
                + " AND (state IN ('PROVIDED', 'NOTIFIED', 'RETRIEVED', 'REJECTED', 'WITHDRAWN')"
                + " OR state = 'HANDED_OVER' AND due_at = " + FollowUp.NEVER + ")";
        if (chunks) {
            forget(
                    connection,
                    "DELETE FROM postfach_content WHERE message IN (SELECT id FROM postfach_message WHERE" + ended
                            + ")",
                    endedBefore);
        }
        return forget(connection, "UPDATE postfach_message SET payload = NULL WHERE" + ended, endedBefore);
    }

    private int forget(Connection connection, String how, long endedBefore) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(how)) {
            update.setString(1, tenant);
            update.setLong(2, endedBefore);
            return update.executeUpdate();
        }
    }

    /** How many messages are in a state, counting no further than {@code most}, and since when the oldest waits. */
    long[] count(Connection connection, DeliveryState state, int most) throws SQLException {
        // The state is part of the text: a partial index is not found through a parameter.
        String some = dialect.limited(
                "SELECT changed_at AS c FROM postfach_message WHERE state = '" + state.name() + "' AND tenant = ?",
                most);
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COUNT(*), MIN(c) FROM (" + some + ") waiting")) {
            query.setString(1, tenant);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    /** Every contradiction in the audit trail of this tenant. */
    List<String> verify(Connection connection) throws SQLException {
        return audit.verify(connection, tenant);
    }

    /** Writes the audit trail of all messages. */
    long export(Connection connection, AuditExport export) throws SQLException, IOException {
        return export.write(connection, tenant);
    }

    private static List<Row> rows(PreparedStatement query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                rows.add(Row.read(row));
            }
        }
        return rows;
    }

    private static void setLong(PreparedStatement statement, int index, @Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, value);
        }
    }
}
