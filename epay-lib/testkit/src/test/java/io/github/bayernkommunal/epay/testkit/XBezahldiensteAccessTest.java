package io.github.bayernkommunal.epay.testkit;

import static io.github.bayernkommunal.epay.testkit.Client.anOrder;
import static io.github.bayernkommunal.epay.testkit.Client.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XBezahldiensteAccessTest {

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));

    @ParameterizedTest(name = "{0} s after the token was issued: {1}")
    @CsvSource({"59, 200", "60, 401"})
    void tokensExpireExactlyAtTheEndOfTheirLife(long seconds, int status) throws Exception {
        try (EpaySimulator platform = EpaySimulator.builder()
                .clock(clock)
                .tokenLifetime(Duration.ofSeconds(60))
                .start()) {
            Client client = new Client(platform);
            String token = client.token();

            clock.now = clock.now.plusSeconds(seconds);

            assertEquals(status, health(client, "Bearer " + token).statusCode());
        }
    }

    @Test
    void revokedTokensAreRefused() throws Exception {
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            Client client = new Client(platform);
            String token = client.token();

            platform.revokeTokens();

            HttpResponse<String> answer = health(client, "Bearer " + token);
            assertEquals(401, answer.statusCode());
            assertEquals("FORBIDDEN", json(answer).getString("functionalCode"));
            assertTrue(answer.headers()
                    .firstValue("WWW-Authenticate")
                    .orElseThrow()
                    .startsWith("Bearer"));
            assertEquals(1, platform.tokensIssued());
        }
    }

    @ParameterizedTest(name = "scope {0}: {1}")
    @CsvSource({"'', 403", "&scope=read, 403", "&scope=poster, 403", "&scope=read+post, 200"})
    void whereAScopeIsDemandedACreationNeedsIt(String scope, int status) throws Exception {
        try (EpaySimulator platform =
                EpaySimulator.builder().demandScope("post").start()) {
            Client client = new Client(platform);
            Map<String, String> settings = platform.settings();
            assertEquals("post", settings.get("epay.oauth.scope"));
            String token = json(client.form(
                            URI.create(settings.get("epay.oauth.token-address")),
                            "grant_type=client_credentials&client_id=" + settings.get("epay.oauth.client-id")
                                    + "&client_secret=" + settings.get("epay.oauth.client-secret") + scope))
                    .getString("access_token");

            assertEquals(status, client.open(anOrder("r1"), "Bearer " + token).statusCode());
            assertEquals(200, health(client, "Bearer " + token).statusCode());
        }
    }

    @Test
    void whereNoRequestorIsTakenAnEmptyOneIs() throws Exception {
        try (EpaySimulator platform = EpaySimulator.builder().refuseRequestor().start()) {
            Client client = new Client(platform);

            var refusal = client.open(anOrder("r1")
                    .add("requestor", jakarta.json.Json.createObjectBuilder().add("name", "Mustermann")));

            assertEquals(400, refusal.statusCode());
            assertEquals("VALIDATION_ERROR", json(refusal).getString("functionalCode"));
            assertEquals(200, client.open(anOrder("r1").addNull("requestor")).statusCode());
            assertEquals(200, client.open(anOrder("r2")).statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials&client_id=ID&client_secret=wrong, 401, invalid_client",
        "grant_type=client_credentials&client_id=other&client_secret=SECRET, 401, invalid_client",
        "grant_type=password&client_id=ID&client_secret=SECRET, 400, unsupported_grant_type",
        "client_id=ID&client_secret=SECRET, 400, invalid_request"
    })
    void tokensAreGivenToTheRightClientOnly(String fields, int status, String error) throws Exception {
        try (EpaySimulator platform = EpaySimulator.start(0)) {
            Client client = new Client(platform);
            Map<String, String> settings = platform.settings();

            HttpResponse<String> answer = client.form(
                    URI.create(settings.get("epay.oauth.token-address")),
                    fields.replace("ID", settings.get("epay.oauth.client-id"))
                            .replace("SECRET", settings.get("epay.oauth.client-secret")));

            assertEquals(status, answer.statusCode());
            assertEquals(error, json(answer).getString("error"));
        }
    }

    @Test
    void basicNeedsTheRightPassword() throws Exception {
        try (EpaySimulator platform = EpaySimulator.builder().basic().start()) {
            Client client = new Client(platform);

            assertEquals(200, client.open(anOrder("r-1")).statusCode());
            assertEquals(401, health(client, "Basic bXVzdGVyc3RhZHQ6ZmFsc2No").statusCode());
            assertEquals(401, health(client, "None").statusCode());
        }
    }

    @Test
    void mutualTlsNeedsTheClientsCertificate() throws Exception {
        try (EpaySimulator platform = EpaySimulator.builder().mutualTls().start()) {
            Client client = new Client(platform);
            Map<String, String> withoutKey = new HashMap<>(platform.settings());
            withoutKey.remove("epay.client-key.file");
            HttpClient stranger =
                    HttpClient.newBuilder().sslContext(Client.tls(withoutKey)).build();

            assertEquals(200, client.open(anOrder("r-1")).statusCode());
            assertEquals(
                    403,
                    stranger.send(HttpRequest.newBuilder(client.payments()).build(), BodyHandlers.ofString())
                            .statusCode());
        }
    }

    @Test
    void mutualTlsRefusesACertificateOfAnotherPlatform() throws Exception {
        try (EpaySimulator platform = EpaySimulator.builder().mutualTls().start();
                EpaySimulator other = EpaySimulator.builder().mutualTls().start()) {
            Map<String, String> mixed = new HashMap<>(other.settings());
            mixed.put("epay.trust.file", platform.settings().get("epay.trust.file"));
            HttpClient stranger =
                    HttpClient.newBuilder().sslContext(Client.tls(mixed)).build();

            assertThrows(
                    IOException.class,
                    () -> stranger.send(
                            HttpRequest.newBuilder(new Client(platform).payments())
                                    .build(),
                            BodyHandlers.ofString()));
        }
    }

    private static HttpResponse<String> health(Client client, String authorization) throws Exception {
        return client.http.send(
                HttpRequest.newBuilder(URI.create(client.settings.get("epay.address") + "status/musterstadt/09162000"))
                        .header("Authorization", authorization)
                        .build(),
                BodyHandlers.ofString());
    }

    private static final class MovableClock extends Clock {
        private volatile Instant now;

        private MovableClock(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
