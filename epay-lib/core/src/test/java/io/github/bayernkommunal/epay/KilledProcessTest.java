package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.testkit.BookedPayment;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A process that opens payments is killed without warning again and again; afterwards the platform's ledger is compared with
 * the journal. {@code -Depay.kills=…} sets the number of kills per database, {@code -Depay.seed=…} their moments.
 */
class KilledProcessTest {

    private static final int PAYMENTS_PER_LIFE = 12;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"PostgreSQL", "MariaDB", "H2"})
    void noPaymentIsLostAndNoneIsOpenedTwice(String database) throws Exception {
        int kills = Integer.getInteger("epay.kills", 17);
        long seed = Long.getLong("epay.seed", 42);
        Random random = new Random(seed);
        AtomicInteger untilKill = new AtomicInteger(Integer.MAX_VALUE);
        CountDownLatch[] moment = {new CountDownLatch(1)};
        String url = switch (database) {
            case "H2" -> "jdbc:h2:file:" + folder.resolve("journal") + ";WRITE_DELAY=0";
            case "MariaDB" -> MariaDb.emptyDatabase().getUrl();
            default -> Databases.postgresUrl();
        };
        try (EpaySimulator platform = EpaySimulator.builder()
                .transactionIds(id -> id)
                .onServed(call -> {
                    if (untilKill.decrementAndGet() == 0) {
                        moment[0].countDown();
                    }
                })
                .start()) {
            Path settings = settings(platform);
            for (int life = 0; life < kills; life++) {
                moment[0] = new CountDownLatch(1);
                untilKill.set(1 + random.nextInt(PAYMENTS_PER_LIFE));
                Process process = start(settings, url, life);
                assertTrue(moment[0].await(120, TimeUnit.SECONDS), "seed " + seed + ": the process did not call");
                process.destroyForcibly();
                assertTrue(process.waitFor(60, TimeUnit.SECONDS));
                untilKill.set(Integer.MAX_VALUE);
            }

            judge(platform, source(url), "seed " + seed);
        }
    }

    private static void judge(EpaySimulator platform, DataSource source, String seed) {
        Map<String, List<BookedPayment>> ledger = platform.bookings().stream()
                .collect(Collectors.groupingBy(BookedPayment::reference, TreeMap::new, Collectors.toList()));
        Journal journal = Journal.jdbc(source);
        MovableClock later = new MovableClock();
        later.to(java.time.Instant.now().plusSeconds(3600));
        try (EpayClient client = EpayClient.configure(platform.settings())
                .journal(journal)
                .clock(later)
                .build()) {
            assertTrue(!ledger.isEmpty(), seed);
            ledger.forEach((reference, payments) -> {
                assertEquals(1, payments.size(), seed + ": opened twice: " + reference);
                Journal.Entry entry = journal.latest("xbezahldienste/musterstadt/09162000", reference)
                        .orElseThrow(() -> new AssertionError(seed + ": not remembered: " + reference));
                assertEquals(payments.get(0).requestId(), entry.attemptId(), seed);
            });
            for (String reference : ledger.keySet()) {
                client.open(Orders.parking(reference).build());
                assertEquals(PaymentState.PENDING, client.report(reference).state(), seed);
            }
        }
        assertEquals(ledger.size(), platform.bookings().size(), seed + ": opening again opened another one");
    }

    private Path settings(EpaySimulator platform) throws IOException {
        Properties properties = new Properties();
        properties.putAll(platform.settings());
        Path file = folder.resolve("settings.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private static Process start(Path settings, String url, int life) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Office.class.getName(),
                settings.toString(),
                url,
                Integer.toString(life)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(settings.getParent().toFile(), "life-" + life + ".log"))
                .start();
    }

    private static DataSource source(String url) {
        return (DataSource) Proxy.newProxyInstance(
                KilledProcessTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, values) -> {
                    if (!method.getName().equals("getConnection")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return url.startsWith("jdbc:h2")
                            ? DriverManager.getConnection(url, "sa", "")
                            : DriverManager.getConnection(url);
                });
    }

    /** The process that is killed: opens payments, some of them of its former lives. */
    static final class Office {

        private Office() {}

        public static void main(String... arguments) throws IOException {
            Properties properties = new Properties();
            try (var in = Files.newBufferedReader(Path.of(arguments[0]))) {
                properties.load(in);
            }
            int life = Integer.parseInt(arguments[2]);
            EpayClient client = EpayClient.configure(properties::getProperty)
                    .journal(Journal.jdbc(source(arguments[1])))
                    .build();
            for (int i = life * PAYMENTS_PER_LIFE / 2; ; i++) {
                try {
                    client.open(Orders.parking("az-" + i).build());
                } catch (EpayException expected) {
                    // left over from a former life, and too young to be continued
                }
            }
        }
    }
}
