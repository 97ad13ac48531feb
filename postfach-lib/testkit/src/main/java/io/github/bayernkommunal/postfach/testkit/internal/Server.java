package io.github.bayernkommunal.postfach.testkit.internal;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.postfach.testkit.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** HTTPS on the loopback interface that can go down, refuse connections, and come back on the same port. */
public final class Server implements AutoCloseable {

    static {
        // Header and body of an answer are two writes; without this they wait for each other's acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final SSLContext tls;
    private final Policy.Access access;
    private final Filter served;
    private final Map<String, HttpHandler> handlers;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "postfach-simulator");
        thread.setDaemon(true);
        return thread;
    });
    private final int port;
    private @Nullable HttpsServer running;
    private @Nullable Socket placeholder;

    /**
     * Starts.
     *
     * @param port 0 for a free one
     * @param key the server's key
     * @param clients the authorities whose client certificates are accepted
     * @param handlers what answers below which path
     * @param listener hears of every answered call
     */
    public Server(
            int port,
            KeyStore.PrivateKeyEntry key,
            List<X509Certificate> clients,
            Policy.Access access,
            Map<String, HttpHandler> handlers,
            Consumer<Served> listener) {
        this.served = new ServedFilter(listener);
        this.tls = tls(key, clients);
        this.access = access;
        this.handlers = Map.copyOf(handlers);
        this.running = open(port);
        this.port = running.getAddress().getPort();
    }

    /** The port in use. */
    public int port() {
        return port;
    }

    /** Closes all connections and refuses new ones. */
    public synchronized void goDown() {
        if (running == null) {
            return;
        }
        running.stop(0);
        running = null;
        try {
            // A socket that is bound but does not listen refuses connections and keeps the port from strangers.
            Socket bound = new Socket();
            bound.setReuseAddress(true);
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            placeholder = bound;
        } catch (IOException e) {
            throw new UncheckedIOException("Port %d was taken by another process".formatted(port), e);
        }
    }

    /** Listens again, if it was down. */
    public synchronized void comeBack() {
        if (running == null) {
            release();
            running = open(port);
        }
    }

    private void release() {
        Socket bound = placeholder;
        placeholder = null;
        if (bound != null) {
            try {
                bound.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Port %d cannot be released".formatted(port), e);
            }
        }
    }

    private HttpsServer open(int wanted) {
        try {
            HttpsServer server =
                    HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 200);
            server.setHttpsConfigurator(new Configurator(tls, access));
            server.setExecutor(threads);
            handlers.forEach((path, handler) ->
                    server.createContext(path, handler).getFilters().add(served));
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The simulator cannot listen on port %d; choose another or 0".formatted(wanted), e);
        }
    }

    @Override
    public synchronized void close() {
        threads.shutdownNow();
        if (running != null) {
            running.stop(0);
            running = null;
        }
        release();
    }

    private static SSLContext tls(KeyStore.PrivateKeyEntry key, List<X509Certificate> clients) {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("server", key.getPrivateKey(), new char[0], key.getCertificateChain());
            for (int i = 0; i < clients.size(); i++) {
                keys.setCertificateEntry("client-ca-" + i, clients.get(i));
            }
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(keys, new char[0]);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(keys);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), others.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The simulator's TLS key cannot be used", e);
        }
    }

    /** TLS 1.2 or newer; asks for a client certificate as the policy says. */
    private static final class Configurator extends HttpsConfigurator {
        private final Policy.Access access;

        Configurator(SSLContext context, Policy.Access access) {
            super(context);
            this.access = access;
        }

        @Override
        public void configure(HttpsParameters connection) {
            SSLParameters parameters = getSSLContext().getDefaultSSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
            switch (access) {
                case CERTIFICATE -> parameters.setWantClientAuth(true);
                case CERTIFICATE_IN_HANDSHAKE -> parameters.setNeedClientAuth(true);
                case OPEN -> {}
            }
            connection.setSSLParameters(parameters);
        }
    }
}
