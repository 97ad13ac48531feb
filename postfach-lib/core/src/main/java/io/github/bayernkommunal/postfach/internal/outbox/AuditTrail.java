package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Journal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What happened to each message, appended in the same transaction as the change itself. Each entry's hash covers the one
 * before, under a key that the database does not know, and the message keeps number and hash of the last: a changed,
 * removed or inserted entry is found.
 *
 * <p>Art. 24(3) BayDiG demands a record of transmission, provision, notification and retrieval.
 */
public final class AuditTrail {

    static final String INSERT =
            "INSERT INTO postfach_event (message, no, at, message_id, event, code, actor, evidence, hash)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    static final String NO_HASH = "0".repeat(64);

    /** How many messages are fetched at a time while all are verified. */
    private static final int AT_ONCE = 1000;

    /** What is stored for no text: not every database can tell no text from nothing. */
    private static final String NO_TEXT = "-";

    private static final String SELECT =
            "SELECT e.message, e.no, e.at, e.message_id, e.event, e.code, e.actor, e.evidence, e.hash FROM postfach_event e";

    /** One entry, without content and without handle. */
    public record Event(
            long message,
            int no,
            long at,
            String messageId,
            String event,
            String code,
            String actor,
            String evidence,
            String hash) {}

    private final byte[] key;

    /** A trail under the given key; all nodes use the same. */
    public AuditTrail(byte[] key) {
        this.key = key.clone();
    }

    /** The entry that follows; {@code before} is the hash of the last one. */
    Event next(int no, String before, Journal.Entry entry, String code, String actor) {
        long at = entry.changedAt().toEpochMilli();
        String evidence = Payload.fingerprint(entry.receipt());
        Event event = new Event(0, no, at, entry.messageId(), entry.state().name(), code, actor, evidence, "");
        return new Event(
                0, no, at, entry.messageId(), entry.state().name(), code, actor, evidence, hash(before, event));
    }

    static void bind(PreparedStatement insert, long message, Event event) throws SQLException {
        insert.setLong(1, message);
        insert.setInt(2, event.no());
        insert.setLong(3, event.at());
        insert.setString(4, event.messageId());
        insert.setString(5, event.event());
        insert.setString(6, stored(event.code()));
        insert.setString(7, event.actor());
        insert.setString(8, stored(event.evidence()));
        insert.setString(9, event.hash());
    }

    /** The entries of one message, oldest first. */
    public static List<Event> of(Connection connection, long message) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT + " WHERE e.message = ? ORDER BY e.no")) {
            query.setLong(1, message);
            List<Event> events = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    events.add(read(row));
                }
            }
            return events;
        }
    }

    /**
     * Compares every entry of a tenant's messages with its predecessor, and the last one with its message. Other tenants may have
     * other keys.
     *
     * @return one sentence for each contradiction; empty when nothing was changed
     */
    List<String> verify(Connection connection, String tenant) throws SQLException {
        List<String> contradictions = new ArrayList<>();
        try (PreparedStatement messages = connection.prepareStatement(
                "SELECT " + Row.COLUMNS + " FROM postfach_message m WHERE m.tenant = ? ORDER BY m.id")) {
            messages.setString(1, tenant);
            messages.setFetchSize(AT_ONCE);
            try (ResultSet row = messages.executeQuery()) {
                while (row.next()) {
                    verify(Row.read(row), of(connection, row.getLong(1)), contradictions);
                }
            }
        }
        return contradictions;
    }

    private void verify(Row message, List<Event> events, List<String> contradictions) {
        String before = NO_HASH;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            if (event.no() != i) {
                contradictions.add("message %s: entry %d is missing"
                        .formatted(message.entry().messageId(), i));
                return;
            }
            if (!event.hash().equals(hash(before, event))) {
                contradictions.add("message %s: entry %d was changed"
                        .formatted(message.entry().messageId(), i));
                return;
            }
            before = event.hash();
        }
        boolean complete = events.size() == message.auditCount() && before.equals(message.auditHash());
        boolean same = !events.isEmpty()
                && events.get(events.size() - 1).event().equals(message.state().name())
                && events.get(events.size() - 1)
                        .evidence()
                        .equals(Payload.fingerprint(message.entry().receipt()));
        if (!complete) {
            contradictions.add("message %s: the trail ends after %d of %d entries"
                    .formatted(message.entry().messageId(), events.size(), message.auditCount()));
        } else if (!same) {
            contradictions.add("message %s: state or receipt differ from the last entry"
                    .formatted(message.entry().messageId()));
        }
    }

    static Event read(ResultSet row) throws SQLException {
        return new Event(
                row.getLong(1),
                row.getInt(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                read(row.getString(6)),
                row.getString(7),
                read(row.getString(8)),
                row.getString(9));
    }

    private static String stored(String text) {
        return text.isEmpty() ? NO_TEXT : text;
    }

    private static String read(String stored) {
        return stored.equals(NO_TEXT) ? "" : stored;
    }

    private String hash(String before, Event event) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String part : List.of(
                    before,
                    String.valueOf(event.no()),
                    String.valueOf(event.at()),
                    event.messageId(),
                    event.event(),
                    event.code(),
                    event.actor(),
                    event.evidence())) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
                mac.update(bytes);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
        }
    }
}
