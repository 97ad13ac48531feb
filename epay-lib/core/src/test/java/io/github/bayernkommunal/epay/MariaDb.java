package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A MariaDB of the system's packages, started once for the run. Where it is not installed its tests are skipped; the gate
 * installs it and sets {@code MARIADB_TEST=required}.
 */
final class MariaDb {

    private static String server;

    private MariaDb() {}

    static synchronized MariaDbDataSource emptyDatabase() {
        assumeTrue(
                installed() || "required".equals(System.getenv("MARIADB_TEST")),
                "MariaDB is not installed (Debian: apt-get install mariadb-server)");
        try {
            if (server == null) {
                server = start();
            }
            String name = "t" + UUID.randomUUID().toString().replace("-", "");
            MariaDbDataSource whole = new MariaDbDataSource(server + "/?user=root");
            try (Connection connection = whole.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            }
            return new MariaDbDataSource(server + "/" + name + "?user=root");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean installed() {
        return Stream.of("/usr/sbin/mariadbd", "/usr/bin/mariadb-install-db")
                .allMatch(program -> Files.isExecutable(Path.of(program)));
    }

    private static String start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("mariadb");
        String user = "--user=" + System.getProperty("user.name");
        String data = "--datadir=" + folder.resolve("data");
        Process made = new ProcessBuilder(
                        "mariadb-install-db",
                        "--no-defaults",
                        data,
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db",
                        user)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException(said);
        }
        int port = freePort();
        Process running = new ProcessBuilder(
                        "/usr/sbin/mariadbd",
                        "--no-defaults",
                        data,
                        "--socket=" + folder.resolve("socket"),
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        user)
                .redirectErrorStream(true)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(running, folder)));
        BufferedReader log = running.inputReader();
        StringBuilder lines = new StringBuilder();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            lines.append(line).append('\n');
            if (line.contains("ready for connections")) {
                Thread reader = new Thread(() -> log.lines().forEach(later -> {}));
                reader.setDaemon(true);
                reader.start();
                return "jdbc:mariadb://127.0.0.1:" + port;
            }
        }
        throw new IOException("MariaDB did not start:\n" + lines);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process running, Path folder) {
        running.destroyForcibly();
        running.onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : List.of(files.sorted(Comparator.reverseOrder()).toArray(Path[]::new))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What is left is in the system's folder for temporary files.
        }
    }
}
