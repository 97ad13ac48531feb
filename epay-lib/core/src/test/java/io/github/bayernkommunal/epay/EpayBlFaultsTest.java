package io.github.bayernkommunal.epay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a SOAP fault of ePayBL means: only a missing operation is a reason to take another one. */
class EpayBlFaultsTest {

    private static final String NAMESPACE = "http://www.bff.bund.de/ePayment#";
    private static final String NEWER = "anlegenKassenzeichenMitZahlverfahrenlisteMitBLP";
    private static final String OLDER = "anlegenKassenzeichen";
    private static final String ANSWER = """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><r><return>\
            <ergebnis><istOk>true</istOk><code>+0000</code></ergebnis>\
            <buchungsListe><kassenzeichen>4200000000123</kassenzeichen></buchungsListe>\
            </return></r></e:Body></e:Envelope>""";

    @TempDir
    static Path folder;

    private static WireMockServer server;
    private static List<X509Certificate> trust;

    private final PaymentOrder order = Orders.parking("az-1").build();
    private final PaymentRoute.Attempt attempt =
            new PaymentRoute.Attempt("EPAY1", "az-1", order.amount(), Instant.EPOCH, false, null);

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
    void everythingWorks() {
        server.resetAll();
        server.stubFor(post("/soap")
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody(ANSWER)));
    }

    private static EpayBl route() {
        return EpayBl.builder()
                .address(URI.create("https://localhost:" + server.httpsPort() + "/soap"))
                .paypage(URI.create("https://localhost:" + server.httpsPort() + "/paypage"))
                .payee(Bewirtschafter.of("9990000001", "42"))
                .methods(List.of("KREDITKARTE"))
                .trust(trust)
                .build();
    }

    private static void newerFails(String words) {
        server.stubFor(post("/soap")
                .withHeader("SOAPAction", containing(NEWER))
                .willReturn(aResponse()
                        .withStatus(500)
                        .withHeader("Content-Type", "text/xml")
                        .withBody("""
                                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault>\
                                <faultcode>e:Server</faultcode><faultstring>%s</faultstring>\
                                </e:Fault></e:Body></e:Envelope>""".formatted(words))));
    }

    private static void assertOlderAsked(int times) {
        server.verify(
                times,
                postRequestedFor(urlEqualTo("/soap"))
                        .withHeader("SOAPAction", equalTo("\"" + NAMESPACE + OLDER + "\"")));
    }

    @Test
    void theNewerOperationIsEnough() {
        assertEquals("4200000000123", route().open(order, attempt).transactionId());

        assertOlderAsked(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "method 'anlegenKassenzeichenMitZahlverfahrenlisteMitBLP' not available",
                "No such operation 'anlegenKassenzeichenMitZahlverfahrenlisteMitBLP'",
                "Procedure \"anlegenKassenzeichenMitZahlverfahrenlisteMitBLP\" not found",
                "Unknown method"
            })
    void aMissingOperationIsReplacedByTheOlderOne(String words) {
        newerFails(words);

        assertEquals("4200000000123", route().open(order, attempt).transactionId());

        assertOlderAsked(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer not found",
                "java.lang.IllegalStateException: posting not found after commit",
                "Service temporarily not available",
                "unknown error"
            })
    void anOperationThatFailedInBetweenIsNotTriedInAnotherWay(String words) {
        newerFails(words);

        EpayUnavailableException unclear =
                assertThrows(EpayUnavailableException.class, () -> route().open(order, attempt));

        assertEquals("EPAY-104", unclear.code());
        assertTrue(unclear.mayHaveTakenEffect());
        assertOlderAsked(0);
    }
}
