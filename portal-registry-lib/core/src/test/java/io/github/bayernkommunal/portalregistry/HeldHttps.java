package io.github.bayernkommunal.portalregistry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A service that takes every call and answers when the test lets it. It has a thread for each call, because calls that are held
 * would take the few threads of a server that other tests use too.
 */
final class HeldHttps implements AutoCloseable {

    private final TestTls tls = TestTls.forName("localhost");
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore arrived = new Semaphore(0);
    private final CountDownLatch speak = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();
    private final int status;
    private final byte[] body;
    private final HttpsServer server;

    HeldHttps(int status, String body) throws Exception {
        this.status = status;
        this.body = body.getBytes(StandardCharsets.UTF_8);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private SSLContext context() throws Exception {
        char[] password = TestTls.PASSWORD.toCharArray();
        KeyStore entries = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(tls.keyStore())) {
            entries.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(entries, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void answer(HttpExchange call) throws IOException {
        calls.incrementAndGet();
        arrived.release();
        try {
            speak.await();
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(status, body.length);
            call.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            call.close();
        }
    }

    /** Returns when so many more calls than before have arrived. */
    void awaitCalls(int more) throws InterruptedException {
        if (!arrived.tryAcquire(more, 2, TimeUnit.MINUTES)) {
            throw new AssertionError("only %d calls arrived".formatted(calls.get()));
        }
    }

    /** From now on every call is answered, also those that wait. */
    void speak() {
        speak.countDown();
    }

    int calls() {
        return calls.get();
    }

    URI address(String path) {
        return URI.create("https://localhost:" + server.getAddress().getPort() + path);
    }

    List<X509Certificate> trust() {
        return List.of(tls.certificate());
    }

    @Override
    public void close() {
        speak.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
