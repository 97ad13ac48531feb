package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class FederalLevelTest {

    private static final String KEY = PortalSimulator.FUEHRUNGSZEUGNIS;
    private static final String HERE = "ars=" + PortalSimulator.MUSTERSTADT_ARS;

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private PortalReader reader;
    private SupplierFeed feed;

    @BeforeEach
    void aCollectedService() throws Exception {
        reader = new PortalReader(portal);
        feed = new SupplierFeed();
        offer(Transfer.service());
    }

    @AfterEach
    void closeFeed() {
        feed.close();
    }

    @Test
    void catalogueOfTheFimPortalComesInPages() throws Exception {
        JsonObject first = PortalReader.parse(reader.page("/api/v1/leistung-steckbriefe?limit=1&offset=0"));
        JsonObject beyond = PortalReader.parse(reader.page("/api/v1/leistung-steckbriefe?limit=1&offset=999999"));
        JsonObject texts = PortalReader.parse(reader.page(
                "/api/v1/leistung-stammtexte?source=pvog&leistungsschluessel=" + PortalSimulator.FUEHRUNGSZEUGNIS));

        assertEquals(1, first.getInt("count"));
        assertTrue(first.getInt("total_count") > 1);
        assertEquals(0, beyond.getJsonArray("items").size());
        assertEquals("pvog", texts.getJsonArray("items").getJsonObject(0).getString("source"));
        assertEquals(422, reader.page("/api/v1/leistung-stammtexte?source=wer").statusCode());
        assertEquals(404, reader.page("/api/v1/anderes").statusCode());
    }

    @Test
    void aServiceIsFoundOnlyAfterItWasForwarded() throws Exception {
        JsonObject before = search("v2/servicedescriptions/leikahierarchy?leikaIds=" + KEY + "&" + HERE);

        portal.forwardToPvog();

        JsonObject after = search("v2/servicedescriptions/leikahierarchy?leikaIds=" + KEY + "&" + HERE);
        assertEquals(0, links(before).size());
        assertEquals(
                "https://dienste.musterstadt.example/fuehrungszeugnis",
                links(after).getJsonObject(0).getString("uri"));
    }

    @Test
    void aDescriptionLeadsToItsOfficeAndOnlineService() throws Exception {
        portal.forwardToPvog();
        String id = search("v3/servicedescriptions/leikaid?leikaIds=" + KEY)
                .getJsonArray("content")
                .getJsonObject(0)
                .getString("id");

        JsonObject detail = search("v6/servicedescriptions/" + id + "/detail?" + HERE);
        JsonObject office = search("v5/organisationunits/detail?q="
                + detail.getJsonArray("organisationIds").getString(0));
        JsonObject online = search("v1beta2/onlineservices?" + HERE)
                .getJsonArray("onlineServices")
                .getJsonObject(0);

        assertTrue(id.matches("L100042\\.LB\\.\\d+"), id);
        assertEquals("Stadt Musterstadt – Bürgerbüro", office.getString("title"));
        assertEquals(online, search("v2/onlineservices/detail?q=" + online.getString("id")));
    }

    @Test
    void placesAreFoundByName() throws Exception {
        String body = send(portal.pvog().search().resolve("v3/locations?q=muster"), "")
                .body();

        assertTrue(body.contains("\"ars\":\"091990123123\""), body);
    }

    @Test
    void theDeliveryNeedsAToken() throws Exception {
        assertEquals(401, send(delivery(), "").statusCode());
        assertEquals(401, send(delivery(), "Bearer erfunden").statusCode());
    }

    @Test
    void fullAndDeltaAreTheSameCall() throws Exception {
        portal.forwardToPvog();
        String token = token();
        List<Document> full = new ArrayList<>();
        URI next = follow(delivery(), token, full);

        offer(Transfer.service("zweiter", "Zweiter Dienst"));
        portal.forwardToPvog();
        List<Document> delta = new ArrayList<>();
        follow(next, token, delta);

        assertEquals(12, count(full, "leistung"));
        assertEquals(18, count(full, "organisationseinheit"));
        assertEquals(1, count(full, "onlinedienst"));
        assertEquals(1, count(delta, "onlinedienst"));
        assertEquals(1, count(delta, "loesche"));
        assertEquals(0, count(delta, "organisationseinheit"));
    }

    @Test
    void anUnchangedPortalHasAnEmptyDelta() throws Exception {
        portal.forwardToPvog();
        String token = token();
        URI next = follow(delivery(), token, new ArrayList<>());

        portal.forwardToPvog();

        JsonObject block = PortalReader.parse(send(next, "Bearer " + token));
        assertEquals("", block.getString("xzufiObjekte"));
        assertTrue(block.getBoolean("vollstaendig"));
    }

    @Test
    void theDeliveryCanBeLimitedToAnArea() throws Exception {
        List<Document> part = new ArrayList<>();
        follow(portal.pvog().delivery().resolve("v3/verwaltungsobjekte/xzufi-2-3-1?ars=09162"), token(), part);

        assertEquals(6, count(part, "organisationseinheit"));
    }

    @Test
    void oneDestinationServesAServiceInMusterstadt() throws Exception {
        JsonObject found = route("leikaKey=" + KEY + "&" + HERE);
        JsonObject elsewhere = route("leikaKey=" + KEY + "&ags=09199130");

        String jws = found.getJsonArray("routes").getJsonObject(0).getString("destinationSignature");
        assertTrue(isSignedByPortal(jws));
        assertFalse(isSignedByPortal(jws.replaceFirst("\\.e", ".f")));
        assertEquals(0, elsewhere.getInt("totalCount"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leikaKey=4711&ars=091990123123",
                "leikaKey=99115004001000",
                "leikaKey=99115004001000&ars=0919901231&",
                "leikaKey=99115004001000&ars=091990123123&ags=09199123",
                "leikaKey=99115004001000&ars=091990123123&limit=501"
            })
    void wrongRoutingQuestionsAreProblems(String query) throws Exception {
        HttpResponse<String> answer = send(portal.routing().resolve("routes?" + query), "");

        assertEquals(400, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void areasAreFoundWithAWildcard() throws Exception {
        JsonObject areas = PortalReader.parse(send(portal.routing().resolve("areas?areaSearchexpression=Muster*"), ""));

        assertEquals(1, areas.getInt("totalCount"));
    }

    private static boolean isSignedByPortal(String jws) throws Exception {
        String[] parts = jws.split("\\.");
        var verifier = java.security.Signature.getInstance("RSASSA-PSS");
        verifier.setParameter(new java.security.spec.PSSParameterSpec(
                "SHA-512", "MGF1", java.security.spec.MGF1ParameterSpec.SHA512, 64, 1));
        verifier.initVerify(portal.destinationKey());
        verifier.update((parts[0] + "." + parts[1]).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return verifier.verify(java.util.Base64.getUrlDecoder().decode(parts[2]));
    }

    private void offer(String service) {
        feed.files.put("index.txt", Transfer.ARS + ".xml");
        feed.files.put(Transfer.ARS + ".xml", Transfer.withServices(service));
        portal.collect(feed.address(), SupplierFeed.USER, SupplierFeed.PASSWORD, feed.certificate());
    }

    private static URI delivery() {
        return portal.pvog().delivery().resolve("v2/verwaltungsobjekte?index=0&ars=%25");
    }

    private URI follow(URI next, String token, List<Document> documents) throws Exception {
        JsonObject block;
        do {
            block = PortalReader.parse(send(next, "Bearer " + token));
            next = URI.create(block.getString("naechsteAnfrageUrl"));
            if (!block.getString("xzufiObjekte").isEmpty()) {
                DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
                factory.setNamespaceAware(true);
                documents.add(factory.newDocumentBuilder()
                        .parse(new InputSource(new StringReader(block.getString("xzufiObjekte")))));
            }
        } while (!block.getBoolean("vollstaendig"));
        return next;
    }

    private static int count(List<Document> documents, String element) {
        return documents.stream()
                .mapToInt(document ->
                        document.getElementsByTagNameNS("*", element).getLength())
                .sum();
    }

    private String token() throws Exception {
        String form = "grant_type=client_credentials&client_id=" + portal.pvog().clientId() + "&client_secret="
                + portal.pvog().clientSecret();
        HttpResponse<String> answer =
                reader.send(HttpRequest.newBuilder(portal.pvog().tokens())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        return PortalReader.parse(answer).getString("access_token");
    }

    private HttpResponse<String> send(URI address, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return reader.send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private JsonObject search(String resource) throws IOException, InterruptedException {
        return PortalReader.parse(send(portal.pvog().search().resolve(resource), ""));
    }

    private JsonObject route(String query) throws IOException, InterruptedException {
        return PortalReader.parse(send(portal.routing().resolve("routes?" + query), ""));
    }

    private static jakarta.json.JsonArray links(JsonObject page) {
        return page.getJsonArray("content").getJsonObject(0).getJsonArray("onlineServiceLinks");
    }
}
