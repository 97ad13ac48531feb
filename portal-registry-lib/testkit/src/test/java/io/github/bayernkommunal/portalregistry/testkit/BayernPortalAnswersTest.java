package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BayernPortalAnswersTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private PortalReader reader;

    @BeforeEach
    void connect() throws Exception {
        reader = new PortalReader(portal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dienststellen                                             | dienststelle
            dienststellen/{key}                                       | dienststelle
            dienststellen/{key}/leistungen                            | leistung
            dienststellen/{key}/leistungsbeschreibungen               | leistungsbeschreibung
            dienststellen/{key}/formulare                             | leistungMitFormularen
            dienststellen/{key}/formulare?gruppiertNachLeistungen=false | formular
            dienststellen/{key}/onlineverfahren                       | leistungMitOnlineverfahren
            dienststellen/{key}/lebenslagen                           | lebenslage
            behoerden                                                 | behoerde
            behoerden/{office}/leistungen                             | leistung
            behoerden/{office}/abgegebene-leistungen                  | leistung
            ansprechpartner                                           | ap
            ansprechpartner/{person}                                  | ap
            ansprechpartner/{person}/leistungen                       | leistung
            leistungen                                                | leistung
            leistungsbeschreibungen                                   | leistungsbeschreibung
            lebenslagen                                               | lebenslage
            """)
    void listsStandUnderTheirName(String resource, String root) throws Exception {
        JsonObject answer = reader.json(known(resource));

        assertEquals(Set.of(root), answer.keySet());
        assertEquals(JsonValue.ValueType.ARRAY, answer.get(root).getValueType());
    }

    @ParameterizedTest
    @CsvSource({
        "behoerden/{office}, behoerde, behoerde",
        "behoerden/{office}/gebaeude/{building}, behoerdenGebaeude, BehoerdenGebaeude",
        "behoerden/{office}/ansprechpartner, ansprechpartner, ap",
        "behoerden/{office}/gebaeude/{building}/ansprechpartner/{person}, ansprechpartner, ansprechpartner"
    })
    void objectsStandUnderTheirName(String resource, String json, String xml) throws Exception {
        assertEquals(Set.of(json), reader.json(known(resource)).keySet());
        assertTrue(reader.xml(known(resource)).contains("<" + xml + ">"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"leistungen/{service}", "leistungsbeschreibungen/{service}", "lebenslagen/71"})
    void someObjectsAreTheAnswerItself(String resource) throws Exception {
        assertTrue(reader.json(known(resource)).containsKey("id"));
    }

    @Test
    void textsOfADescriptionAreWrappedAndThoseOfAListAreNot() throws Exception {
        JsonObject description = reader.json("leistungsbeschreibungen/" + serviceId());
        JsonObject listed = reader.json("leistungen").getJsonArray("leistung").getJsonObject(0);

        assertEquals(
                "Führungszeugnis; Beantragung",
                description.getJsonObject("bezeichnung").getString("value"));
        assertEquals("Führungszeugnis; Beantragung", listed.getString("bezeichnung"));
        assertEquals(
                "Polizeiliches Führungszeugnis",
                listed.getJsonObject("synonyme")
                        .getJsonArray("synonym")
                        .getJsonObject(0)
                        .getString("value"));
    }

    @Test
    void identifiersAreLargerThanAnInt() throws Exception {
        assertTrue(Long.parseLong(serviceId()) > Integer.MAX_VALUE);
        assertTrue(Long.parseLong(known("{office}")) > Integer.MAX_VALUE);
    }

    @Test
    void theResponsibleOfficeIsSpelledLikeThePortalDoes() throws Exception {
        JsonObject description = reader.json("leistungsbeschreibungen/" + serviceId() + "?gemeindekennziffer=09199123");

        JsonObject office = description
                .getJsonObject("zustaendigkeiten")
                .getJsonArray("zustaendig")
                .getJsonObject(0);
        assertEquals("Stadt Musterstadt – Bürgerbüro", office.getString("bezeichnung"));
        assertEquals(known("{office}"), office.getJsonNumber("behoerdId").toString());
        assertFalse(reader.json("leistungsbeschreibungen/" + serviceId()).containsKey("zustaendigkeiten"));
    }

    @Test
    void aRegionalAdditionIsADescriptionOfItsOwn() throws Exception {
        String dogTax = portal.settings().get("portalregistry.leistung.99102013104000");
        JsonObject general = reader.json("leistungsbeschreibungen/" + dogTax + "?gemeindekennziffer=09199123");
        long id = general.getJsonObject("regionaleErgaenzungen")
                .getJsonArray("regionaleErgaenzung")
                .getJsonObject(0)
                .getJsonNumber("id")
                .longValue();

        JsonObject addition = reader.json("leistungsbeschreibungen/" + id + "?gemeindekennziffer=09199123");

        assertEquals(
                "<p>Erster Hund: 60 EUR im Jahr</p>",
                addition.getJsonObject("kosten").getString("value"));
        assertEquals("", addition.getJsonObject("langbeschreibung").getString("value"));
        assertFalse(reader.json("leistungsbeschreibungen/" + dogTax
                        + "?gemeindekennziffer=09199123&mitRegionalenErgaenzungen=false")
                .containsKey("regionaleErgaenzungen"));
        assertEquals(
                404, reader.send(reader.call("leistungsbeschreibungen/" + id)).statusCode());
    }

    @Test
    void lifeSituationsFormATree() throws Exception {
        assertEquals(40, reader.json("lebenslagen/71").getInt("vorgaengerId"));
        assertFalse(reader.json("lebenslagen/40").containsKey("vorgaengerId"));
    }

    @Test
    void pagesEndWithAShortOne() throws Exception {
        Set<String> seen = new HashSet<>();
        int page = 0;
        JsonArray entries;
        do {
            entries = reader.json("behoerden?size=7&page=" + page++).getJsonArray("behoerde");
            entries.forEach(entry -> seen.add(entry.asJsonObject().get("id").toString()));
        } while (entries.size() == 7);

        assertEquals(18, seen.size());
        assertEquals(3, page);
    }

    @ParameterizedTest
    @CsvSource({
        "behoerden?size=100, 200",
        "behoerden?size=101, 400",
        "behoerden?size=0, 400",
        "behoerden?page=-1, 400",
        "behoerden?full=ja, 400",
        "leistungen?gemeindekennziffer=0919912, 400",
        "leistungen?gemeindekennziffer=09199999, 404",
        "leistungen/1, 404",
        "leistungen/abc, 400",
        "leistungsbeschreibungen/1?behoerdenAnsprechpartnerZuordnungen=VIELE, 400",
        "gemeinden, 404"
    })
    void wrongQuestionsAreRefused(String resource, int status) throws Exception {
        assertEquals(status, reader.send(reader.call(resource)).statusCode());
    }

    @Test
    void credentialsAreAlwaysNeeded() throws Exception {
        var answer = reader.send(reader.call("leistungen").setHeader("Authorization", "Basic YTpi"));

        assertEquals(401, answer.statusCode());
        assertTrue(answer.headers().firstValue("WWW-Authenticate").orElse("").startsWith("Basic "));
    }

    @Test
    void nothingCanBeWritten() throws Exception {
        var answer = reader.send(reader.call("leistungen").POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertEquals(405, answer.statusCode());
    }

    @Test
    void xmlHasAQualifiedRootAndPlainTexts() throws Exception {
        String xml = reader.xml("leistungsbeschreibungen/" + serviceId());

        assertTrue(xml.contains("<ns2:GetLeistungsbeschreibungResponse xmlns:ns2="), xml);
        assertTrue(xml.contains("<bezeichnung>Führungszeugnis; Beantragung</bezeichnung>"), xml);
        assertTrue(xml.contains("<fristen>&lt;p&gt;Keine&lt;/p&gt;</fristen>"), xml);
    }

    @Test
    void everyServiceIsInTheSettings() throws Exception {
        Matcher keys = Pattern.compile("portalregistry\\.leistung\\.(99\\d{12})")
                .matcher(String.join(" ", portal.settings().keySet()));

        assertEquals(12, keys.results().count());
        assertEquals(12, reader.json("leistungen").getJsonArray("leistung").size());
    }

    @Test
    void collectedServicesAreShownToReaders() throws Exception {
        try (SupplierFeed feed = new SupplierFeed()) {
            feed.files.put("index.txt", Transfer.ARS + ".xml");
            feed.files.put(Transfer.ARS + ".xml", Transfer.withServices(Transfer.service()));
            portal.collect(feed.address(), SupplierFeed.USER, SupplierFeed.PASSWORD, feed.certificate());
        }

        JsonObject here = reader.json("leistungsbeschreibungen/" + serviceId() + "?gemeindekennziffer=09199123")
                .getJsonObject("onlineVerfahren")
                .getJsonArray("onlineVerfahren")
                .getJsonObject(0);
        JsonObject grouped = reader.json(known("dienststellen/{key}/onlineverfahren"))
                .getJsonArray("leistungMitOnlineverfahren")
                .getJsonObject(0);

        assertEquals("https://dienste.musterstadt.example/fuehrungszeugnis", here.getString("url"));
        assertEquals("Führungszeugnis online", here.getString("kurzbeschreibung"));
        assertEquals("<p>Mit dem <strong>Ausweis</strong>.</p>", here.getString("langbeschreibung"));
        assertEquals(serviceId(), grouped.getJsonNumber("leistungId").toString());
        assertEquals(
                0,
                reader.json("leistungsbeschreibungen/" + serviceId() + "?gemeindekennziffer=09199130")
                        .getJsonObject("onlineVerfahren")
                        .getJsonArray("onlineVerfahren")
                        .size());
    }

    @Test
    void theLedgerNamesCallsAndNoCredentials() throws Exception {
        reader.json("lebenslagen/71");

        assertEquals(List.of("200 GET /rest/allgemein/v3/lebenslagen/71"), portal.requests());
    }

    private static String serviceId() {
        return portal.settings().get("portalregistry.leistung." + PortalSimulator.FUEHRUNGSZEUGNIS);
    }

    private static String known(String resource) {
        return resource.replace("{key}", "0" + PortalSimulator.MUSTERSTADT_AGS)
                .replace("{office}", "44218600001")
                .replace("{building}", "55218600001")
                .replace("{person}", "66218600001")
                .replace("{service}", serviceId());
    }
}
