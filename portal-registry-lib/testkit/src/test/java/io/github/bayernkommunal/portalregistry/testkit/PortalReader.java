package io.github.bayernkommunal.portalregistry.testkit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Reads the portal as any client would: HTTPS with the given trust, Basic, an Accept header. */
final class PortalReader {

    private final PortalSimulator portal;
    private final HttpClient http;

    PortalReader(PortalSimulator portal) throws Exception {
        this.portal = portal;
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("portal", portal.certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        http = HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    HttpClient http() {
        return http;
    }

    /** A call below the base of the interface, with credentials. */
    HttpRequest.Builder call(String resource) {
        return HttpRequest.newBuilder(URI.create(portal.settings().get("portalregistry.address") + resource))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", authorization())
                .header("Accept", "application/json");
    }

    String authorization() {
        String pair = portal.settings().get("portalregistry.user") + ":"
                + portal.settings().get("portalregistry.password");
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonObject json(String resource) throws IOException, InterruptedException {
        return parse(send(call(resource)));
    }

    static JsonObject parse(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        try (var reader = Json.createReader(new StringReader(response.body()))) {
            return reader.readObject();
        }
    }

    String xml(String resource) throws IOException, InterruptedException {
        return send(call(resource).setHeader("Accept", "application/xml")).body();
    }

    HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(portal.address().resolve(path)));
    }
}
