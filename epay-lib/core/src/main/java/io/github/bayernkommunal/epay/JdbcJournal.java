package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Fault;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in one table. Every method is one statement in a transaction of its own. */
final class JdbcJournal implements Journal {

    private static final Logger log = LoggerFactory.getLogger(JdbcJournal.class);

    private static final List<String> FIXED = List.of("account", "reference", "attempt", "return_token", "created_at");
    private static final List<String> CHANGING = List.of(
            "attempt_id",
            "content_hash",
            "amount",
            "posting",
            "state",
            "announced",
            "version",
            "transaction_id",
            "transaction_key",
            "page",
            "seen_status",
            "seen_paid",
            "seen_amount",
            "seen_balance",
            "seen_method",
            "seen_reference",
            "seen_paid_at",
            "changed_at",
            "next_check_at");
    private static final String COLUMNS = String.join(", ", FIXED) + ", " + String.join(", ", CHANGING);
    private static final String SELECT = "select " + COLUMNS + " from epay_payment where account = ? ";
    private static final String INSERT = "insert into epay_payment (" + COLUMNS + ") values ("
            + "?, ".repeat(FIXED.size() + CHANGING.size() - 1) + "?)";
    private static final String UPDATE = "update epay_payment set "
            + CHANGING.stream().map(column -> column + " = ?").collect(Collectors.joining(", "))
            + " where account = ? and reference = ? and attempt = ? and version = ?";

    private final DataSource source;

    private JdbcJournal(DataSource source) {
        this.source = source;
    }

    static JdbcJournal on(DataSource source) {
        JdbcTable.prepare(source, log);
        return new JdbcJournal(source);
    }

    @Override
    public List<Entry> attempts(String account, String reference) {
        return query("and reference = ? order by attempt", Integer.MAX_VALUE, account, reference);
    }

    @Override
    public Optional<Entry> byReturnToken(String account, String token) {
        return query("and return_token = ? order by created_at desc, attempt desc", 1, account, token).stream()
                .findFirst();
    }

    @Override
    public Optional<Entry> byTransaction(String account, String transactionId) {
        return query("and transaction_key = ?", 1, account, key(account, transactionId)).stream()
                .findFirst();
    }

    @Override
    public List<Entry> due(String account, Instant until, int limit) {
        return query("and next_check_at <= ? order by next_check_at", limit, account, until.toEpochMilli());
    }

    @Override
    public List<Entry> after(String account, String reference, int attempt, int limit) {
        // In Oracle no text is nothing, and nothing is greater than that; every reference is greater than a blank.
        String from = reference.isEmpty() ? " " : reference;
        // Said twice, so that the index of the key leads to the place at once.
        return query(
                "and reference >= ? and (reference > ? or attempt > ?) order by reference, attempt",
                limit,
                account,
                from,
                from,
                attempt);
    }

    @Override
    public boolean add(Entry entry) {
        return write(INSERT, insert -> bindChanging(insert, bindFixed(insert, entry), entry));
    }

    @Override
    public boolean replace(Entry next) {
        return write(UPDATE, update -> {
            int i = bindChanging(update, 1, next);
            update.setString(i++, next.account());
            update.setString(i++, next.reference());
            update.setInt(i++, next.attempt());
            update.setLong(i, next.version() - 1);
        });
    }

