package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.Journal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message in the table {@code postfach_message}, without its payload.
 *
 * @param repeats how often it may be sent again after a technical error of the service
 * @param fence grows with every change: whoever comes back late has an old one and changes nothing
 * @param auditCount number of entries in the audit trail
 * @param auditHash hash of the last of them
 */
public record Row(
        long id,
        Journal.Entry entry,
        @Nullable String reason,
        int attempts,
        int repeats,
        long dueAt,
        @Nullable Long deadlineAt,
        @Nullable Long leaseUntil,
        long fence,
        int auditCount,
        String auditHash) {

    static final String COLUMNS =
            "m.id, m.reference, m.message_id, m.created_at, m.content_hash, m.route, m.state, m.changed_at, m.receipt,"
                    + " m.reason, m.attempts, m.repeats, m.due_at, m.deadline_at, m.lease_until, m.fence, m.audit_count, m.audit_hash";

    static Row read(ResultSet row) throws SQLException {
        Journal.Entry entry = new Journal.Entry(
                row.getString(2),
                row.getString(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getString(6),
                DeliveryState.valueOf(row.getString(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getString(9));
        return new Row(
                row.getLong(1),
                entry,
                row.getString(10),
                row.getInt(11),
                row.getInt(12),
                row.getLong(13),
                orNull(row, 14),
                orNull(row, 15),
                row.getLong(16),
                row.getInt(17),
                row.getString(18));
    }

    DeliveryState state() {
        return entry.state();
    }

    private static @Nullable Long orNull(ResultSet row, int column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
