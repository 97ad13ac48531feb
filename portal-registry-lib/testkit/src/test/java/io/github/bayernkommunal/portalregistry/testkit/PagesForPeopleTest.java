package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesForPeopleTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private PortalReader reader;

    @BeforeEach
    void connect() throws Exception {
        reader = new PortalReader(portal);
    }

    @Test
    void theSearchLeadsToTheOnlineService() throws Exception {
        collectFuehrungszeugnis();

        String results =
                reader.page("/suche?q=f%C3%BChrungszeugnis&gemeinde=09199123").body();
        String service =
                reader.page(link(results, "href=\"(/leistung/[^\"]+)\"")).body();

        assertTrue(service.contains("<h1>Führungszeugnis; Beantragung</h1>"), service);
        assertTrue(service.contains("Stadt Musterstadt – Bürgerbüro"), service);
        assertEquals(
                "https://dienste.musterstadt.example/fuehrungszeugnis",
                link(service, "class=\"action\" href=\"([^\"]+)\">Online beantragen"));
    }

    @Test
    void theLanguageSwitchKeepsThePage() throws Exception {
        collectFuehrungszeugnis();
        String german = reader.page(servicePage()).body();

        String english =
                reader.page(link(german, "href=\"([^\"]+)\" lang=\"en\"")).body();

        assertTrue(english.contains("<html lang=\"en\">"), english);
        assertTrue(english.contains("Certificate online"), english);
        assertTrue(english.contains(">Apply online<"), english);
        assertTrue(reader.page(link(english, "href=\"([^\"]+)\" lang=\"de\""))
                .body()
                .contains("Online beantragen"));
    }

    @Test
    void aCollectionIsToldInWordsForPeople() throws Exception {
        collectFuehrungszeugnis();

        String german = reader.page("/").body();
        String english = reader.page("/?lang=en").body();

        assertTrue(german.contains(" Uhr: vollständig, neu 1, geändert 0, entfernt 0"), german);
        assertTrue(english.contains(": complete, added 1, changed 0, removed 0"), english);
        assertFalse(german.contains("COMPLETED"), german);
    }

    @Test
    void theEnglishPageSpeaksEnglish() throws Exception {
        String results = reader.page("/suche?q=hundesteuer&lang=en").body();

        assertTrue(results.contains("<h1>1 result</h1>"), results);
        String service = reader.page(servicePage() + "&lang=en").body();
        assertTrue(service.contains("<dt>Fees</dt><dd lang=\"de\"><p>€13.00</p></dd>"), service);
    }

    @Test
    void withoutOnlineServiceThePageSaysSo() throws Exception {
        assertTrue(reader.page(servicePage()).body().contains("noch keinen Online-Dienst"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?lang=en", "/suche?q=parken", "/suche?q=nichts", "/gibt-es-nicht", "/leistung/1"})
    void everyPageIsSafeAndUsableWithoutScripts(String path) throws Exception {
        HttpResponse<String> page = reader.page(path);

        assertTrue(
                page.headers().firstValue("Content-Security-Policy").orElse("").startsWith("default-src 'none'"));
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
        assertFalse(page.body().contains("<script"));
        assertEquals(1, page.body().split("<h1>", -1).length - 1);
        assertTrue(page.body().contains("name=\"viewport\""));
    }

    @Test
    void whatWasTypedIsShownAsText() throws Exception {
        String page = reader.page("/suche?q=%22%3E%3Cscript%3E").body();

        assertFalse(page.contains("<script"));
        assertTrue(page.contains("value=\"&quot;&gt;&lt;script&gt;\""), page);
    }

    @Test
    void aCollectionCanBeStartedFromAnotherProcess() throws Exception {
        try (SupplierFeed feed = new SupplierFeed()) {
            feed.files.put("index.txt", Transfer.ARS + ".xml");
            feed.files.put(Transfer.ARS + ".xml", Transfer.withServices(Transfer.service()));
            String pem = "-----BEGIN CERTIFICATE-----\n"
                    + java.util.Base64.getMimeEncoder()
                            .encodeToString(feed.certificate().getEncoded())
                    + "\n-----END CERTIFICATE-----\n";

            HttpResponse<String> answer =
                    reader.send(control("feed", feed.address().toString(), "trust", pem)
                            .header("Authorization", reader.authorization()));

            var report = PortalReader.parse(answer);
            assertEquals("COMPLETED", report.getString("outcome"), answer.body());
            assertEquals(1, report.getInt("added"));
            assertEquals("IMPORTED", report.getJsonObject("files").getString(Transfer.ARS + ".xml"));
        }
    }

    @Test
    void nobodyElseCanStartACollection() throws Exception {
        assertEquals(
                401,
                reader.send(control("feed", "https://127.0.0.1:1/", "trust", ""))
                        .statusCode());
        assertEquals(
                400,
                reader.send(control("feed", "http://127.0.0.1:1/", "trust", "")
                                .header("Authorization", reader.authorization()))
                        .statusCode());
    }

    private HttpRequest.Builder control(String... fields) {
        StringBuilder body =
                new StringBuilder("user=" + SupplierFeed.USER + "&password=" + encoded(SupplierFeed.PASSWORD));
        for (int i = 0; i < fields.length; i += 2) {
            body.append('&').append(fields[i]).append('=').append(encoded(fields[i + 1]));
        }
        return HttpRequest.newBuilder(portal.address().resolve("/control/collect"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void collectFuehrungszeugnis() throws Exception {
        try (SupplierFeed feed = new SupplierFeed()) {
            feed.files.put("index.txt", Transfer.ARS + ".xml");
            feed.files.put(Transfer.ARS + ".xml", Transfer.withServices(Transfer.service()));
            portal.collect(feed.address(), SupplierFeed.USER, SupplierFeed.PASSWORD, feed.certificate());
        }
    }

    private static String servicePage() {
        return "/leistung/" + portal.settings().get("portalregistry.leistung." + PortalSimulator.FUEHRUNGSZEUGNIS)
                + "?gemeinde=09199123";
    }

    private static String link(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertTrue(matcher.find(), page);
        return matcher.group(1).replace("&amp;", "&");
    }
}
