package io.github.bayernkommunal.epay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.bayernkommunal.epay.internal.Tls;
import io.github.bayernkommunal.epay.testkit.EpaySimulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the network and machines between us and the platform can do to a call. */
class XBezahldiensteTransportTest {

    private static final String CREATE = "/xbz/paymenttransaction/musterstadt/09162000";
    private static final String TOKEN = "/token";

    @TempDir
    static Path folder;

    private static WireMockServer server;
    private static List<X509Certificate> trust;

    private final MovableClock clock = new MovableClock();
    private final PaymentOrder order = Orders.parking("az-1").build();
    private final PaymentRoute.Attempt attempt =
            new PaymentRoute.Attempt("EPAY1", "az-1", order.amount(), Instant.EPOCH, false, null);
    private final PaymentRoute.Attempt known =
            new PaymentRoute.Attempt("EPAY1", "az-1", order.amount(), Instant.EPOCH, true, "T-1");

    @BeforeAll
    static void start() throws Exception {
        Certificates keys = Certificates.forLocalhost();
        server = new WireMockServer(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystorePath(keys.store(folder).toString())
                .keystorePassword("secret")
                .keyManagerPassword("secret")
                .keystoreType("PKCS12"));
        server.start();
        trust = List.of(keys.certificate());
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @BeforeEach
    void reset() {
        server.resetAll();
    }

    private static URI at(String path) {
        return URI.create("https://localhost:" + server.httpsPort() + path);
    }

    private XBezahldienste.Builder route() {
        return XBezahldienste.builder()
                .address(at("/xbz"))
                .originatorId("musterstadt")
                .endPointId("09162000")
                .trust(trust)
                .clock(clock)
                .timeout(Duration.ofSeconds(20));
    }

    private static ResponseDefinitionBuilder json(int status, String type, String body) {
        return aResponse().withStatus(status).withHeader("Content-Type", type).withBody(body);
    }

    private static String transaction(String status) {
        return """
                {"paymentInformation":{"transactionUrl":"https://evil.example/x","transactionId":"T-1","status":"%s",
                  "transactionRedirectUrl":"https://localhost/page"},
                 "paymentRequest":{"requestId":"EPAY1","grosAmount":30.7,"currency":"EUR"}}""".formatted(status);
    }

    private static String without(String member) {
        return transaction("PAYED")
                .replaceFirst("\"" + member + "\":(\"[^\"]*\"|[0-9.]+),?", "")
                .replace(",}", "}");
    }

    @Test
    void theRequestIsWrittenAsTheStandardSays() {
        server.stubFor(post(CREATE).willReturn(json(200, "application/json; charset=utf-8", transaction("INITIAL"))));
        PaymentOrder full = Orders.parking("az-1")
                .purpose("BEWOHNERPARKEN 2026-1")
                .description("Gebühr für das Parken")
                .item(LineItem.of("Parkschein", Money.euro("10"), "1110.1000")
                        .withTax(Money.euro("1.9"), java.math.BigDecimal.valueOf(19))
                        .withBudgetObject("0001")
                        .withBookingData(Map.of("href", "STS=1")))
                .payer(Payer.of("Erika", "Mustermann"))
                .build();

        route().build()
                .open(full, new PaymentRoute.Attempt("EPAY1", "az-1", full.amount(), Instant.EPOCH, false, null));

        server.verify(postRequestedFor(urlEqualTo(CREATE))
                .withHeader("Content-Type", equalTo("application/json"))
                .withHeader("Accept", equalTo("application/json, application/problem+json"))
                .withRequestBody(equalTo("""
                                {"requestId":"EPAY1","requestTimestamp":"2026-03-01T12:00:00Z","currency":"EUR",\
                                "grosAmount":42.60,"purpose":"BEWOHNERPARKEN 2026-1","description":"Gebühr für das Parken",\
                                "redirectUrl":"https://antrag.musterstadt.example/zahlung/f3b1","items":[\
                                {"id":"1","reference":"az-1","description":"BEWOHNERPARKEN","taxRate":0,"quantity":1,\
                                "totalNetAmount":30.70,"totalTaxAmount":0.00,"singleNetAmount":30.70,"singleTaxAmount":0.00,\
                                "bookingData":{"haushaltsstelle":"1110.1000"}},\
                                {"id":"2","reference":"az-1","description":"Parkschein","taxRate":19,"quantity":1,\
                                "totalNetAmount":10.00,"totalTaxAmount":1.90,"singleNetAmount":10.00,"singleTaxAmount":1.90,\
                                "bookingData":{"haushaltsstelle":"1110.1000","objektnummer":"0001","href":"STS=1"}}],\
                                "requestor":{"name":"Mustermann","firstName":"Erika","isOrganization":false}}""")));
    }

    @ParameterizedTest
    @CsvSource({"200, true", "204, true", "503, false"})
    void theProviderSaysWhetherItTakesPaymentsForUs(int status, boolean alive) {
        server.stubFor(
                get("/xbz/status/musterstadt/09162000").willReturn(aResponse().withStatus(status)));

        assertEquals(alive, route().build().isAlive());
    }

    @ParameterizedTest
    @CsvSource({
        "403, FORBIDDEN, EPAY-205",
        "400, NO_VALID_ORIGINATOR_OR_ENDPOINT, EPAY-201",
        "404, UNSPECIFIED, EPAY-104",
        "500, UNSPECIFIED, EPAY-104"
    })
    void whoDoesNotKnowUsOrFailsIsNotAlive(int status, String problem, String code) {
        server.stubFor(get("/xbz/status/musterstadt/09162000")
                .willReturn(
                        json(status, "application/problem+json", "{\"functionalCode\":\"%s\"}".formatted(problem))));

        assertEquals(
                code,
                assertThrows(EpayException.class, () -> route().build().isAlive())
                        .code());
    }

    @Test
    void theStatusIsAskedUnderAnAddressThatWeBuildOurselves() {
        server.stubFor(get(CREATE + "/T-1").willReturn(json(200, "application/json", transaction("PAYED"))));

        PaymentRoute.Status status = route().build().status(known);

        assertEquals(PaymentState.AUTHORIZED, status.state());
        assertEquals(1, server.getAllServeEvents().size());
    }

    @ParameterizedTest
    @CsvSource({"200", "201", "202"})
    void every2xxIsASuccess(int code) {
        server.stubFor(post(CREATE).willReturn(json(code, "application/json", transaction("INITIAL"))));

        assertEquals(PaymentState.PENDING, route().build().open(order, attempt).state());
    }

    @ParameterizedTest
    @CsvSource({
        "requestId",
        "grosAmount",
        "currency",
        "transactionId",
        "status",
    })
    void anAnswerWithoutSomethingThatHasToBeComparedIsNotBelieved(String member) {
        server.stubFor(get(CREATE + "/T-1").willReturn(json(200, "application/json", transaction("PAYED"))));
        assertEquals(PaymentState.AUTHORIZED, route().build().status(known).state());
        server.stubFor(get(CREATE + "/T-1").willReturn(json(200, "application/json", without(member))));

        var failure =
                assertThrows(EpayProtocolException.class, () -> route().build().status(known));

        assertEquals("EPAY-303", failure.code());
        assertTrue(failure.getMessage().contains(member), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "grosAmount\":30.7, grosAmount\":30.71",
        "grosAmount\":30.7, grosAmount\":3E9",
        "EUR, USD",
        "EPAY1, EPAY2",
        "T-1, T-2"
    })
    void oneOtherValueIsAMismatch(String ours, String other) {
        server.stubFor(get(CREATE + "/T-1")
                .willReturn(json(200, "application/json", transaction("PAYED").replace(ours, other))));

        assertEquals(PaymentState.MISMATCH, route().build().status(known).state());
    }

    @ParameterizedTest
    @CsvSource({"30.7", "30.70", "30.700000", "3.07E1"})
    void theSumIsComparedAsANumber(String written) {
        server.stubFor(get(CREATE + "/T-1")
                .willReturn(json(
                        200,
                        "application/json",
                        transaction("PAYED").replace("grosAmount\":30.7", "grosAmount\":" + written))));

        assertEquals(PaymentState.AUTHORIZED, route().build().status(known).state());
    }

    @ParameterizedTest
    @CsvSource({
        "400, NO_VALID_ORIGINATOR_OR_DESTINATION, EPAY-201",
        "400, NO_VALID_ORIGINATOR_OR_ENDPOINT, EPAY-201",
        "400, CALCULATION_ERROR, EPAY-202",
        "400, BOOKING_DATA_MISSING, EPAY-203",
        "400, VALIDATION_ERROR, EPAY-204",
        "403, FORBIDDEN, EPAY-205",
        "401, FORBIDDEN, EPAY-205",
        "400, UNSPECIFIED, EPAY-104",
        "400, SOMETHING_NEW, EPAY-310",
        "409, PAYMENT_EXISTS, EPAY-306"
    })
    void everyFunctionalCodeHasItsMeaning(int status, String code, String ours) {
        server.stubFor(post(CREATE)
                .willReturn(json(
                        status,
                        "application/problem+json",
                        "{\"status\":400,\"title\":\"t\",\"detail\":\"Frau Mustermann\",\"functionalCode\":\"" + code
                                + "\"}")));
        server.stubFor(get(CREATE + "/EPAY1").willReturn(aResponse().withStatus(404)));

        var failure = assertThrows(EpayException.class, () -> route().build().open(order, attempt));

        assertEquals(ours, failure.code());
        assertFalse(failure.getMessage().contains("Mustermann"));
        if (failure instanceof EpayRejectedException rejected) {
            assertTrue(rejected.is(code));
            assertTrue(rejected.is(ours));
        }
    }

    @ParameterizedTest
    @CsvSource({"404, true", "400, false"})
    void aPathThatThePlatformDoesNotHaveLeadsToTheAddress(int status, boolean named) {
        server.stubFor(any(anyUrl())
                .willReturn(json(status, "application/problem+json", "{\"functionalCode\":\"UNSPECIFIED\"}")));

        var failure = assertThrows(EpayException.class, () -> route().build().open(order, attempt));

        assertEquals("EPAY-104", failure.code());
        assertEquals(named, failure.getMessage().contains("epay.address is wrong"), failure.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"301", "302", "307", "308"})
    void aRedirectIsNotFollowed(int status) {
        server.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status).withHeader("Location", "/elsewhere")));

        assertEquals(
                "EPAY-307",
                assertThrows(EpayProtocolException.class, () -> route().build().open(order, attempt))
                        .code());
        assertEquals(1, server.getAllServeEvents().size());
    }

    @ParameterizedTest
    @CsvSource({"400, text/html", "404, text/html", "409, text/plain", "405, application/json"})
    void aRefusalWithoutAProblemDocumentIsUnknown(int status, String type) {
        server.stubFor(post(CREATE).willReturn(json(status, type, "<html>proxy</html>")));

        assertEquals(
                "EPAY-307",
                assertThrows(EpayProtocolException.class, () -> route().build().open(order, attempt))
                        .code());
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aBrokenConnectionMayHaveTakenEffect(Fault fault) {
        server.stubFor(post(CREATE).willReturn(aResponse().withFault(fault)));

        var failure = assertThrows(EpayException.class, () -> route().build().open(order, attempt));

        assertTrue(
                failure instanceof EpayUnavailableException lost && lost.mayHaveTakenEffect()
                        || failure instanceof EpayProtocolException,
                () -> String.valueOf(failure));
        assertEquals(1, server.getAllServeEvents().size(), "a creation is never repeated by itself");
    }

    @Test
    void anAnswerInAnotherCodingIsNotRead() {
        server.stubFor(get(CREATE + "/T-1")
                .willReturn(json(200, "application/json", "x").withHeader("Content-Encoding", "br")));

        assertEquals(
                "EPAY-301",
                assertThrows(EpayProtocolException.class, () -> route().build().status(known))
                        .code());
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "'Sun, 01 Mar 2026 12:00:30 GMT', PT30S",
        "'Sun, 01 Mar 2026 11:00:00 GMT', PT0S",
        "999999999, PT24H"
    })
    void aPauseThatIsAskedForIsHandedOn(String header, Duration pause) {
        server.stubFor(
                get(CREATE + "/T-1").willReturn(aResponse().withStatus(503).withHeader("Retry-After", header)));

        var failure = assertThrows(
                EpayUnavailableException.class, () -> route().build().status(known));

        assertEquals(pause, failure.suggestedPause().orElseThrow());
    }

    @Test
    void aPauseThatCannotBeReadIsNone() {
        server.stubFor(
                get(CREATE + "/T-1").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "soon")));

        var failure = assertThrows(
                EpayUnavailableException.class, () -> route().build().status(known));

        assertEquals("EPAY-105", failure.code());
        assertTrue(failure.suggestedPause().isEmpty());
    }

    @Test
    void aTransactionThatVanishedIsUnknown() {
        server.stubFor(get(CREATE + "/T-1").willReturn(aResponse().withStatus(404)));

        assertEquals(PaymentState.UNKNOWN, route().build().status(known).state());
    }

    @Test
    void nobodyListening() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        var failure = assertThrows(
                EpayUnavailableException.class,
                () -> route().address(URI.create("https://localhost:" + free + "/"))
                        .build()
                        .open(order, attempt));

        assertEquals("EPAY-101", failure.code());
        assertFalse(failure.mayHaveTakenEffect());
    }

    @Test
    void aServerThatNobodyVouchesFor() {
        var failure = assertThrows(
                EpayUnavailableException.class,
                () -> route().trust(List.of(Certificates.forLocalhost().certificate()))
                        .build()
                        .open(order, attempt));

        assertEquals("EPAY-101", failure.code());
        assertFalse(failure.mayHaveTakenEffect());
        assertEquals(0, server.getAllServeEvents().size());
    }

    @Test
    void aCertificateForAnotherHost() {
        var failure = assertThrows(
                EpayUnavailableException.class,
                () -> route().address(URI.create("https://127.0.0.2:" + server.httpsPort() + "/"))
                        .build()
                        .open(order, attempt));

        assertEquals("EPAY-101", failure.code());
    }

    @Test
    void aClientCertificate() {
        try (EpaySimulator platform = EpaySimulator.builder().mutualTls().start()) {
            Map<String, String> settings = new TreeMap<>(platform.settings());
            try (EpayClient client = EpayClient.from(settings)) {
                client.open(order);
                platform.pay("az-1");
                assertTrue(client.report("az-1").isPaid());
            }
            settings.keySet().removeIf(name -> name.startsWith("epay.client-key"));
            try (EpayClient client = EpayClient.from(settings)) {
                assertEquals(
                        "EPAY-205",
                        assertThrows(EpayRejectedException.class, () -> client.open(order))
                                .code());
            }
        }
    }

    /** With TLS 1.3 the reset of the connection can overtake the alert; then the call counts as lost, and is made again. */
    private EpayUnavailableException refusalWithItsAlert(XBezahldienste.Builder route) {
        for (int i = 0; i < 50; i++) {
            var refused = assertThrows(
                    EpayUnavailableException.class, () -> route.build().open(order, attempt));
            if (!refused.code().equals("EPAY-103")) {
                return refused;
            }
        }
        throw new AssertionError("No alert arrived in 50 calls");
    }

    @Test
    void aRefusedClientCertificateIsSaidPlainly() throws Exception {
        Certificates keys = Certificates.forLocalhost();
        Certificates ours = Certificates.forLocalhost();
        WireMockServer strict = new WireMockServer(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystorePath(keys.store(folder).toString())
                .keystorePassword("secret")
                .keyManagerPassword("secret")
                .keystoreType("PKCS12")
                .needClientAuth(true)
                .trustStorePath(keys.trustStore(folder).toString())
                .trustStorePassword("secret")
                .trustStoreType("PKCS12"));
        strict.start();
        try {
            XBezahldienste.Builder route = route().address(URI.create("https://localhost:" + strict.httpsPort()))
                    .clock(java.time.Clock.systemUTC())
                    .trust(List.of(keys.certificate()));

            var none = refusalWithItsAlert(route);
            var foreign = refusalWithItsAlert(route.clientKey(ours.entry()));

            assertEquals("EPAY-109", none.code());
            assertTrue(none.getMessage().contains("none is configured"), none.getMessage());
            assertEquals("EPAY-109", foreign.code());
            assertTrue(
                    foreign.getMessage()
                            .contains(
                                    ours.certificate().getNotAfter().toInstant().toString()),
                    foreign.getMessage());
            assertFalse(foreign.mayHaveTakenEffect());
        } finally {
            strict.stop();
        }
    }

    @Test
    void userAndPassword() {
        try (EpaySimulator platform = EpaySimulator.builder().basic().start()) {
            Map<String, String> settings = new TreeMap<>(platform.settings());
            try (EpayClient client = EpayClient.from(settings)) {
                client.open(order);
            }
            settings.put("epay.basic.password", "wrong");
            try (EpayClient client = EpayClient.from(settings)) {
                assertEquals(
                        "EPAY-205",
                        assertThrows(EpayRejectedException.class, () -> client.open(order))
                                .code());
            }
        }
    }

    @Test
    void aRefusedTokenIsRenewedOnceAndNotAgain() {
        server.stubFor(post(TOKEN)
                .willReturn(json(
                        200,
                        "application/json",
                        "{\"access_token\":\"t\",\"token_type\":\"Bearer\",\"expires_in\":300}")));
        server.stubFor(post(CREATE).willReturn(aResponse().withStatus(401)));

        var refusal = assertThrows(
                EpayRejectedException.class,
                () -> route().oauth(at(TOKEN), "id", "secret").build().open(order, attempt));

        assertEquals("EPAY-205", refusal.code());
        server.verify(2, postRequestedFor(urlEqualTo(CREATE)).withHeader("Authorization", equalTo("Bearer t")));
        server.verify(2, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @ParameterizedTest(name = "expires_in {0}: still used after {1}, not after {2}")
    @CsvSource({"300, PT3M59S, PT4M", "90, PT44S, PT45S", "0, , PT0S", "99999999, PT23H58M, PT24H"})
    void aTokenIsUsedUntilShortlyBeforeItsEnd(String life, Duration used, Duration over) {
        server.stubFor(post(TOKEN)
                .willReturn(json(
                        200,
                        "application/json",
                        "{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":" + life + "}")));
        server.stubFor(get(CREATE + "/T-1").willReturn(json(200, "application/json", transaction("INITIAL"))));
        XBezahldienste route = route().oauth(at(TOKEN), "id", "secret").build();
        route.status(known);
        Instant start = clock.instant();

        if (used != null) {
            clock.to(start.plus(used));
            route.status(known);
            server.verify(1, postRequestedFor(urlEqualTo(TOKEN)));
        }
        clock.to(start.plus(over));
        route.status(known);

        server.verify(2, postRequestedFor(urlEqualTo(TOKEN)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {} | EPAY-207",
                "401 | {} | EPAY-207",
                "500 | {} | EPAY-106",
                "429 | {} | EPAY-106",
                "302 | {} | EPAY-309",
                "200 | {} | EPAY-309",
                "200 | <html> | EPAY-309",
                "200 | {\"access_token\":\"t\",\"token_type\":\"mac\"} | EPAY-309",
                "200 | {\"access_token\":\"a b\",\"token_type\":\"bearer\"} | EPAY-309",
            })
    void aTokenServiceThatDoesNotHelp(int status, String body, String code) {
        server.stubFor(post(TOKEN).willReturn(json(status, "application/json", body)));

        EpayException failure = refusedForWantOfAToken();

        assertEquals(code, failure.code());
        assertFalse(failure.getMessage().contains("s3cret"));
        server.verify(0, postRequestedFor(urlEqualTo(CREATE)));
        server.verify(
                1,
                postRequestedFor(urlEqualTo(TOKEN))
                        .withRequestBody(equalTo("grant_type=client_credentials&client_id=id&client_secret=s3cret")));
    }

    @Test
    void aTokenServiceThatAnswersWithTooMuch() {
        server.stubFor(post(TOKEN).willReturn(json(200, "application/json", "{}" + " ".repeat(256 * 1024))));

        assertEquals("EPAY-309", refusedForWantOfAToken().code());
    }

    /** Whatever the token service does, the platform has seen nothing, and the claim is as free as before. */
    private EpayException refusedForWantOfAToken() {
        Journal journal = Journal.inMemory();
        XBezahldienste route = route().oauth(at(TOKEN), "id", "s3cret").build();
        try (EpayClient epay =
                EpayClient.builder().route(route).journal(journal).clock(clock).build()) {
            EpayException failure = assertThrows(EpayException.class, () -> epay.open(order));

            assertFalse(failure instanceof EpayUnavailableException lost && lost.mayHaveTakenEffect());
            assertEquals(
                    PaymentState.CREATED,
                    journal.latest(route.account(), "az-1").orElseThrow().state());
            return failure;
        }
    }

    @Test
    void namesAndScopeThatAProviderWants() {
        server.stubFor(post(TOKEN)
                .willReturn(json(200, "application/json", "{\"access_token\":\"t\",\"token_type\":\"bearer\"}")));
        server.stubFor(post(CREATE).willReturn(json(200, "application/json", transaction("INITIAL"))));
        PaymentOrder posted = Orders.parking("az-1")
                .item(LineItem.of("X", Money.cents(1), "2").withBudgetObject("7"))
                .build();

        route().oauth(at(TOKEN), "id", "secret")
                .oauthScope("post read")
                .bookingNames("hhst", "objekt")
                .build()
                .open(posted, attempt);

        server.verify(postRequestedFor(urlEqualTo(TOKEN))
                .withRequestBody(
                        equalTo("grant_type=client_credentials&client_id=id&client_secret=secret&scope=post+read")));
        server.verify(postRequestedFor(urlEqualTo(CREATE))
                .withRequestBody(com.github.tomakehurst.wiremock.client.WireMock.containing(
                        "\"bookingData\":{\"hhst\":\"2\",\"objekt\":\"7\"}")));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T00:59:59Z, 2026-03-29T00:59:59Z",
        "2026-03-29T03:00:00+02:00, 2026-03-29T01:00:00Z",
        "2026-10-25T02:30:00+02:00, 2026-10-25T00:30:00Z",
        "2026-10-25T02:30:00+01:00, 2026-10-25T01:30:00Z",
        "2026-10-25T02:30:00.123456789+01:00, 2026-10-25T01:30:00.123456789Z",
        "2026-10-25T02:30:00, ",
        "gestern, "
    })
    void timesKeepTheirZoneOverTheDaysOfChange(String written, Instant paidAt) {
        server.stubFor(get(CREATE + "/T-1")
                .willReturn(json(
                        200,
                        "application/json",
                        transaction("PAYED")
                                .replace("\"status\"", "\"transactionTimestamp\":\"" + written + "\",\"status\""))));

        PaymentRoute.Status status = route().build().status(known);

        assertEquals(paidAt, status.paidAt());
        assertEquals(PaymentState.AUTHORIZED, status.state());
    }

    @Test
    void aKeyThatCannotWorkIsRefusedAtOnce() throws Exception {
        Certificates one = Certificates.forLocalhost();
        Certificates two = Certificates.forLocalhost();
        var mixed = new java.security.KeyStore.PrivateKeyEntry(
                one.keys().getPrivate(), new java.security.cert.Certificate[] {two.certificate()});

        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> route().clock(java.time.Clock.systemUTC())
                        .clientKey(mixed)
                        .build());

        assertTrue(refusal.getMessage().contains("does not belong"));
        XBezahldienste good = route().clock(java.time.Clock.systemUTC())
                .clientKey(one.entry())
                .build();
        assertEquals(
                one.certificate().getNotAfter().toInstant(),
                good.credentialsEnd().orElseThrow());
        assertTrue(route().build().credentialsEnd().isEmpty());
    }

    @Test
    void onlyModernTls() {
        assertEquals(List.of("TLSv1.3", "TLSv1.2"), List.of(Tls.parameters().getProtocols()));
    }
}
