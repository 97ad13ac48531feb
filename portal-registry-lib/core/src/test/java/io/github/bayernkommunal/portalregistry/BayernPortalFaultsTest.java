package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BayernPortalFaultsTest {

    private static final TestTls TLS = TestTls.forName("localhost");
    private static final String ANSWER = "{\"id\": 7, \"bezeichnung\": {\"value\": \"Hundesteuer\"}}";
    private static WireMockServer server;

    private final NoWaiting waiting = new NoWaiting();
    private final List<Exchange> exchanges = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private BayernPortal portal;

    @BeforeAll
    static void start() {
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystorePath(TLS.keyStore().toString())
                .keystorePassword(TestTls.PASSWORD)
                .keyManagerPassword(TestTls.PASSWORD)
                .keystoreType("PKCS12"));
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void open() {
        server.resetAll();
        portal = portal().build();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, PORTAL-203",
        "422, PORTAL-203",
        "401, PORTAL-201",
        "403, PORTAL-202",
        "405, PORTAL-206",
        "410, PORTAL-206"
    })
    void refusalsAreNotRepeated(int status, String code) {
        answer(aResponse().withStatus(status).withBody("Der Schlüssel ist unbekannt"));

        var refusal = assertThrows(PortalRegistryRejectedException.class, this::read);

        assertEquals(code, refusal.code());
        assertTrue(refusal.is(code));
        assertEquals("Der Schlüssel ist unbekannt", refusal.serviceText());
        assertEquals(1, calls());
        assertEquals(List.of("REJECTED " + code), outcomes());
    }

    @ParameterizedTest
    @CsvSource({"500, PORTAL-103", "502, PORTAL-103", "503, PORTAL-103", "429, PORTAL-104"})
    void disturbancesAreRepeatedTwice(int status, String code) {
        answer(aResponse().withStatus(status));

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals(code, failure.code());
        assertFalse(failure.mayHaveTakenEffect());
        assertEquals(3, calls());
        assertEquals(List.of(250L, 500L), waiting.pauses());
    }

    @Test
    void repetitionThatSucceedsIsNotNoticed() {
        server.stubFor(get(anyUrl())
                .inScenario("recovers")
                .willReturn(aResponse().withStatus(500))
                .willSetStateTo("well"));
        server.stubFor(
                get(anyUrl()).inScenario("recovers").whenScenarioStateIs("well").willReturn(okJson(ANSWER)));

        assertEquals("Hundesteuer", read().orElseThrow().title());
        assertEquals(List.of("UNAVAILABLE PORTAL-103", "SUCCEEDED "), outcomes());
    }

    @Test
    void pauseThatTheServiceAsksForIsKeptWhenThereIsTime() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "2"));

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals(Optional.of(Duration.ofSeconds(2)), failure.suggestedPause());
        assertEquals(List.of(2000L, 2000L), waiting.pauses());
    }

    @Test
    void pauseBeyondTheTimeLimitIsLeftToTheCaller() {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "Sun, 01 Mar 2026 12:05:00 GMT"));

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals(Optional.of(Duration.ofMinutes(5)), failure.suggestedPause());
        assertEquals(1, calls());
    }

    @Test
    void missingResourceIsEmpty() {
        answer(aResponse().withStatus(404).withBody("nicht gefunden"));
        server.stubFor(get(urlEqualTo("/rest/allgemein/v3/behoerden?full=false&page=0&size=1"))
                .willReturn(okJson("{\"behoerde\": [{\"id\": 5}]}")));

        assertTrue(read().isEmpty());
        assertTrue(portal.services(Samples.MUNICH).isEmpty());
        assertTrue(portal.authority("5").isEmpty());
    }

    @Test
    void wrongBaseAddressIsNotTakenForAPortalWithoutServices() {
        answer(aResponse().withStatus(404).withBody("<html>nginx</html>"));

        for (Executable question : List.<Executable>of(
                this::read,
                () -> portal.services(Samples.MUNICH),
                () -> portal.authority("5"),
                () -> portal.resources().lifeSituations(true))) {
            var failure = assertThrows(PortalRegistryProtocolException.class, question);

            assertEquals("PORTAL-316", failure.code());
            assertTrue(failure.getMessage().contains("portalregistry.address"));
        }
    }

    @Test
    void whatIsForbiddenIsThere() {
        answer(aResponse().withStatus(404));
        server.stubFor(get(urlEqualTo("/rest/allgemein/v3/behoerden?full=false&page=0&size=1"))
                .willReturn(aResponse().withStatus(403)));

        assertTrue(portal.services(Samples.MUNICH).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"MALFORMED_RESPONSE_CHUNK", "EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER", "RANDOM_DATA_THEN_CLOSE"})
    void brokenConnectionsAreUnavailable(Fault fault) {
        answer(aResponse().withFault(fault));

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals("PORTAL-105", failure.code());
    }

    @Test
    void observerThatFailsDoesNotTakeTheAnswerAway() {
        portal.close();
        portal = portal().onExchange(exchange -> {
                    throw new IllegalStateException("a counter");
                })
                .build();
        answer(okJson(ANSWER));

        assertTrue(read().isPresent());
    }

    @Test
    void answerThatNeverEndsIsGivenUpAtTheLimit() {
        portal.close();
        portal = portal().timeout(Duration.ofMillis(300)).build();
        answer(okJson(ANSWER).withChunkedDribbleDelay(20, 20_000));

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals("PORTAL-102", failure.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\": 7            | application/json | PORTAL-301",
                "{\"id\": 7, \"id\": 8} | application/json | PORTAL-301",
                "<!DOCTYPE a><a/>     | application/xml  | PORTAL-301",
                "<html>Wartung</html> | text/html        | PORTAL-303",
                "Wartung              | text/plain       | PORTAL-303",
                "''                   | application/json | PORTAL-303"
            })
    void answersThatCannotBeReadAreNotBelieved(String body, String type, String code) {
        answer(aResponse().withStatus(200).withHeader("Content-Type", type).withBody(body));

        var failure = assertThrows(PortalRegistryProtocolException.class, this::read);

        assertEquals(code, failure.code());
        assertEquals(1, calls());
    }

    @Test
    void hugeAnswerIsNotReadToItsEnd() {
        byte[] huge = new byte[49 * 1024 * 1024];
        answer(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "application/json")
                .withBody(huge));

        var failure = assertThrows(PortalRegistryProtocolException.class, this::read);

        assertEquals("PORTAL-302", failure.code());
    }

    @Test
    void compressedAnswerIsNotAskedForAndNotRead() {
        answer(okJson(ANSWER));
        read();

        assertFalse(server.getAllServeEvents().get(0).getRequest().containsHeader("Accept-Encoding"));
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "307", "308"})
    void redirectsAreNotFollowed(int status) {
        answer(aResponse().withStatus(status).withHeader("Location", "https://evil.example/"));

        var failure = assertThrows(PortalRegistryProtocolException.class, this::read);

        assertEquals("PORTAL-304", failure.code());
        assertEquals(1, calls());
    }

    @Test
    void everyCallCarriesAcceptAndPasswordInUtf8() {
        answer(okJson(ANSWER));

        read();

        var request = server.getAllServeEvents().get(0).getRequest();
        assertEquals("application/json", request.getHeader("Accept"));
        // "leser:pä:sswort" in UTF-8
        assertEquals("Basic bGVzZXI6cMOkOnNzd29ydA==", request.getHeader("Authorization"));
        assertEquals(
                "/rest/allgemein/v3/leistungsbeschreibungen/7?gemeindekennziffer=09162000&mitRegionalenErgaenzungen=true",
                request.getUrl());
    }

    @Test
    void freshAnswerIsNotAskedForAgain() {
        answer(okJson(ANSWER));

        read();
        now = now.plus(Duration.ofMinutes(14));
        read();
        assertEquals(1, calls());

        now = now.plus(Duration.ofMinutes(2));
        read();
        assertEquals(2, calls());
    }

    @Test
    void answersOfOtherPlacesAreKeptApart() {
        answer(okJson(ANSWER));

        read();
        portal.service("7", Samples.NOERDLINGEN);

        assertEquals(2, calls());
    }

    @ParameterizedTest
    @CsvSource({"23, true", "25, false"})
    void oldAnswerIsUsedForADayWhenThePortalIsSilent(long hours, boolean used) {
        Instant first = now;
        answer(okJson(ANSWER));
        read();
        now = now.plus(Duration.ofHours(hours));
        answer(aResponse().withStatus(500));

        if (used) {
            assertEquals(first, read().orElseThrow().readAt());
        } else {
            assertThrows(PortalRegistryUnavailableException.class, this::read);
        }
    }

    @Test
    void refusalIsNotHiddenByAnOldAnswer() {
        answer(okJson(ANSWER));
        read();
        now = now.plus(Duration.ofHours(1));
        answer(aResponse().withStatus(401));

        assertThrows(PortalRegistryRejectedException.class, this::read);
    }

    @Test
    void uncachedSourceAsksEveryTime() {
        answer(okJson(ANSWER));

        read();
        portal.uncached().service("7", Samples.MUNICH);

        assertEquals(2, calls());
    }

    @Test
    void serviceThatFailsIsLeftAloneForAMinute() {
        answer(aResponse().withStatus(500));
        for (int i = 0; i < 3; i++) {
            assertThrows(PortalRegistryUnavailableException.class, this::read);
        }
        int before = calls();

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);
        assertEquals("PORTAL-107", failure.code());
        assertEquals(Optional.of(Duration.ofSeconds(60)), failure.suggestedPause());
        assertEquals(before, calls());

        waiting.pass(61);
        answer(okJson(ANSWER));
        assertTrue(read().isPresent());
    }

    @Test
    void refusalsDoNotCloseTheWay() {
        answer(aResponse().withStatus(403));
        for (int i = 0; i < 5; i++) {
            assertThrows(PortalRegistryRejectedException.class, this::read);
        }

        assertEquals(5, calls());
    }

    @Test
    void repetitionsStayWithinABudget() {
        answer(aResponse().withStatus(500));
        int failed = 0;
        for (int i = 0; i < 60; i++) {
            waiting.pass(61);
            try {
                read();
            } catch (PortalRegistryUnavailableException e) {
                failed++;
            }
        }

        assertEquals(60, failed);
        // Ten repetitions are saved up, and every ten calls earn one more.
        assertTrue(calls() <= 60 + 10 + 6, () -> "calls: " + calls());
    }

    @Test
    void strangersCertificateIsRefused() {
        portal.close();
        portal = portal().trust(List.of(TestTls.forName("localhost").certificate()))
                .build();

        var failure = assertThrows(PortalRegistryProtocolException.class, this::read);

        assertEquals("PORTAL-306", failure.code());
        assertEquals(0, calls());
    }

    @Test
    void certificateOfAnotherNameIsRefused() {
        portal.close();
        portal = BayernPortal.at(URI.create("https://127.0.0.1:" + server.httpsPort() + "/rest/allgemein/v3/"))
                .credentials("leser", "geheim")
                .trust(List.of(TLS.certificate()))
                .waiting(waiting)
                .build();

        var failure = assertThrows(PortalRegistryProtocolException.class, this::read);

        assertEquals("PORTAL-306", failure.code());
    }

    @Test
    void nobodyListeningIsUnavailable() {
        portal.close();
        portal = BayernPortal.at(URI.create("https://localhost:1/rest/allgemein/v3/"))
                .credentials("leser", "geheim")
                .waiting(waiting)
                .build();

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals("PORTAL-101", failure.code());
    }

    @Test
    void peerWithoutTlsIsUnavailable() throws Exception {
        portal.close();
        try (ServerSocket plain = new ServerSocket(0, 50, InetAddress.getByName("localhost"))) {
            Thread answering = new Thread(() -> {
                while (!plain.isClosed()) {
                    try (Socket socket = plain.accept()) {
                        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                        socket.getOutputStream().flush();
                        socket.getInputStream().readNBytes(1);
                    } catch (IOException end) {
                        return;
                    }
                }
            });
            answering.setDaemon(true);
            answering.start();
            portal = BayernPortal.at(URI.create("https://localhost:" + plain.getLocalPort() + "/"))
                    .credentials("leser", "geheim")
                    .waiting(waiting)
                    .build();

            var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

            assertEquals("PORTAL-109", failure.code());
        }
    }

    @Test
    void thirdCallAtATimeGivesUpWhenNoPlaceBecomesFree() throws Exception {
        try (HeldHttps held = new HeldHttps(200, ANSWER)) {
            portal.close();
            portal = portal(held.address("/rest/allgemein/v3"), held.trust())
                    .timeout(Duration.ofMinutes(5))
                    .build();
            List<Thread> slow = new ArrayList<>();
            for (String id : List.of("5", "6")) {
                Thread thread = new Thread(() -> portal.authority(id));
                thread.start();
                slow.add(thread);
            }
            held.awaitCalls(2);
            waiting.passAtEveryLook(301);

            var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

            assertEquals("PORTAL-106", failure.code());
            assertEquals(2, held.calls());
            held.speak();
            for (Thread thread : slow) {
                thread.join();
            }
        }
    }

    @Test
    void interruptionEndsTheCallAndIsKept() {
        answer(okJson(ANSWER));
        Thread.currentThread().interrupt();

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertEquals("PORTAL-108", failure.code());
        assertTrue(Thread.interrupted());
    }

    @Test
    void passwordAndAnswerStayOutOfMessages() {
        answer(aResponse().withStatus(500).withBody("Zeile 1\nWARN gefälscht"));

        var failure = assertThrows(PortalRegistryUnavailableException.class, this::read);

        assertFalse(failure.getMessage().contains("sswort"));
        assertFalse(failure.getMessage().contains("\n"));
    }

    private BayernPortal.Builder portal() {
        return portal(
                URI.create("https://localhost:" + server.httpsPort() + "/rest/allgemein/v3"),
                List.of(TLS.certificate()));
    }

    private BayernPortal.Builder portal(URI address, List<X509Certificate> trust) {
        return BayernPortal.at(address)
                .credentials("leser", "pä:sswort")
                .trust(trust)
                .clock(new Moving())
                .waiting(waiting)
                .onExchange(exchanges::add);
    }

    private Optional<ServiceDescription> read() {
        return portal.service("7", Samples.MUNICH);
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        server.resetMappings();
        server.stubFor(get(anyUrl()).willReturn(answer));
    }

    private static int calls() {
        return server.countRequestsMatching(getRequestedFor(anyUrl()).build()).getCount();
    }

    private List<String> outcomes() {
        return exchanges.stream().map(e -> e.outcome() + " " + e.code()).toList();
    }

    /** Shows the time of the test. */
    private final class Moving extends Clock {
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