    private List<Entry> query(String condition, int limit, Object... values) {
        try (Connection connection = source.getConnection();
                PreparedStatement select = connection.prepareStatement(SELECT + condition + limited(limit))) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            List<Entry> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            finish(connection);
            return found;
        } catch (SQLException e) {
            throw unreachable(e, "read");
        }
    }

    /** The database has to know the limit before it plans: else it sorts everything that waits for each part. */
    private static String limited(int limit) {
        return limit == Integer.MAX_VALUE ? "" : " fetch first " + limit + " rows only";
    }

    @FunctionalInterface
    private interface Values {
        void bind(PreparedStatement to) throws SQLException;
    }

    private boolean write(String statement, Values values) {
        try (Connection connection = source.getConnection();
                PreparedStatement write = connection.prepareStatement(statement)) {
            values.bind(write);
            try {
                boolean done = write.executeUpdate() == 1;
                finish(connection);
                return done;
            } catch (SQLException e) {
                if (isTaken(e)) {
                    if (!connection.getAutoCommit()) {
                        connection.rollback();
                    }
                    return false;
                }
                throw e;
            }
        } catch (SQLException e) {
            throw unreachable(e, "write");
        }
    }

    private static void finish(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** SQL state class 23: a key exists already. */
    private static boolean isTaken(SQLException e) {
        return e instanceof SQLIntegrityConstraintViolationException
                || (e.getSQLState() != null && e.getSQLState().startsWith("23"));
    }

    private static EpayUnavailableException unreachable(SQLException e, String what) {
        return Fault.JOURNAL_FAILED.unavailable(
                "The journal of payments cannot be %s (SQL state %s). Without it no payment is opened"
                        .formatted(what.equals("read") ? "read" : "written", e.getSQLState()),
                true,
                null,
                e);
    }

    private static int bindFixed(PreparedStatement to, Entry entry) throws SQLException {
        int i = 1;
        to.setString(i++, entry.account());
        to.setString(i++, entry.reference());
        to.setInt(i++, entry.attempt());
        to.setString(i++, entry.returnToken());
        time(to, i++, entry.createdAt());
        return i;
    }

    private static int bindChanging(PreparedStatement to, int from, Entry entry) throws SQLException {
        Seen seen = entry.seen();
        int i = from;
        to.setString(i++, entry.attemptId());
        to.setString(i++, entry.contentHash());
        to.setBigDecimal(i++, entry.amount().amount());
        to.setString(i++, entry.posting());
        to.setString(i++, entry.state().name());
        to.setString(i++, entry.announced().stream().map(Enum::name).sorted().collect(Collectors.joining(",")));
        to.setLong(i++, entry.version());
        to.setString(i++, entry.transactionId());
        to.setString(i++, entry.transactionId() == null ? null : key(entry.account(), entry.transactionId()));
        to.setString(i++, entry.page() == null ? null : entry.page().toString());
        to.setString(i++, seen == null ? null : seen.status());
        to.setString(i++, seen == null ? null : seen.authorizedIsPaid() ? "Y" : "N");
        to.setString(i++, number(seen == null ? null : seen.amount()));
        to.setString(i++, number(seen == null ? null : seen.balance()));
        to.setString(
                i++,
                seen == null || seen.method() == null ? null : seen.method().code());
        to.setString(i++, seen == null ? null : seen.transactionReference());
        time(to, i++, seen == null ? null : seen.paidAt());
        time(to, i++, entry.changedAt());
        time(to, i++, entry.nextCheckAt());
        return i;
    }

    private static void time(PreparedStatement to, int index, @Nullable Instant time) throws SQLException {
        if (time == null) {
            to.setNull(index, Types.BIGINT);
        } else {
            to.setLong(index, time.toEpochMilli());
        }
    }

    private static Entry read(ResultSet row) throws SQLException {
        String page = row.getString("page");
        return new Entry(
                row.getString("account"),
                row.getString("reference"),
                row.getInt("attempt"),
                row.getString("attempt_id"),
                row.getString("content_hash"),
                Money.euro(row.getBigDecimal("amount")),
                text(row, "posting"),
                text(row, "return_token"),
                PaymentState.valueOf(row.getString("state")),
                states(text(row, "announced")),
                row.getLong("version"),
                row.getString("transaction_id"),
                page == null ? null : URI.create(page),
                seen(row),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("changed_at")),
                time(row, "next_check_at"));
    }

    private static @Nullable Seen seen(ResultSet row) throws SQLException {
        String paid = row.getString("seen_paid");
        if (paid == null) {
            return null;
        }
        String method = row.getString("seen_method");
        return new Seen(
                text(row, "seen_status"),
                paid.equals("Y"),
                number(row.getString("seen_amount")),
                number(row.getString("seen_balance")),
                method == null ? null : PaymentMethod.of(method),
                row.getString("seen_reference"),
                time(row, "seen_paid_at"));
    }

    private static @Nullable String number(@Nullable BigDecimal number) {
        return number == null ? null : number.toString();
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    /** Oracle keeps an empty text as null. */
    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static Set<PaymentState> states(String names) {
        Set<PaymentState> states = EnumSet.noneOf(PaymentState.class);
        Arrays.stream(names.split(","))
                .filter(name -> !name.isEmpty())
                .map(PaymentState::valueOf)
                .forEach(states::add);
        return states;
    }

    /** One column, because Oracle compares pairs whose second half is null. */
    private static String key(String account, String transactionId) {
        return account + "|" + transactionId;
    }
}
