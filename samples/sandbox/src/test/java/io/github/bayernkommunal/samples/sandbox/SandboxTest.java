package io.github.bayernkommunal.samples.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

    private static Sandbox sandbox;
    private static HttpClient browser;

    @BeforeAll
    static void openTheSandbox() throws Exception {
        sandbox = Sandbox.start(0);
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("sandbox", sandbox.authority().certificate());
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        browser = HttpClient.newBuilder().sslContext(context).build();
    }

    @AfterAll
    static void leaveIt() {
        sandbox.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?lang=en"})
    void startPageLinksToAllFourServices(String path) throws Exception {
        HttpResponse<String> page = get(sandbox.address().resolve(path));

        assertEquals(200, page.statusCode());
        for (URI service : services()) {
            assertTrue(page.body().contains("href=\"" + service + "/\""), service.toString());
        }
        assertFalse(page.body().contains("<script"));
    }

    @Test
    void oneCertificateAuthorityIsEnoughForEveryPage() throws Exception {
        for (URI service : services()) {
            assertEquals(200, get(service.resolve("/")).statusCode(), service.toString());
        }
    }

    @Test
    void settingsLeadToEveryService() {
        Set<String> prefixes = sandbox.settings().keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());

        assertEquals(Set.of("bayernid", "postfach", "epay", "portalregistry"), prefixes);
    }

    @Test
    void everyCitizenWithAHandleHasAMailbox() {
        Set<String> handles = io.github.bayernkommunal.bayernid.testkit.TestCitizen.catalogue().stream()
                .flatMap(person -> person.postboxHandle().stream())
                .collect(Collectors.toSet());

        assertTrue(sandbox.postfach().mailboxes().containsAll(handles));
    }

    @Test
    void twoPeopleOfOneNameCanBeToldApart() {
        List<String> names = io.github.bayernkommunal.bayernid.testkit.TestCitizen.catalogue().stream()
                .map(Sandbox::nameOf)
                .toList();

        assertEquals(names.size(), Set.copyOf(names).size(), names.toString());
        assertTrue(names.stream().anyMatch(name -> name.endsWith("(zweite-anna)")), names.toString());
    }

    private static Set<URI> services() {
        return Set.of(
                sandbox.bayernId().address(),
                sandbox.postfach().address(),
                sandbox.epay().address(),
                sandbox.portal().address());
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return browser.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }
}
