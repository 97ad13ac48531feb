package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.Journal.Entry;
import io.github.bayernkommunal.epay.Journal.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every journal promises, tried on each that we bring. */
class JournalTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123Z");

    static Stream<Arguments> journals() {
        return Stream.of(
                journal("memory", Journal::inMemory),
                journal("H2", () -> Journal.jdbc(Databases.h2())),
                journal("H2 like Oracle", () -> Journal.jdbc(Databases.likeOracle())),
                journal("MariaDB", () -> Journal.jdbc(MariaDb.emptyDatabase())),
                journal("PostgreSQL", () -> Journal.jdbc(Databases.postgres())));
    }

    private static Arguments journal(String name, Supplier<Journal> maker) {
        return Arguments.of(Named.of(name, maker));
    }

    private static Entry entry(String account, String reference, int attempt) {
        return new Entry(
                account,
                reference,
                attempt,
                "EPAY" + attempt,
                "abc",
                Money.euro("30.70"),
                "1110.1000=30.70",
                "f3b1",
                PaymentState.CREATED,
                Set.of(),
                0,
                null,
                null,
                null,
                NOON,
                NOON,
                null);
    }

    private static Entry full(Entry entry) {
        return new Entry(
                entry.account(),
                entry.reference(),
                entry.attempt(),
                "EPAY-other",
                "def",
                Money.euro("9999999999999.99"),
                "",
                entry.returnToken(),
                PaymentState.MISMATCH,
                EnumSet.allOf(PaymentState.class),
                entry.version() + 1,
                "T-" + entry.reference() + entry.attempt(),
                URI.create("https://pay.example/ä?x=1"),
                new Seen(
                        "PAYED",
                        true,
                        new BigDecimal("30.700"),
                        new BigDecimal("-0.01"),
                        PaymentMethod.PAYPAL,
                        "4711",
                        NOON),
                NOON,
                NOON.plusSeconds(1),
                NOON.plusSeconds(2));
    }

    @ParameterizedTest
    @MethodSource("journals")
    void everythingComesBackAsItWasGiven(Supplier<Journal> maker) {
        Journal journal = maker.get();
        Entry first = entry("a", "r", 1);
        Entry second = full(first);

        assertTrue(journal.add(first));
        assertEquals(List.of(first), journal.attempts("a", "r"));
        assertTrue(journal.replace(second));

        assertEquals(List.of(second), journal.attempts("a", "r"));
        assertEquals(Optional.of(second), journal.latest("a", "r"));
        assertEquals(Optional.of(second), journal.byTransaction("a", "T-r1"));
        assertEquals(Optional.of(second), journal.byReturnToken("a", "f3b1"));
    }

    @ParameterizedTest
    @MethodSource("journals")
    void whatIsUnknownIsEmpty(Supplier<Journal> maker) {
        Journal journal = maker.get();

        assertEquals(List.of(), journal.attempts("a", "r"));
        assertEquals(Optional.empty(), journal.latest("a", "r"));
        assertEquals(Optional.empty(), journal.byTransaction("a", "T"));
        assertEquals(Optional.empty(), journal.byReturnToken("a", "f"));
        assertEquals(List.of(), journal.due("a", NOON, 10));
        assertEquals(List.of(), journal.after("a", "", 0, 10));
        assertFalse(journal.replace(full(entry("a", "r", 1))));
    }

    @ParameterizedTest
    @MethodSource("journals")
    void anAttemptIsAddedOnce(Supplier<Journal> maker) {
        Journal journal = maker.get();

        assertTrue(journal.add(entry("a", "r", 1)));
        assertFalse(journal.add(entry("a", "r", 1)));
        assertTrue(journal.add(entry("a", "r", 2)));
        assertTrue(journal.add(entry("a", "R", 1)), "references differ in case");
        assertTrue(journal.add(entry("b", "r", 1)), "accounts do not meet");

        assertEquals(2, journal.latest("a", "r").orElseThrow().attempt());
        assertEquals(1, journal.attempts("b", "r").size());
    }

    @ParameterizedTest
    @MethodSource("journals")
    void onlyTheNextVersionReplaces(Supplier<Journal> maker) {
        Journal journal = maker.get();
        Entry first = entry("a", "r", 1);
        journal.add(first);
        Entry second = EntryChange.of(first).state(PaymentState.PENDING).at(NOON);

        assertTrue(journal.replace(second));
        assertFalse(journal.replace(second));
        assertFalse(
                journal.replace(EntryChange.of(EntryChange.of(second).at(NOON)).at(NOON)));

        assertEquals(List.of(second), journal.attempts("a", "r"));
    }

    @ParameterizedTest
    @MethodSource("journals")
    void aTransactionBelongsToOneAttempt(Supplier<Journal> maker) {
        Journal journal = maker.get();
        Entry one = entry("a", "r", 1);
        Entry two = entry("a", "r", 2);
        Entry other = entry("b", "r", 1);
        Stream.of(one, two, other).forEach(journal::add);

        assertTrue(journal.replace(EntryChange.of(one).transaction("T").at(NOON)));
        assertFalse(journal.replace(EntryChange.of(two).transaction("T").at(NOON)));
        assertTrue(journal.replace(EntryChange.of(other).transaction("T").at(NOON)), "accounts do not meet");

        assertEquals(1, journal.byTransaction("a", "T").orElseThrow().attempt());
    }

    @ParameterizedTest
    @MethodSource("journals")
    void theLongestWaitingIsDueFirst(Supplier<Journal> maker) {
        Journal journal = maker.get();
        for (int i = 1; i <= 5; i++) {
            Entry entry = entry("a", "r" + i, 1);
            journal.add(entry);
            journal.replace(
                    EntryChange.of(entry).nextCheckAt(NOON.minusSeconds(i)).at(NOON));
        }
        journal.add(entry("a", "never", 1));

        assertEquals(
                List.of("r5", "r4", "r3"),
                journal.due("a", NOON.minusSeconds(2), 3).stream()
                        .map(Entry::reference)
                        .toList());
        assertEquals(4, journal.due("a", NOON.minusSeconds(2), 10).size());
        assertEquals(List.of(), journal.due("b", NOON, 10));
    }

    @ParameterizedTest
    @MethodSource("journals")
    void allCanBeReadInParts(Supplier<Journal> maker) {
        Journal journal = maker.get();
        for (int i = 0; i < 7; i++) {
            journal.add(entry("a", "r" + i / 2, 1 + i % 2));
        }
        journal.add(entry("b", "r0", 1));

        List<String> seen = new ArrayList<>();
        String reference = "";
        int attempt = 0;
        for (List<Entry> part = journal.after("a", reference, attempt, 3);
                !part.isEmpty();
                part = journal.after("a", reference, attempt, 3)) {
            for (Entry entry : part) {
                seen.add(entry.reference() + "#" + entry.attempt());
                reference = entry.reference();
                attempt = entry.attempt();
            }
        }

        assertEquals(List.of("r0#1", "r0#2", "r1#1", "r1#2", "r2#1", "r2#2", "r3#1"), seen);
    }

    @ParameterizedTest
    @MethodSource("journals")
    void ofManyAtOnceOneWins(Supplier<Journal> maker) throws Exception {
        Journal journal = maker.get();
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 20; round++) {
                Entry entry = entry("a", "r" + round, 1);
                journal.add(entry);
                CountDownLatch start = new CountDownLatch(1);
                List<Future<Boolean>> results = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    Entry mine = EntryChange.of(entry)
                            .page(URI.create("https://pay.example/" + i))
                            .at(NOON);
                    results.add(pool.submit(() -> {
                        start.await();
                        return journal.replace(mine);
                    }));
                }
                start.countDown();
                int winners = 0;
                for (Future<Boolean> result : results) {
                    winners += result.get() ? 1 : 0;
                }

                assertEquals(1, winners);
                assertEquals(1, journal.latest("a", "r" + round).orElseThrow().version());
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void twoNodesMayStartOnAnEmptyDatabase() {
        DataSource database = Databases.postgres();

        Journal one = Journal.jdbc(database);
        Journal two = Journal.jdbc(database);

        one.add(entry("a", "r", 1));
        assertEquals(1, two.attempts("a", "r").size());
    }

    @Test
    void aConnectionThatDoesNotCommitByItselfIsCommitted() throws SQLException {
        DataSource database = Databases.postgres();
        Journal journal = Journal.jdbc(new WithoutAutoCommit(database));

        assertTrue(journal.add(entry("a", "r", 1)));
        assertFalse(journal.add(entry("a", "r", 1)));
        assertTrue(journal.replace(full(entry("a", "r", 1))));

        try (Connection connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select state from epay_payment")) {
            assertTrue(rows.next());
            assertEquals("MISMATCH", rows.getString(1));
        }
    }

    @Test
    void aDatabaseThatIsGoneIsSaidPlainly() {
        WithoutAutoCommit database = new WithoutAutoCommit(Databases.h2());
        Journal journal = Journal.jdbc(database);
        database.broken = true;

        var failure = assertThrows(EpayUnavailableException.class, () -> journal.add(entry("a", "r", 1)));
        assertEquals("EPAY-111", failure.code());
        assertEquals(
                "EPAY-111",
                assertThrows(EpayUnavailableException.class, () -> journal.attempts("a", "r"))
                        .code());
        assertThrows(IllegalStateException.class, () -> Journal.jdbc(database));
    }

    @Test
    void whoMayNotMakeTheTableIsToldHowItIsMade() throws SQLException {
        DataSource database = Databases.h2();
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("create user guest password 'guest'");
        }
        String url;
        try (Connection connection = database.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        DataSource guest = org.h2.jdbcx.JdbcConnectionPool.create(url, "guest", "guest");

        var failure = assertThrows(IllegalStateException.class, () -> Journal.jdbc(guest));

        assertTrue(failure.getMessage().contains("V1__epay.h2.sql"), failure.getMessage());
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("h2", Named.of("H2", (Supplier<DataSource>) Databases::h2)),
                Arguments.of("oracle", Named.of("H2 like Oracle", (Supplier<DataSource>) Databases::likeOracle)),
                Arguments.of("mariadb", Named.of("MariaDB", (Supplier<DataSource>) MariaDb::emptyDatabase)),
                Arguments.of("postgresql", Named.of("PostgreSQL", (Supplier<DataSource>) Databases::postgres)));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void anAdministratorOrAMigrationToolMayRunTheScript(String name, Supplier<DataSource> maker) throws Exception {
        DataSource database = maker.get();
        try (Connection connection = database.getConnection()) {
            for (String statement : statements(name)) {
                connection.createStatement().execute(statement);
            }
        }

        Journal journal = Journal.jdbc(database);

        assertTrue(journal.add(entry("a", "r", 1)));
        assertEquals(List.of(entry("a", "r", 1)), journal.attempts("a", "r"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void theScriptsOfAllDatabasesHaveTheSameColumns(String name) throws Exception {
        assertEquals(columns("postgresql"), columns(name));
        assertEquals(24, columns(name).size());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aSchemaThatIsTooNewIsRefused(String name, Supplier<DataSource> maker) throws Exception {
        DataSource database = maker.get();
        Journal.jdbc(database);
        schemaVersion(database, 2);
        assertTrue(Journal.jdbc(database).add(entry("a", "r", 1)), "while nodes of two versions are replaced");

        schemaVersion(database, 3);

        var failure = assertThrows(IllegalStateException.class, () -> Journal.jdbc(database));
        assertTrue(failure.getMessage().contains("schema version 3"), failure.getMessage());
    }

    @Test
    void onlyH2IsWarnedOf() {
        assertTrue(saidWhileOpening(Databases.h2()).contains("does not survive a power failure"));
        assertEquals("", saidWhileOpening(Databases.postgres()));
    }

    private static String saidWhileOpening(DataSource database) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            Journal.jdbc(database);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anUnknownDatabaseIsRefused() throws SQLException {
        Connection inner = Databases.h2().getConnection();
        DatabaseMetaData other = proxy(
                DatabaseMetaData.class, inner.getMetaData(), Map.of("getDatabaseProductName", "Microsoft SQL Server"));
        Connection connection = proxy(Connection.class, inner, Map.of("getMetaData", other));
        DataSource database = proxy(DataSource.class, Databases.h2(), Map.of("getConnection", connection));

        var failure = assertThrows(IllegalStateException.class, () -> Journal.jdbc(database));

        assertTrue(failure.getMessage().contains("'Microsoft SQL Server'"), failure.getMessage());
    }

    private static List<String> statements(String database) throws IOException {
        String name = "schema/V1__epay." + database + ".sql";
        try (InputStream in = Journal.class.getResourceAsStream(name)) {
            String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return script.lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.collectingAndThen(Collectors.joining("\n"), all -> Stream.of(all.split(";"))))
                    .filter(statement -> !statement.isBlank())
                    .toList();
        }
    }

    private static List<String> columns(String database) throws IOException {
        return statements(database)
                .get(0)
                .lines()
                .filter(line -> line.matches(" {4}[a-z].*"))
                .map(line -> line.trim().split(" ")[0])
                .toList();
    }

    private static void schemaVersion(DataSource database, int version) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("insert into epay_schema (version) values (" + version + ")");
        }
    }

    /** Like another object, but for some answers. */
    private static <T> T proxy(Class<T> type, T inner, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName())
                        : method.invoke(inner, arguments)));
    }
}
