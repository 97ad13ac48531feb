package io.github.bayernkommunal.epay.testkit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A small XBezahldienste client, hand-written for these tests from the simulator's settings. */
final class Client {

    final Map<String, String> settings;
    final HttpClient http;

    Client(EpaySimulator platform) {
        this(platform.settings());
    }

    Client(Map<String, String> settings) {
        this.settings = settings;
        http = HttpClient.newBuilder().sslContext(tls(settings)).build();
    }

    static SSLContext tls(Map<String, String> settings) {
        try (InputStream pem = new FileInputStream(settings.get("epay.trust.file"))) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "platform", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            KeyManager[] keys = null;
            if (settings.containsKey("epay.client-key.file")) {
                char[] password = settings.get("epay.client-key.password").toCharArray();
                KeyStore store = KeyStore.getInstance("PKCS12");
                try (InputStream in = Files.newInputStream(Path.of(settings.get("epay.client-key.file")))) {
                    store.load(in, password);
                }
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store, password);
                keys = factory.getKeyManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A valid order of 13.00 € in one item. */
    static JsonObjectBuilder anOrder(String requestId) {
        return Json.createObjectBuilder()
                .add("requestId", requestId)
                .add("requestTimestamp", "2026-03-01T12:00:00.123Z")
                .add("currency", "EUR")
                .add("grosAmount", new BigDecimal("13.00"))
                .add("purpose", "az-2026-0815")
                .add("description", "Führungszeugnis, Gebühr")
                .add("redirectUrl", "https://antrag.musterstadt.example/zahlung/f3b1?a=b")
                .add("items", Json.createArrayBuilder().add(anItem()));
    }

    static JsonObjectBuilder anItem() {
        return Json.createObjectBuilder()
                .add("id", "1")
                .add("reference", "FZ")
                .add("description", "Führungszeugnis")
                .add("taxRate", 0)
                .add("quantity", 1)
                .add("totalNetAmount", new BigDecimal("13.00"))
                .add("totalTaxAmount", new BigDecimal("0.00"))
                .add("singleNetAmount", new BigDecimal("13.00"))
                .add("singleTaxAmount", new BigDecimal("0.00"))
                .add("bookingData", Json.createObjectBuilder().add("haushaltsstelle", "1110.1000"));
    }

    String token() throws Exception {
        HttpResponse<String> answer = form(
                URI.create(settings.get("epay.oauth.token-address")),
                "grant_type=client_credentials&client_id=" + settings.get("epay.oauth.client-id") + "&client_secret="
                        + settings.get("epay.oauth.client-secret"));
        return json(answer).getString("access_token");
    }

    String authorization() throws Exception {
        if (settings.containsKey("epay.basic.user")) {
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (settings.get("epay.basic.user") + ":" + settings.get("epay.basic.password"))
                                            .getBytes());
        }
        return settings.containsKey("epay.oauth.client-id") ? "Bearer " + token() : "None";
    }

    URI payments() {
        return URI.create(settings.get("epay.address") + "paymenttransaction/" + settings.get("epay.originator-id")
                + "/" + settings.get("epay.end-point-id"));
    }

    HttpResponse<String> open(JsonObjectBuilder order) throws Exception {
        return open(order, authorization());
    }

    HttpResponse<String> open(JsonObjectBuilder order, String authorization) throws Exception {
        return post(payments(), order.build().toString(), authorization);
    }

    HttpResponse<String> post(URI address, String body) throws Exception {
        return post(address, body, authorization());
    }

    private HttpResponse<String> post(URI address, String body, String authorization) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .header("Authorization", authorization)
                        .timeout(Duration.ofSeconds(10))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> report(String transactionId) throws Exception {
        return get(URI.create(payments() + "/" + transactionId));
    }

    HttpResponse<String> get(URI address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Authorization", authorization())
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> form(URI address, String fields) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields))
                        .build(),
                BodyHandlers.ofString());
    }

    static JsonObject json(HttpResponse<String> answer) {
        return Json.createReader(new StringReader(answer.body())).readObject();
    }

    static JsonObject information(HttpResponse<String> answer) {
        return json(answer).getJsonObject("paymentInformation");
    }
}
