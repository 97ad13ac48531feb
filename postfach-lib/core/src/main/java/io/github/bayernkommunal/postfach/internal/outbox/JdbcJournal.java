package io.github.bayernkommunal.postfach.internal.outbox;

import io.github.bayernkommunal.postfach.Journal;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A journal in the same table as the outbox, so that both know every reference. */
public final class JdbcJournal implements Journal {

    private static final String ACTOR = "client";

    private final Transactions transactions;
    private final MessageTable messages;

    /** A journal of one tenant; its audit trail is made under the given key. */
    public JdbcJournal(DataSource dataSource, String tenant, byte[] auditKey) {
        this.transactions = Transactions.on(dataSource);
        this.messages = new MessageTable(transactions.dialect(), new AuditTrail(auditKey), tenant);
    }

    @Override
    public Optional<Entry> begin(Entry entry) {
        return transactions.runOrFail(connection -> {
            MessageTable.Waiting nothing = new MessageTable.Waiting(0, 0, null, null, "");
            return messages.insert(connection, entry, nothing, null, ACTOR) != null
                    ? Optional.<Entry>empty()
                    : messages.find(connection, entry.reference()).map(Row::entry);
        });
    }

    @Override
    public boolean replace(Entry expected, Entry next) {
        return transactions.runOrFail(connection -> {
            Row row = messages.find(connection, expected.reference()).orElse(null);
            if (row == null || !row.entry().equals(expected)) {
                return false;
            }
            Change change = new Change(row, next, "", row.dueAt(), row.attempts(), null, null, ACTOR);
            List<@Nullable Row> taken = messages.apply(connection, List.of(change));
            return taken.get(0) != null;
        });
    }

    @Override
    public Optional<Entry> find(String reference) {
        return transactions.runOrFail(
                connection -> messages.find(connection, reference).map(Row::entry));
    }
}
