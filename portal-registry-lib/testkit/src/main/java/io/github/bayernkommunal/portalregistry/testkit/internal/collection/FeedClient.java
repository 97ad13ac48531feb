package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Fetches the files of a supplier's feed. */
final class FeedClient {

    /** Larger files are refused, as a collector protects itself. */
    static final int LARGEST_FILE = 64 * 1024 * 1024;

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI base;
    private final String authorization;
    private long receivedBytes;

    /** One answer: the file with its tag, or "unchanged". */
    static final class Fetched {
        private final byte[] body;
        private final String etag;
        private final boolean unchanged;

        private Fetched(byte[] body, String etag, boolean unchanged) {
            this.body = body;
            this.etag = etag;
            this.unchanged = unchanged;
        }

        byte[] body() {
            return body;
        }

        String etag() {
            return etag;
        }

        boolean unchanged() {
            return unchanged;
        }
    }

    /** The feed did not give the file; the message says why. */
    static final class FeedUnreadable extends Exception {
        private static final long serialVersionUID = 1L;

        FeedUnreadable(String message) {
            super(message);
        }
    }

    FeedClient(URI base, String user, String password, @Nullable X509Certificate trusted) {
        this.base = base;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(LIMIT);
        if (trusted != null) {
            builder.sslContext(trusting(trusted));
        }
        this.http = builder.build();
    }

    /** The file unless its tag is still {@code known} (empty: not known). */
    Fetched fetch(String name, String known) throws FeedUnreadable, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(name))
                .timeout(LIMIT)
                .header("Authorization", authorization)
                .header("User-Agent", "BayernPortal-Simulator");
        if (!known.isEmpty()) {
            request.header("If-None-Match", known);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() == 304 && !known.isEmpty()) {
                    return new Fetched(new byte[0], known, true);
                }
                if (response.statusCode() != 200) {
                    throw new FeedUnreadable("the feed answered with status " + response.statusCode());
                }
                byte[] content = body.readNBytes(LARGEST_FILE + 1);
                if (content.length > LARGEST_FILE) {
                    throw new FeedUnreadable("the file is larger than %d bytes".formatted(LARGEST_FILE));
                }
                receivedBytes += content.length;
                return new Fetched(
                        content, response.headers().firstValue("ETag").orElse(""), false);
            }
        } catch (IOException e) {
            throw new FeedUnreadable("the feed cannot be read: " + e);
        }
    }

    /** Size of all files fetched so far. */
    long receivedBytes() {
        return receivedBytes;
    }

    private static SSLContext trusting(X509Certificate certificate) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("feed", certificate);
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("The feed's certificate cannot be trusted: " + e.getMessage(), e);
        }
    }
}
