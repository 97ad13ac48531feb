package io.github.bayernkommunal.samples.fuehrungszeugnis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The sample in a GlassFish process of its own, with the settings it is given. */
final class RunningSample implements AutoCloseable {

    private static final long START_LIMIT_SECONDS = 180;

    /** What the server says when citizens can come, and the password that it expects; see src/server/java. */
    private static final String READY = "SERVER READY";

    private static final char[] STORE_PASSWORD = "changeit".toCharArray();

    private final Process process;
    private final URI address;
    private final Path log;

    private RunningSample(Process process, URI address, Path log) {
        this.process = process;
        this.address = address;
        this.log = log;
    }

    /** A port that is free now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /**
     * Starts the server and waits until the application is deployed.
     *
     * @param settings system properties of the server's process
     * @param key what the server shows to browsers
     */
    static RunningSample start(int port, Map<String, String> settings, KeyStore.PrivateKeyEntry key)
            throws IOException {
        Path work = Files.createDirectories(Path.of(System.getProperty("sample.work")));
        Path keyFile = work.resolve("server-" + port + ".p12");
        write(key, keyFile);
        Path log = work.resolve("server-" + port + ".log");

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        // GlassFish makes classes at run time, in the loaders of applications, and cleans up behind the JDK's back.
        for (String opened :
                List.of("java.base/java.lang", "java.base/jdk.internal.loader", "java.naming/javax.naming.spi")) {
            command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED"));
        }
        command.add("-Djava.io.tmpdir=" + Files.createDirectories(work.resolve("tmp")));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("sample.server"),
                System.getProperty("sample.launcher"),
                System.getProperty("sample.war"),
                Integer.toString(port),
                keyFile.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));

        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        Thread reader = new Thread(() -> copy(process, log, ready), "server log");
        reader.setDaemon(true);
        reader.start();
        RunningSample sample = new RunningSample(process, URI.create("https://localhost:" + port), log);
        try {
            if (!ready.get(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("The server ended before the application was ready; see " + log);
            }
        } catch (TimeoutException | ExecutionException e) {
            sample.close();
            throw new IOException("The server was not ready after " + START_LIMIT_SECONDS + " s; see " + log, e);
        } catch (InterruptedException e) {
            sample.close();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return sample;
    }

    URI address() {
        return address;
    }

    /** Everything the server has said. */
    Path log() {
        return log;
    }

    @Override
    public void close() {
        try (OutputStream input = process.getOutputStream()) {
            input.flush();
        } catch (IOException e) {
            // It has ended already.
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Process process, Path log, CompletableFuture<Boolean> ready) {
        try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(log), true)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                out.println(line);
                if (line.equals(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            // The process is gone; what it said is in the file.
        }
        ready.complete(false);
    }

    private static void write(KeyStore.PrivateKeyEntry key, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key.getPrivateKey(), STORE_PASSWORD, key.getCertificateChain());
            store.store(out, STORE_PASSWORD);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
