package io.github.bayernkommunal.bayernid.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A browser without scripts, written as an HTTP client, walks the pages. */
class LoginOverHttpsTest {

    @RegisterExtension
    static final BayernIdSimulator bayernId = BayernIdSimulator.create();

    private static HttpClient browser;

    private final Instant now = Instant.now();
    private final OnlineService service = new OnlineService(bayernId.address() + "/idp/profile/SAML2/POST/SSO", now);

    @BeforeAll
    static void openBrowser() throws Exception {
        browser = HttpClient.newBuilder().sslContext(trusting()).build();
        HttpResponse<String> registered =
                post("/control/service-providers", OnlineService.metadata(), "application/xml");
        assertEquals(201, registered.statusCode());
        assertEquals(OnlineService.ENTITY_ID, registered.body().trim());
    }

    private static SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("simulator", bayernId.certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI address = path.startsWith("https:") ? URI.create(path) : URI.create(bayernId.address() + path);
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(String path, String body, String type) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(bayernId.address() + path))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return post(path, body, "application/x-www-form-urlencoded");
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String location(HttpResponse<String> response) {
        assertEquals(303, response.statusCode(), response.body());
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String field(String page, String name) {
        Matcher field =
                Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertTrue(field.find(), page);
        return field.group(1);
    }

    private String begin() throws Exception {
        return location(
                form("/idp/profile/SAML2/POST/SSO", Map.of("SAMLRequest", service.post(), "RelayState", "r<1>")));
    }

    private static String path(String location) {
        return location.substring(0, location.indexOf('?'));
    }

    @Test
    void endsAtTheOnlineServiceWithAnAnswer() throws Exception {
        String choice = begin();
        HttpResponse<String> page = get(choice);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<html lang=\"de\">"));
        assertTrue(page.body().contains("Stadt Musterstadt – Hundesteuer"));
        assertTrue(page.body().contains("<li>Familienname</li>"));
        assertTrue(page.body().contains("value=\"anna:eID\""));

        HttpResponse<String> answer = form(path(choice), Map.of("do", "login", "login", "anna:eID"));

