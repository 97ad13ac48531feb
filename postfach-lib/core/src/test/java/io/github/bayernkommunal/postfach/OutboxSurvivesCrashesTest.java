package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * Processes are killed without warning while they decide, enqueue and send; the service's ledger says what really arrived.
 * Each round kills one process of H2, whose file only one can open, and two of any other database; here 25 rounds and fewer,
 * with {@code -Pcampaign} a thousand kills of PostgreSQL and of H2 each.
 */
class OutboxSurvivesCrashesTest {

    private static final int KILLS = Integer.getInteger("crash.kills", 50);
    private static final String READY = CrashingNode.READY;
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndNothingIsSentTwiceOnPostgres() throws Exception {
        DataSource database = Databases.POSTGRESQL.empty();
        try (Connection connection = database.getConnection()) {
            String url = "%s?user=postgres&currentSchema=%s"
                    .formatted(connection.getMetaData().getURL().replaceFirst("\\?.*", ""), connection.getSchema());
            requireNothingLostOrDoubled(url, database, 2, KILLS);
        }
    }

    @Test
    void nothingIsLostAndNothingIsSentTwiceOnMariaDb() throws Exception {
        DataSource database = Databases.MARIADB.empty();
        requireNothingLostOrDoubled(((MariaDbDataSource) database).getUrl(), database, 2, Math.min(KILLS, 20));
    }

    /** H2 is for tests; told to write at once, even it survives the end of its process. */
    @Test
    void nothingIsLostAndNothingIsSentTwiceOnH2() throws Exception {
        String url = "jdbc:h2:file:" + folder.resolve("outbox") + ";WRITE_DELAY=0";
        JdbcDataSource database = new JdbcDataSource();
        database.setUrl(url);
        requireNothingLostOrDoubled(url, database, 1, KILLS == 50 ? 10 : KILLS);
    }

    private static void requireNothingLostOrDoubled(String url, DataSource database, int processes, int kills)
            throws Exception {
        Outbox.createSchema(database);
        execute(database, "CREATE TABLE decision (reference VARCHAR(64) PRIMARY KEY)");
        Random random = new Random(SEED);
        try (Ledger ledger = new Ledger()) {
            for (int killed = 0; killed < kills; killed += processes) {
                List<Process> nodes = new ArrayList<>();
                for (int i = 0; i < processes; i++) {
                    nodes.add(start(url, ledger));
                }
                for (Process node : nodes) {
                    assertEquals(READY, node.inputReader().readLine());
                }
                for (Process node : nodes) {
                    if (!node.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS)) {
                        node.destroyForcibly().waitFor();
                    }
                }
            }
            // Every lease runs out; the survivors' work goes on.
            execute(database, "UPDATE postfach_message SET lease_until = 0 WHERE state = 'SENDING'");
            try (Outbox survivor = Outbox.builder(database, new LedgerRoute(ledger.port()))
                    .auditKey(new byte[32])
                    .build()) {
                while (survivor.dispatch() > 0) {
                    // until nothing is left
                }
                assertEquals(List.of(), survivor.verifyAudit());
            }

            Set<String> delivered = new HashSet<>(ledger.received);
            String context = "seed " + SEED;
            assertEquals(delivered.size(), ledger.received.size(), "sent twice; " + context);
            assertEquals(
                    0,
                    count(
                                    database,
                                    "SELECT COUNT(*) FROM decision d LEFT JOIN postfach_message m"
                                            + " ON m.reference = d.reference WHERE m.reference IS NULL")
                            + count(
                                    database,
                                    "SELECT COUNT(*) FROM postfach_message m LEFT JOIN decision d"
                                            + " ON m.reference = d.reference WHERE d.reference IS NULL"),
                    "decision without letter, or letter without decision; " + context);
            Set<String> provided = ids(database, "state = 'PROVIDED'");
            Set<String> unclear = ids(database, "state = 'UNCERTAIN'");
            assertEquals(
                    provided.size() + unclear.size(),
                    count(database, "SELECT COUNT(*) FROM postfach_message"),
                    "lost; " + context);
            assertTrue(delivered.containsAll(provided), "said to be provided, but is not; " + context);
            delivered.removeAll(provided);
            assertTrue(unclear.containsAll(delivered), "arrived unknown to us; " + context);
            assertTrue(unclear.size() <= kills * 3, "more uncertain than can have been under way; " + context);
            assertTrue(provided.size() > kills / 2, "the processes did nothing; " + context);
            System.out.printf(
                    "crash test: %d kills, %d letters provided, %d uncertain, 0 lost, 0 doubled (%s)%n",
                    kills, provided.size(), unclear.size(), context);
        }
    }

    private static Process start(String url, Ledger ledger) throws Exception {
        return new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CrashingNode.class.getName(),
                        url,
                        String.valueOf(ledger.port()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Set<String> ids(DataSource database, String condition) throws SQLException {
        Set<String> ids = new HashSet<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT message_id FROM postfach_message WHERE " + condition)) {
            while (row.next()) {
                ids.add(row.getString(1));
            }
        }
        return ids;
    }

    /** The service: it notes an id as soon as it has read it, and then answers. */
    private static final class Ledger implements AutoCloseable {

        final ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();

        Ledger() throws IOException {
            threads.submit(() -> {
                while (!socket.isClosed()) {
                    Socket caller = socket.accept();
                    threads.submit(() -> answer(caller));
                }
                return null;
            });
        }

        private void answer(Socket caller) {
            try (caller;
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(caller.getInputStream(), StandardCharsets.US_ASCII))) {
                String id = in.readLine();
                if (id != null) {
                    received.add(id);
                    caller.getOutputStream().write("ok\n".getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException e) {
                // the caller was killed
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }
    }
}
