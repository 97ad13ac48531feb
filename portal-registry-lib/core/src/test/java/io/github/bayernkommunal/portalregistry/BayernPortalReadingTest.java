package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.bayernkommunal.portalregistry.Authority.Channel;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Section;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BayernPortalReadingTest {

    private static final TestTls TLS = TestTls.forName("localhost");
    private static WireMockServer server;
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
        portal = BayernPortal.at(URI.create("https://localhost:" + server.httpsPort() + "/rest/allgemein/v3/"))
                .credentials("leser", "geheim")
                .trust(List.of(TLS.certificate()))
                .leistung(Samples.PARKING, "3345512290")
                .build();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    private static final String DESCRIPTION = """
            { "id": 3345512290, "bezeichnung": {"value": "Bewohnerparkausweis; Beantragung"},
              "url": "https://www.bayernportal.de/dokumente/leistung/3345512290",
              "letzteAenderung": "2026-03-02T09:15:00.000+01:00",
              "kurzbeschreibung": {"value": "<p onclick='x()'>Parken</p><script>x</script>"},
              "kosten": {"value": "<p>30,70 Euro</p>"}, "fristen": "<p>Keine</p>", "hinweise": {"value": "  "},
              "verantwortlicheBehoerde": {"value": "Bayerisches Staatsministerium"},
              "onlineVerfahren": {"onlineVerfahren": [
                 {"kurzbeschreibung": "Antrag online", "langbeschreibung": "", "url": "https://dienste.musterstadt.example/parken"},
                 {"kurzbeschreibung": "böse", "url": "javascript:alert(1)"}]},
              "formulare": {"formular": {"id": 4, "kurzbeschreibung": "Formular", "url": "https://formulare.example/x y.pdf"}},
              "zustaendigkeiten": {"zustaendig": [{"behoerdId": 44218646771, "bezeichnung": "Stadt Musterstadt – Verkehrsamt"}]},
              "neuesFeld": {"a": [1, 2]},
              "regionaleErgaenzungen": {"regionaleErgaenzung": [{"id": 990011}]} }
            """;

    @Test
    void descriptionIsReadWithOfficesLinksAndSafeTexts() {
        answer("leistungsbeschreibungen/3345512290", DESCRIPTION);

        ServiceDescription found = portal.service("3345512290", Samples.MUNICH).orElseThrow();

        assertEquals("Bewohnerparkausweis; Beantragung", found.title());
        assertEquals("<p>Parken</p>", found.text(Section.SUMMARY).orElseThrow().html());
        assertEquals("Keine", found.text(Section.DEADLINES).orElseThrow().plain());
        assertTrue(found.text(Section.NOTES).isEmpty());
        assertEquals(
                URI.create("https://www.bayernportal.de/dokumente/leistung/3345512290"),
                found.page().orElseThrow());
        assertEquals(1, found.onlineServices().size());
        assertEquals(
                URI.create("https://dienste.musterstadt.example/parken"),
                found.onlineServices().get(0).address());
        assertEquals(
                URI.create("https://formulare.example/x%20y.pdf"),
                found.links(LinkKind.FORM).get(0).address());
        assertEquals("44218646771", found.authorities().get(0).id());
        assertEquals(
                "Stadt Musterstadt – Verkehrsamt", found.authorities().get(0).name());
    }

    @Test
    void synonymsAreTextWithoutMarkup() {
        answer("leistungen", """
                {"leistung": {"id": 71, "bezeichnung": "Parken", "synonyme": {"synonym": [
                   {"value": "<b>Anwohner</b>parken<script>x</script>"}, {"value": "<i></i>"}]}}}
                """);

        assertEquals(
                List.of("Anwohnerparken"),
                portal.services(Samples.MUNICH).get(0).synonyms());
    }

    @Test
    void additionOfThePlaceTakesThePlaceOfFilledMembersOnly() {
        answer("leistungsbeschreibungen/3345512290", DESCRIPTION);
        answer("leistungsbeschreibungen/990011", """
                {"id": 990011, "kosten": {"value": "<p>25 Euro</p>"}, "fristen": {"value": ""},
                 "onlineVerfahren": {"onlineVerfahren": {"kurzbeschreibung": "Hier", "url": "https://hier.example/"}},
                 "regionaleErgaenzungen": {"regionaleErgaenzung": [{"id": 3345512290}, {"id": 990011}]}}
                """);

        ServiceDescription found = portal.service("3345512290", Samples.MUNICH).orElseThrow();

        assertEquals("25 Euro", found.text(Section.FEES).orElseThrow().plain());
        assertEquals(Provenance.REGIONAL, found.text(Section.FEES).orElseThrow().provenance());
        assertEquals("Keine", found.text(Section.DEADLINES).orElseThrow().plain());
        assertEquals(
                Provenance.GENERAL, found.text(Section.DEADLINES).orElseThrow().provenance());
        assertEquals(2, found.onlineServices().size());
        assertEquals(Provenance.REGIONAL, found.onlineServices().get(1).provenance());
        assertEquals(2, server.getAllServeEvents().size());
    }

    @Test
    void additionFillsOnlyWhatIsEmptyWhereThatIsTheRule() {
        answer("leistungsbeschreibungen/3345512290", DESCRIPTION);
        answer("leistungsbeschreibungen/990011", """
                {"id": 990011, "kosten": {"value": "<p>25 Euro</p>"}, "hinweise": {"value": "<p>Nur hier</p>"}}
                """);
        try (BayernPortal other = BayernPortal.at(
                        URI.create("https://localhost:" + server.httpsPort() + "/rest/allgemein/v3/"))
                .credentials("leser", "geheim")
                .trust(List.of(TLS.certificate()))
                .additions(BayernPortal.Additions.FILL_EMPTY)
                .build()) {
            ServiceDescription found =
                    other.service("3345512290", Samples.MUNICH).orElseThrow();

            assertEquals("30,70 Euro", found.text(Section.FEES).orElseThrow().plain());
            assertEquals("Nur hier", found.text(Section.NOTES).orElseThrow().plain());
            assertEquals(
                    Provenance.REGIONAL, found.text(Section.NOTES).orElseThrow().provenance());
        }
    }

    @Test
    void wrappedAnswerIsReadAsWell() {
        answer("leistungsbeschreibungen/7", "{\"leistungsbeschreibung\": {\"id\": 7, \"bezeichnung\": \"Wohngeld\"}}");

        assertEquals(
                "Wohngeld", portal.service("7", Samples.MUNICH).orElseThrow().title());
    }

    @Test
    void xmlIsReadLikeJson() {
        server.stubFor(get(urlPathEqualTo("/rest/allgemein/v3/leistungsbeschreibungen/7"))
                .willReturn(aResponse()
                        .withStatus(200)
                        .withHeader("Content-Type", "application/xml")
                        .withBody("""
                                <?xml version="1.0" encoding="UTF-8"?>
                                <ns2:leistungsbeschreibung xmlns:ns2="urn:example:portal"><id>7</id>
                                  <bezeichnung><value>Wohngeld</value></bezeichnung>
                                  <onlineVerfahren><onlineVerfahren><kurzbeschreibung>Online</kurzbeschreibung>
                                    <url>https://dienste.example/</url></onlineVerfahren></onlineVerfahren>
                                </ns2:leistungsbeschreibung>
                                """)));

        ServiceDescription found = portal.service("7", Samples.MUNICH).orElseThrow();

        assertEquals("Wohngeld", found.title());
        assertEquals(1, found.onlineServices().size());
    }

    @Test
    void listIsReadWithSynonymsAndSearched() {
        answer("leistungen", """
                {"leistung": [
                  {"id": 3345512290, "bezeichnung": "Bewohnerparkausweis; Beantragung", "url": "https://www.bayernportal.de/x",
                   "synonyme": {"synonym": [{"value": "Anwohnerparken"}]}},
                  {"id": 4, "bezeichnung": {"value": "Hundesteuer &amp; mehr"}, "url": "javascript:x"},
                  {"bezeichnung": "ohne Nummer"}]}
                """);
        try (PortalRegistryClient client =
                PortalRegistryClient.builder().source(portal).build()) {
            assertEquals(2, client.services(Samples.MUNICH).size());
            assertEquals(
                    "Hundesteuer & mehr", client.services(Samples.MUNICH).get(1).title());
            assertEquals("", client.services(Samples.MUNICH).get(1).page());
            assertEquals(
                    1, client.search("ANWOHNER beantragung", Samples.MUNICH).size());
            assertEquals(0, client.search("anwohner hund", Samples.MUNICH).size());
            assertEquals(2, client.search("  ", Samples.MUNICH).size());
        }
    }

    @Test
    void singleEntryIsAListToo() {
        answer("leistungen", "{\"leistung\": {\"id\": 4, \"bezeichnung\": \"Hundesteuer\"}}");

        assertEquals(1, portal.services(Samples.MUNICH).size());
    }

    @Test
    void officeIsReadWithTheAddressesOfItsBuildings() {
        answer("behoerden/44218646771", """
                {"behoerde": {"id": 44218646771, "bezeichnung": "Verkehrsamt", "behoerdenart": "Amt", "email": "amt@musterstadt.example",
                  "website": "www.musterstadt.example", "linkSicheresKontaktformular": "https://formular.example/",
                  "behoerdenGebaeudeZuordnungen": {"gebaeude": [{"id": 12}, {"id": 13, "bezeichnung": "Nebenstelle",
                    "postanschriftStrasse": "Postfach 1", "postanschriftPLZ": "01234", "postanschriftOrt": "Musterstadt"}]}}}
                """);
        answer("behoerden/44218646771/gebaeude/12", """
                {"behoerdenGebaeude": {"gebaeudeId": 12, "bezeichnung": "Rathaus", "hausanschriftStrasse": "Marktplatz 1",
                  "hausanschriftPLZ": "86720", "hausanschriftOrt": "Musterstadt", "telefonLandvorwahl": "+49",
                  "telefonOrtsvorwahl": "9081", "telefonAnlage": "84", "telefonDurchwahl": "0"}}
                """);

        Authority office = portal.authority("44218646771").orElseThrow();

        assertEquals("+49 9081 84-0", office.contact(Channel.PHONE).orElseThrow());
        assertEquals(
                "https://www.musterstadt.example",
                office.contact(Channel.WEBSITE).orElseThrow());
        assertEquals(
                "https://formular.example/", office.contact(Channel.SECURE_FORM).orElseThrow());
        assertEquals(
                new Authority.Address(Authority.Purpose.VISITORS, "Rathaus", "Marktplatz 1", "86720", "Musterstadt"),
                office.addresses().get(0));
        assertEquals("01234", office.addresses().get(1).postcode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "7/../../x", "7?x=y", "1234567890123456789", "٧"})
    void onlyPositiveNumbersAreIds(String id) {
        assertThrows(IllegalArgumentException.class, () -> portal.service(id, Samples.MUNICH));
        assertThrows(IllegalArgumentException.class, () -> portal.authority(id));
    }

    @Test
    void otherStatesAreNotAskedFor() {
        assertTrue(portal.service("7", Ars.of("064350014014")).isEmpty());
        assertTrue(portal.services(Ars.of("06")).isEmpty());
        assertEquals(0, server.getAllServeEvents().size());
    }

    @Test
    void stateIsAskedForWithoutAPlace() {
        answer("leistungsbeschreibungen/7", "{\"id\": 7, \"bezeichnung\": \"Wohngeld\"}");

        portal.service("7", Ars.of("09"));

        assertEquals(
                "/rest/allgemein/v3/leistungsbeschreibungen/7?mitRegionalenErgaenzungen=true",
                server.getAllServeEvents().get(0).getRequest().getUrl());
    }

    private static void answer(String path, String json) {
        server.stubFor(get(urlPathEqualTo("/rest/allgemein/v3/" + path)).willReturn(okJson(json)));
    }
}