        assertTrue(answer.body().contains("action=\"" + OnlineService.ANSWERS_TO + "\""));
        assertEquals("r&lt;1&gt;", field(answer.body(), "RelayState"));
        StrictReader.Login login = new StrictReader(
                        bayernId.entityId(),
                        service.id,
                        bayernId.signingCertificate(),
                        OnlineService.KEYS.decryption().getPrivateKey(),
                        Instant.now())
                .read(field(answer.body(), "SAMLResponse"));
        assertEquals("BEISPIEL", login.values().get("urn:oid:2.5.4.4"));
        assertEquals(
                new BayernIdSimulator.Answered(OnlineService.ENTITY_ID, service.id, "anna", 4, "login"),
                bayernId.answered().get(0));
    }

    @Test
    void worksThroughTheRedirectBinding() throws Exception {
        assertEquals(303, get(redirect(service, "")).statusCode());
        assertTrue(location(get(redirect(other(), ""))).startsWith("/idp/login/"));
        assertTrue(location(get(redirect(other(), "x"))).contains("saml-request-signature-invalid"));
    }

    private OnlineService other() {
        return new OnlineService(service.toString(), now);
    }

    private String redirect(OnlineService asking, String appended) throws Exception {
        OnlineService redirected = new OnlineService(bayernId.address() + "/idp/profile/SAML2/Redirect/SSO", now);
        redirected.id = asking.id;
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated, new Deflater(9, true))) {
            out.write(redirected.xml().getBytes(StandardCharsets.UTF_8));
        }
        String octets = "SAMLRequest=" + encode(Base64.getEncoder().encodeToString(deflated.toByteArray()))
                + "&RelayState=r1&SigAlg=" + encode(Saml.RSA_PSS_SHA256);
        byte[] signature = Signatures.sign(
                (octets + appended).getBytes(StandardCharsets.US_ASCII),
                OnlineService.KEYS.signing().getPrivateKey(),
                Saml.RSA_PSS_SHA256);
        return "/idp/profile/SAML2/Redirect/SSO?" + octets + "&Signature="
                + encode(Base64.getEncoder().encodeToString(signature));
    }

    @Test
    void canBeCancelled() throws Exception {
        HttpResponse<String> answer = form(path(begin()), Map.of("do", "cancel"));

        assertEquals(
                "AuthnFailed",
                StrictReader.status(field(answer.body(), "SAMLResponse")).get(1));
    }

    @Test
    void goesBackWithoutAnswerWhereTheServiceNamedAnAddress() throws Exception {
        service.display += "<classic-ui:BackURL>https://antrag.musterstadt.example/hund</classic-ui:BackURL>";
        String choice = begin();

        assertTrue(get(choice).body().contains("href=\"https://antrag.musterstadt.example/hund\""));
        assertEquals("https://antrag.musterstadt.example/hund", location(form(path(choice), Map.of("do", "cancel"))));
        assertTrue(bayernId.answered().isEmpty());
    }

    @Test
    void isAnsweredOnce() throws Exception {
        String choice = begin();
        form(path(choice), Map.of("do", "login", "login", "anna:eID"));

        assertEquals(
                410,
                form(path(choice), Map.of("do", "login", "login", "anna:eID")).statusCode());
        assertEquals(410, get(choice).statusCode());
    }

    @Test
    void asksAgainWhenNobodyWasChosen() throws Exception {
        String choice = begin();

        String again = location(form(path(choice) + "?lang=en", Map.of("do", "login")));

        assertEquals(path(choice), path(again));
        HttpResponse<String> page = get(again);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<p class=\"notice\" role=\"alert\">Please choose who is logging in.</p>"));
        assertFalse(get(choice).body().contains("role=\"alert\""));
    }

    @Test
    void tellsPeopleOfTheSameNameApart() throws Exception {
        for (String page : List.of(get("/").body(), get(begin()).body())) {
            assertTrue(page.contains("Anna Lena Beispiel (* 1979, anna)"), page);
            assertTrue(page.contains("Anna Lena Beispiel (* 1979, zweite-anna)"), page);
            assertFalse(page.contains("Bernd Probst ("), page);
        }
    }

    @Test
    void refusesTheSameRequestTwice() throws Exception {
        begin();

        String error = location(form("/idp/profile/SAML2/POST/SSO", Map.of("SAMLRequest", service.post())));

        assertTrue(error.contains("idp.code=saml-request-duplicate"));
        HttpResponse<String> page = get(error);
        assertEquals(400, page.statusCode());
        assertTrue(page.body().contains("<code id=\"idp.code\">saml-request-duplicate</code>"));
    }

    @Test
    void showsThePublishedCodeForABrokenRequest() throws Exception {
        service.display = "";

        String error = begin();

        assertTrue(error.contains("idp.code=organization-display-name-missing"));
        assertTrue(get(error + "&lang=en").body().contains("No data were"));
    }

    @Test
    void speaksEnglishOnRequest() throws Exception {
        String english = get(begin().replace("lang=de", "lang=en")).body();

        assertTrue(english.contains("<html lang=\"en\">"));
        assertTrue(english.contains("Log in and transfer the data"));
        assertFalse(english.contains("Abbrechen"));
    }

    @Test
    void guardsItsPages() throws Exception {
        HttpResponse<String> page = get(begin());

        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.startsWith("default-src 'none'; style-src 'nonce-"));
        assertTrue(policy.contains("form-action 'self'"));
        assertEquals("no-store", page.headers().firstValue("Cache-Control").orElseThrow());
        assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElseThrow());
    }

    @Test
    void doesNotOfferALoginWithoutAccountWhereAnIdIsAskedFor() throws Exception {
        assertFalse(get(begin()).body().contains("anna:eID:temporary"));

        service.attributes = OnlineService.attribute("urn:oid:2.5.4.4", false);
        service.id = TestKeys.randomId();

        assertTrue(get(begin()).body().contains("anna:eID:temporary"));
    }

    @ParameterizedTest
    @CsvSource({"LEVEL_NOT_REACHED, NoAuthnContext", "UNKNOWN_STATUS, NeverHeardOf"})
    void canEndOtherwiseAtThePage(String special, String code) throws Exception {
        HttpResponse<String> answer = form(path(begin()), Map.of("do", "login", "login", "anna:eID", "case", special));

        assertEquals(
                code, StrictReader.status(field(answer.body(), "SAMLResponse")).get(1));
    }

    @Test
    void isControlledOverHttps() throws Exception {
        assertEquals(200, form("/control/next", Map.of("mishap", "UNAVAILABLE")).statusCode());
        assertEquals(
                503,
                form("/idp/profile/SAML2/POST/SSO", Map.of("SAMLRequest", service.post()))
                        .statusCode());

        form("/control/next", Map.of("mishap", "METADATA_UNAVAILABLE"));
        assertEquals(503, get("/idp").statusCode());
        assertEquals(200, get("/idp").statusCode());

        form("/control/next", Map.of("forgery", "UNSIGNED"));
        form(path(begin()), Map.of("do", "login", "login", "anna:eID"));
        assertTrue(get("/control/ledger").body().contains("forgery UNSIGNED"));

        assertEquals(400, form("/control/next", Map.of("mishap", "NO_SUCH")).statusCode());
        assertEquals(400, form("/control/next", Map.of()).statusCode());
        assertEquals(404, get("/control/nothing").statusCode());
        assertTrue(get("/control/service-providers").body().contains(OnlineService.ENTITY_ID));

        assertEquals(200, form("/control/clock", Map.of("advance", "PT10M")).statusCode());
        service.id = TestKeys.randomId();
        assertTrue(begin().contains("saml-request-stale"));
        assertEquals(200, form("/control/reset", Map.of()).statusCode());
        assertTrue(bayernId.answered().isEmpty());
    }

    @Test
    void peopleAreChangedAtAPage() throws Exception {
        String before = TestPeople.write(TestCitizen.catalogue());
        try {
            String page = get("/people").body();
            assertTrue(page.contains("<label for=\"people\">") && page.contains("anna.givenName=Anna Lena"), page);

            var saved = form("/people", Map.of("people", "neu.means=eID\r\nneu.surname=<Neumann>\r\n"));
            assertEquals(303, saved.statusCode());
            assertTrue(get("/").body().contains("&lt;Neumann&gt;"));
            assertTrue(get("/people").body().contains("neu.surname=&lt;Neumann&gt;"));

            var refused = form("/people", Map.of("people", "neu.hair=blond\n"));
            assertEquals(400, refused.statusCode());
            assertTrue(
                    refused.body().contains("role=\"alert\"") && refused.body().contains("neu.hair=blond"));
            assertTrue(refused.body().contains("no attribute &#39;hair&#39;"), refused.body());
            assertTrue(get("/").body().contains("&lt;Neumann&gt;"));
        } finally {
            assertEquals(303, form("/people", Map.of("people", before)).statusCode());
        }
        assertTrue(get("/").body().contains("Anna Lena Beispiel"));
    }

    @Test
    void takesOtherPeopleOverHttps() throws Exception {
        String pattern = new String(
                BayernIdSimulator.class.getResourceAsStream("people.properties").readAllBytes(),
                StandardCharsets.UTF_8);
        try {
            assertEquals(
                    200,
                    post("/control/people", "neu.means=eID\nneu.surname=Neumann\n", "text/plain")
                            .statusCode());
            assertTrue(get("/").body().contains("Neumann"));
            assertFalse(get("/").body().contains("Anna Lena Beispiel"));
            assertEquals(
                    400,
                    post("/control/people", "neu.hair=blond\n", "text/plain").statusCode());
            assertTrue(get("/").body().contains("Neumann"));
        } finally {
            post("/control/people", pattern, "text/plain");
        }
        assertTrue(get("/").body().contains("Anna Lena Beispiel"));
    }

    @Test
    void rollsItsKeysOverHttps() throws Exception {
        form("/control/keys/announce", Map.of());
        form("/control/keys/switch", Map.of());
        form("/control/keys/withdraw", Map.of());

        String file = Files.readString(Path.of(bayernId.settings().get("bayernid.identity-provider.metadata")));

        assertEquals(file, get("/idp").body());
        assertEquals(file, bayernId.metadata());
    }

    @Test
    void refusesWhatIsNotHttpOrNoForm() throws Exception {
        assertEquals(
                415,
                post("/idp/profile/SAML2/POST/SSO", "{}", "application/json").statusCode());
        assertEquals(
                400,
                post("/idp/profile/SAML2/POST/SSO", "SAMLRequest=a&SAMLRequest=b", "application/x-www-form-urlencoded")
                        .statusCode());
        assertEquals(
                413,
                post("/idp/profile/SAML2/POST/SSO", "x".repeat(600_000), "application/x-www-form-urlencoded")
                        .statusCode());
        assertEquals(404, get("/other").statusCode());
        assertEquals(
                400,
                post("/control/service-providers", "<x/>", "application/xml").statusCode());
    }

    @Test
    void introducesItselfAtItsStartPage() throws Exception {
        String page = get("/").body();

        assertTrue(page.contains(bayernId.entityId()));
        assertTrue(page.contains(OnlineService.ENTITY_ID));
        assertTrue(page.contains("Anna Lena Beispiel"));
        assertTrue(get("/?lang=en").body().contains("Invented people"));
    }

    @Test
    void handsOutSettingsWithUsableKeyFiles() throws Exception {
        Map<String, String> settings = bayernId.settings();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(Path.of(settings.get("bayernid.signing-key.file")))) {
            store.load(in, settings.get("bayernid.signing-key.password").toCharArray());
        }

        assertEquals(bayernId.keys().signing().getCertificate(), store.getCertificate("key"));
        assertEquals(bayernId.entityId(), settings.get("bayernid.identity-provider.entity-id"));
    }

    @Test
    void startsInUnderOneSecondOnceClassesAreLoadedAndLeavesNothingBehind() {
        long start = System.nanoTime();
        BayernIdSimulator other = BayernIdSimulator.builder()
                .signingKey(OnlineService.KEYS.signing())
                .start();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Path directory =
                Path.of(other.settings().get("bayernid.signing-key.file")).getParent();

        other.close();

        assertTrue(took.compareTo(Duration.ofSeconds(1)) < 0, took.toString());
        assertFalse(Files.exists(directory));
    }
}
