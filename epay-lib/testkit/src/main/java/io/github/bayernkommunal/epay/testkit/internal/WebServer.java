package io.github.bayernkommunal.epay.testkit.internal;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.epay.testkit.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** HTTPS on the loopback interface. */
public final class WebServer implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads;
    private final Filter served;

    /** Opens the port; {@code askForClient} lets clients show a certificate, which an endpoint may then demand. */
    public WebServer(
            int port,
            KeyStore.PrivateKeyEntry key,
            X509Certificate client,
            boolean askForClient,
            Consumer<Served> listener) {
        SSLContext context = Keys.context(key, client);
        served = new ServedFilter(listener);
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator cannot listen on port " + port + ": " + e.getMessage(), e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = context.getDefaultSSLParameters();
                tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
                // Wanted, not needed: people's browsers come to the same port without a certificate.
                tls.setWantClientAuth(askForClient);
                parameters.setSSLParameters(tls);
            }
        });
        threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "epay-simulator");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
    }

    /** Serves everything below a path that ends in a slash, and otherwise this one path. */
    public WebServer serve(String path, Platform platform, Endpoint endpoint) {
        HttpHandler front = new Front(platform, endpoint);
        HttpHandler nowhere = new Front(platform, new OverviewPage(platform));
        // The JDK's server takes every longer text for the same path.
        HttpHandler exact =
                exchange -> (exchange.getRequestURI().getPath().equals(path) ? front : nowhere).handle(exchange);
        server.createContext(path, path.endsWith("/") ? front : exact)
                .getFilters()
                .add(served);
        return this;
    }

    public void start() {
        server.start();
    }

    public URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
