package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Outbox.AuditFormat;
import jakarta.json.Json;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the audit trail for people and programs outside: one line for each entry, in the order of messages and entries. */
final class AuditExport {

    private static final List<String> NAMES =
            List.of("reference", "messageId", "no", "at", "event", "code", "actor", "evidence", "hash");
    private static final int FETCHED = 500;

    private final AuditFormat format;
    private final Writer out;

    AuditExport(AuditFormat format, Writer out) {
        this.format = format;
        this.out = out;
    }

    /** Writes the trail of one tenant; how many entries it has. */
    long write(Connection connection, String tenant) throws SQLException, IOException {
        if (format == AuditFormat.CSV) {
            out.write(String.join(",", NAMES) + "\r\n");
        }
        long entries = 0;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT e.message, e.no, e.at, e.message_id, e.event, e.code, e.actor, e.evidence, e.hash, m.reference"
                        + " FROM postfach_event e JOIN postfach_message m ON m.id = e.message WHERE m.tenant = ?"
                        + " ORDER BY e.message, e.no")) {
            query.setString(1, tenant);
            query.setFetchSize(FETCHED);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    out.write(line(row.getString(10), AuditTrail.read(row)));
                    entries++;
                }
            }
        }
        out.flush();
        return entries;
    }

    private String line(String reference, AuditTrail.Event event) {
        return format == AuditFormat.CSV
                ? List.of(
                                reference,
                                event.messageId(),
                                String.valueOf(event.no()),
                                Instant.ofEpochMilli(event.at()).toString(),
                                event.event(),
                                event.code(),
                                event.actor(),
                                event.evidence(),
                                event.hash())
                        .stream()
                        .map(AuditExport::cell)
                        .collect(Collectors.joining(",", "", "\r\n"))
                : json(reference, event) + "\n";
    }

    /** An entry as one JSON object. */
    static String json(String reference, AuditTrail.Event event) {
        return Json.createObjectBuilder()
                .add("reference", reference)
                .add("messageId", event.messageId())
                .add("no", event.no())
                .add("at", Instant.ofEpochMilli(event.at()).toString())
                .add("event", event.event())
                .add("code", event.code())
                .add("actor", event.actor())
                .add("evidence", event.evidence())
                .add("hash", event.hash())
                .build()
                .toString();
    }

    // RFC 4180, section 2. What a spreadsheet would take for a formula gets an apostrophe in front.
    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
