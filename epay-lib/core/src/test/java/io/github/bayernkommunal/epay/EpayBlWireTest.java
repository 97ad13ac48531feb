package io.github.bayernkommunal.epay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** What goes to ePayBL, byte for byte, and what its answers and faults mean. */
class EpayBlWireTest {

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
                .longestText(14)
                .trust(trust)
                .clock(new MovableClock())
                .build();
    }

    private static String sent(String operation) {
        return server.getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .filter(request -> request.getHeader("SOAPAction").equals("\"" + NAMESPACE + operation + "\""))
                .map(request -> request.getBodyAsString())
                .findFirst()
                .orElseThrow();
    }

    private static void answers(String result) {
        server.stubFor(post("/soap")
                .willReturn(aResponse().withHeader("Content-Type", "text/xml").withBody("""
                                <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><r><return>\
                                %s</return></r></e:Body></e:Envelope>""".formatted(result))));
    }

    @Test
    void theWholeRequestOfTheSecondGeneration() {
        route().open(
                        Orders.parking("az-1")
                                .kassenzeichen(Kassenzeichen.of("4711000000001"))
                                .build(),
                        attempt);

        assertEquals("""
                <?xml version="1.0" encoding="UTF-8"?>\
                <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"\
                 xmlns:soapenc="http://schemas.xmlsoap.org/soap/encoding/" xmlns:xsd="http://www.w3.org/2001/XMLSchema"\
                 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:ep="http://www.bff.bund.de/ePayment">\
                <soapenv:Body soapenv:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/">\
                <ep:anlegenKassenzeichenMitZahlverfahrenlisteMitBLP>\
                <mandantNr xsi:type="xsd:string">9990000001</mandantNr>\
                <eShopKundenNr xsi:type="xsd:string">EPAY1</eShopKundenNr>\
                <buchungsListe xsi:type="ep:BuchungsListe">\
                <EShopTransaktionsNr xsi:type="xsd:string">EPAY1</EShopTransaktionsNr>\
                <betrag xsi:type="xsd:decimal">30.70</betrag>\
                <bewirtschafterNr xsi:type="xsd:string">42</bewirtschafterNr>\
                <buchungen xsi:type="soapenc:Array" soapenc:arrayType="ep:Buchung[1]">\
                <buchungen xsi:type="ep:Buchung">\
                <betrag xsi:type="xsd:decimal">30.70</betrag>\
                <buchungstext xsi:type="xsd:string">BEWOHNERPARKEN</buchungstext>\
                <haushaltsstelle xsi:type="xsd:string">1110.1000</haushaltsstelle>\
                </buchungen></buchungen>\
                <faelligkeitsdatum xsi:type="xsd:dateTime">2026-03-01T12:00:00Z</faelligkeitsdatum>\
                <kassenzeichen xsi:type="xsd:string">4711000000001</kassenzeichen>\
                <kennzeichenMahnverfahren xsi:type="xsd:string">01</kennzeichenMahnverfahren>\
                <waehrungskennzeichen xsi:type="xsd:string">EUR</waehrungskennzeichen>\
                </buchungsListe>\
                <lieferAdresse xsi:type="ep:LieferAdresse" xsi:nil="true"></lieferAdresse>\
                <buchungsText xsi:type="xsd:string" xsi:nil="true"></buchungsText>\
                <zahlverfahrenListe xsi:type="soapenc:Array" soapenc:arrayType="xsd:string[1]">\
                <item xsi:type="xsd:string">KREDITKARTE</item></zahlverfahrenListe>\
                <buchungslisteParameterSet xsi:type="ep:BuchungsListeParameterSet" xsi:nil="true"></buchungslisteParameterSet>\
                </ep:anlegenKassenzeichenMitZahlverfahrenlisteMitBLP></soapenv:Body></soapenv:Envelope>""", sent(NEWER));
    }

    @Test
    void itSaysWhetherItIsAlive() {
        assertTrue(route().isAlive());

        answers("<ergebnis><istOk>false</istOk><code>-0013</code></ergebnis>");

        assertFalse(route().isAlive());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "4200 000", "4200000000123&#10;X", "4200000000123?x=1"})
    void aKassenzeichenThatIsNoneIsNotBelieved(String number) {
        answers("<ergebnis><istOk>true</istOk><code>+0000</code></ergebnis>" + "<buchungsListe><kassenzeichen>" + number
                + "</kassenzeichen></buchungsListe>");

        assertEquals(
                "EPAY-303",
                assertThrows(EpayProtocolException.class, () -> route().open(order, attempt))
                        .code());
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
