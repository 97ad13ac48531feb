package io.github.bayernkommunal.bayernid.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The HTTPS server on this machine; what it answers is decided by a {@link Routes}. */
final class Web implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads;

    private Web(HttpsServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Answers one exchange. */
    interface Routes {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Binds the port (0 takes a free one) on the loopback address; nothing is answered before {@link #serve}. */
    static Web bind(int port, KeyStore.PrivateKeyEntry tlsKey) {
        try {
            HttpsServer server = HttpsServer.create(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(context(tlsKey)));
            // Browsers open spare connections that block a thread until they are used, so the number is not fixed.
            ExecutorService threads = Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "bayernid-simulator");
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(threads);
            return new Web(server, threads);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The simulator cannot listen on port %d of 127.0.0.1: %s. Choose another port, or 0 for a free one."
                            .formatted(port, e.getMessage()),
                    e);
        }
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    void serve(Routes routes) {
        server.createContext("/", exchange -> {
            try (exchange) {
                routes.answer(exchange);
            }
        });
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static SSLContext context(KeyStore.PrivateKeyEntry key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("tls", key.getPrivateKey(), new char[0], key.getCertificateChain());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The TLS key cannot be used", e);
        }
    }
}
