package io.github.bayernkommunal.portalregistry.testkit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Certificates;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A supplier's feed over HTTPS with Basic and entity tags, whose content the test decides. */
final class SupplierFeed implements AutoCloseable {

    static final String USER = "portal";
    static final String PASSWORD = "pässwort";

    final Map<String, String> files = new LinkedHashMap<>();
    final List<String> answers = new ArrayList<>();
    private final KeyStore.PrivateKeyEntry key = Certificates.fresh();
    private final HttpsServer server;

    SupplierFeed() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("feed", key.getPrivateKey(), new char[0], key.getCertificateChain());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/feed/", exchange -> {
            try (exchange) {
                String name = exchange.getRequestURI().getPath().substring("/feed/".length());
                int status = status(exchange.getRequestHeaders(), name);
                answers.add(status + " " + name);
                if (status == 200) {
                    byte[] body = files.get(name).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("ETag", tag(name));
                    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                } else {
                    exchange.sendResponseHeaders(status, -1);
                }
            }
        });
        server.start();
    }

    private int status(com.sun.net.httpserver.Headers headers, String name) {
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        if (!wanted.equals(headers.getFirst("Authorization"))) {
            return 401;
        }
        if (!files.containsKey(name)) {
            return 404;
        }
        return tag(name).equals(headers.getFirst("If-None-Match")) ? 304 : 200;
    }

    private String tag(String name) {
        return "\"" + Integer.toHexString(files.get(name).hashCode()) + "\"";
    }

    URI address() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/feed/");
    }

    X509Certificate certificate() {
        return (X509Certificate) key.getCertificate();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
