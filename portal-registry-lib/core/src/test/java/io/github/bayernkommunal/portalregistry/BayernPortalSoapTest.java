package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.bayernkommunal.portalregistry.testkit.Mishap;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.io.File;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BayernPortalSoapTest {

    @RegisterExtension
    static final PortalSimulator simulator = PortalSimulator.create();

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    @RegisterExtension
    static final MockHttps stale = new MockHttps(TestTls.expired("localhost"));

    private static final Ars TOWN = Ars.of(PortalSimulator.MUSTERSTADT_ARS);
    private static final String NAMESPACE = "urn:example:export";

    private final NoWaiting waiting = new NoWaiting();

    @Test
    void soapTellsTheSameAsRest() {
        try (PortalRegistryClient rest = PortalRegistryClient.from(simulator.settings());
                PortalRegistryClient soap = PortalRegistryClient.from(simulator.soapSettings())) {
            List<ServiceSummary> services = soap.services(TOWN);

            assertEquals(rest.services(TOWN), services);
            for (ServiceSummary summary : services) {
                ServiceDescription over = soap.service(summary.id(), TOWN).orElseThrow();
                ServiceDescription under = rest.service(summary.id(), TOWN).orElseThrow();
                assertEquals(under.title(), over.title());
                assertEquals(under.onlineServices(), over.onlineServices());
                assertEquals(under.authorities(), over.authorities());
                for (Authority office : over.authorities()) {
                    assertEquals(rest.authority(office.id()), soap.authority(office.id()));
                }
            }
        }
    }

    @Test
    void everyResourceIsReadOverSoapToo() {
        try (BayernPortal rest = simulated(simulator.settings());
                BayernPortal soap = simulated(simulator.soapSettings())) {
            PortalResources one = rest.resources();
            PortalResources other = soap.resources();
            assertEquals(one.offices(true), other.offices(true));
            String key = one.offices(false).get(0).key();
            assertEquals(one.office(key, TOWN), other.office(key, TOWN));
            assertEquals(one.servicesOfOffice(key, TOWN), other.servicesOfOffice(key, TOWN));
            assertEquals(
                    one.descriptionsOfOffice(key, TOWN).size(),
                    other.descriptionsOfOffice(key, TOWN).size());
            assertEquals(one.formsOfOffice(key, TOWN), other.formsOfOffice(key, TOWN));
            assertEquals(one.onlineServicesOfOffice(key, TOWN), other.onlineServicesOfOffice(key, TOWN));
            assertEquals(one.lifeSituationsOfOffice(key), other.lifeSituationsOfOffice(key));
            assertEquals(one.authorities(true), other.authorities(true));
            ContactPerson person = one.contacts(true).get(0);
            String office = person.authorityId();
            assertEquals(one.servicesOfAuthority(office, false), other.servicesOfAuthority(office, false));
            assertEquals(one.servicesHandedOver(office), other.servicesHandedOver(office));
            assertEquals(one.contacts(true), other.contacts(true));
            assertEquals(one.contact(person.id()), other.contact(person.id()));
            assertEquals(one.contactsOfAuthority(office), other.contactsOfAuthority(office));
            assertEquals(one.building(office, person.buildingId()), other.building(office, person.buildingId()));
            assertEquals(
                    one.contactInBuilding(office, person.buildingId(), person.id()),
                    other.contactInBuilding(office, person.buildingId(), person.id()));
            assertEquals(one.servicesOfContact(person.id(), false), other.servicesOfContact(person.id(), false));
            String service = rest.services(TOWN).get(0).id();
            assertEquals(one.service(service, TOWN), other.service(service, TOWN));
            assertEquals(one.descriptions(TOWN).size(), other.descriptions(TOWN).size());
            List<LifeSituation> situations = one.lifeSituations(true);
            assertEquals(situations, other.lifeSituations(true));
            String situation = situations.get(0).id();
            assertEquals(one.lifeSituation(situation), other.lifeSituation(situation));

            assertTrue(other.contact("999999").isEmpty());
            assertTrue(soap.service("999999", TOWN).isEmpty());
        }
    }

    @Test
    void exactlyOneUsernameTokenIsSentAndNoOtherHeader() {
        answer(envelope("<v:GetBehoerdeResponse xmlns:v='%s'><behoerde><id>7</id></behoerde></v:GetBehoerdeResponse>"
                .formatted(NAMESPACE)));
        try (BayernPortal portal = portal().build()) {
            portal.authority("7");
        }

        var request = service.server().getAllServeEvents().get(0).getRequest();
        String sent = request.getBodyAsString();
        String header = sent.replaceAll("(?s).*<soap:Header>(.*)</soap:Header>.*", "$1");
        assertEquals(
                "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd\">"
                        + "<wsse:UsernameToken><wsse:Username>leser</wsse:Username><wsse:Password Type=\"http://docs.oasis-open.org/"
                        + "wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText\">pä:ss&amp;wort</wsse:Password>"
                        + "</wsse:UsernameToken></wsse:Security>",
                header);
        assertTrue(
                sent.contains("<v3:GetBehoerdeRequest xmlns:v3=\"urn:example:export\"><behoerdeId>7</behoerdeId>"
                        + "<sicheresKontaktformular>true</sicheresKontaktformular></v3:GetBehoerdeRequest>"),
                sent);
        assertEquals("POST", request.getMethod().getName());
        assertTrue(request.getHeader("Content-Type").startsWith("text/xml"));
        assertFalse(request.containsHeader("Authorization"));
        assertFalse(request.containsHeader("Transfer-Encoding"));
    }

    @Test
    void wrongPasswordIsTheSameErrorAsOverRest() {
        Map<String, String> settings = new HashMap<>(simulator.soapSettings());
        settings.put("portalregistry.password", "falsch");
        try (PortalRegistryClient client = PortalRegistryClient.from(settings)) {
            var refusal = assertThrows(PortalRegistryRejectedException.class, () -> client.services(TOWN));

            assertTrue(refusal.is(PortalRegistryRejectedException.CREDENTIALS));
            assertEquals("Benutzer oder Passwort ist falsch.", refusal.serviceText());
        }
    }

    @Test
    void anotherNamespaceIsRefusedByTheService() {
        Map<String, String> settings = new HashMap<>(simulator.soapSettings());
        settings.put("portalregistry.soap-namespace", "urn:example:another");
        try (PortalRegistryClient client = PortalRegistryClient.from(settings)) {
            var refusal = assertThrows(PortalRegistryRejectedException.class, () -> client.services(TOWN));

            assertTrue(refusal.is(PortalRegistryRejectedException.INVALID_REQUEST));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Mishap.class,
            names = {"UNAUTHORIZED", "FORBIDDEN", "GARBAGE", "HTML_PAGE", "HUGE_ANSWER", "CUT_ANSWER"})
    void misbehaviourOfTheServiceHasItsCode(Mishap mishap) {
        String code = Map.of(
                        Mishap.UNAUTHORIZED, "PORTAL-201",
                        Mishap.FORBIDDEN, "PORTAL-202",
                        Mishap.GARBAGE, "PORTAL-317",
                        Mishap.HTML_PAGE, "PORTAL-317",
                        Mishap.HUGE_ANSWER, "PORTAL-302",
                        Mishap.CUT_ANSWER, "PORTAL-105")
                .get(mishap);
        for (int i = 0; i < 3; i++) {
            simulator.next(mishap);
        }
        try (BayernPortal portal = simulated(simulator.soapSettings())) {
            var failure = assertThrows(PortalRegistryException.class, () -> portal.services(TOWN));

            assertEquals(code, failure.code());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "soap:Client, PORTAL-203, 1",
        "soap:Client.Validation, PORTAL-203, 1",
        "wsse:FailedAuthentication, PORTAL-201, 1",
        "soap:Server, PORTAL-103, 3",
        "soap:VersionMismatch, PORTAL-207, 1",
        "'', PORTAL-207, 1"
    })
    void faultsAreToldApart(String faultcode, String code, int calls) {
        answer(aResponse()
                .withStatus(500)
                .withHeader("Content-Type", "text/xml")
                .withBody(envelope(
                        "<s:Fault><faultcode>" + faultcode + "</faultcode><faultstring>nein</faultstring></s:Fault>")));
        try (BayernPortal portal = portal().build()) {
            var failure = assertThrows(PortalRegistryException.class, () -> portal.authority("7"));

            assertEquals(code, failure.code());
            assertEquals(calls, calls());
        }
    }

    @ParameterizedTest
    @CsvSource({"404, PORTAL-316", "503, PORTAL-103", "429, PORTAL-104", "302, PORTAL-304", "405, PORTAL-206"})
    void statusWithoutAnEnvelopeIsJudgedAsOverRest(int status, String code) {
        answer(aResponse()
                .withStatus(status)
                .withHeader("Location", "https://evil.example/")
                .withBody("nichts"));
        try (BayernPortal portal = portal().build()) {
            var failure = assertThrows(PortalRegistryException.class, () -> portal.authority("7"));

            assertEquals(code, failure.code());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<a/>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'/>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><a/><b/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><a/></s:Body></s:Envelope>",
                "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><a/></s:Body>"
            })
    void everythingButOneElementInAnEnvelopeIsNotBelieved(String body) {
        answer(body);
        try (BayernPortal portal = portal().build()) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-317", failure.code());
        }
    }

    @Test
    void answerThatDripsIsGivenUpAtTheLimitAndItsThreadEnds() throws Exception {
        answer(aResponse()
                .withStatus(200)
                .withBody(envelope("<a>" + "x".repeat(4000) + "</a>"))
                .withChunkedDribbleDelay(100, 30_000));
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (BayernPortal portal = portal().timeout(Duration.ofMillis(400)).build()) {
            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-102", failure.code());
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("portal-registry-soap") && !before.contains(thread)) {
                thread.join(20_000);
                assertFalse(thread.isAlive(), "a thread reads on");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY_RESPONSE", "CONNECTION_RESET_BY_PEER"})
    void brokenConnectionsAreUnavailable(Fault fault) {
        answer(aResponse().withFault(fault));
        try (BayernPortal portal = portal().build()) {
            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-105", failure.code());
        }
    }

    @Test
    void strangersAndOldCertificatesAreSentNoPassword() {
        List<X509Certificate> strangers = List.of(TestTls.forName("localhost").certificate());
        try (BayernPortal portal = portal().trust(strangers).build();
                BayernPortal old = portal(stale.address("/soap"), stale.trust()).build()) {
            assertEquals(
                    "PORTAL-306",
                    assertThrows(PortalRegistryProtocolException.class, () -> portal.authority("7"))
                            .code());
            assertEquals(
                    "PORTAL-306",
                    assertThrows(PortalRegistryProtocolException.class, () -> old.authority("7"))
                            .code());
        }
        assertEquals(0, calls());
        assertEquals(0, stale.server().getAllServeEvents().size());
    }

    @Test
    void certificateOfAnotherNameIsRefused() {
        URI otherName = URI.create("https://127.0.0.1:" + service.server().httpsPort() + "/soap");
        try (BayernPortal portal = portal(otherName, service.trust()).build()) {
            var failure = assertThrows(PortalRegistryProtocolException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-306", failure.code());
        }
        assertEquals(0, calls());
    }

    @Test
    void nobodyListeningIsUnavailable() {
        try (BayernPortal portal =
                portal(URI.create("https://localhost:1/soap"), service.trust()).build()) {
            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-101", failure.code());
        }
    }

    @ParameterizedTest
    @CsvSource({"http://portal.example/soap, urn:x, https", "https://portal.example/soap, kein Namensraum, namespace"})
    void onlyHttpsAndARealNamespaceAreTaken(URI address, String namespace, String named) {
        BayernPortal.Builder portal =
                BayernPortal.at(address).credentials("leser", "geheim").overSoap(namespace);

        var refusal = assertThrows(IllegalArgumentException.class, portal::build);

        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
    }

    @Test
    void passwordStaysOutOfEveryLogAndMessage(@TempDir Path folder) throws Exception {
        answer(aResponse().withStatus(500).withBody("kaputt"));
        Path trust = Files.writeString(folder.resolve("trust.pem"), service.pem());

        String said = Forked.run("128m", Chatty.class, service.address("/soap").toString(), trust.toString());

        assertTrue(said.contains("org.apache.cxf"), "the SOAP stack logs everything it can");
        assertTrue(said.contains("PORTAL-103"), said);
        assertEquals(3, calls());
        assertFalse(said.contains("ss&wort") || said.contains("ss&amp;wort"), "the password is told");
    }

    /** Calls once with every logger at its finest level. */
    static final class Chatty {
        public static void main(String[] arguments) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "trace");
            try (PortalRegistryClient client = PortalRegistryClient.from(Map.of(
                    "portalregistry.address",
                    arguments[0],
                    "portalregistry.soap-namespace",
                    NAMESPACE,
                    "portalregistry.user",
                    "leser",
                    "portalregistry.password",
                    "pä:ss&wort",
                    "portalregistry.trust.file",
                    arguments[1]))) {
                client.authority("7");
            } catch (PortalRegistryException e) {
                e.printStackTrace();
            }
        }
    }

    @Test
    void withoutCxfRestWorksAndSoapNamesWhatToAdd() throws Exception {
        URL[] withoutCxf = Arrays.stream(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.contains("cxf"))
                .map(BayernPortalSoapTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(withoutCxf, ClassLoader.getPlatformClassLoader())) {
            Class<?> client = loader.loadClass(PortalRegistryClient.class.getName());
            Method from = client.getMethod("from", Map.class);
            ((AutoCloseable) from.invoke(null, simulator.settings())).close();

            var failure =
                    assertThrows(InvocationTargetException.class, () -> from.invoke(null, simulator.soapSettings()));

            assertEquals(
                    IllegalStateException.class, failure.getTargetException().getClass());
            assertTrue(
                    failure.getTargetException().getMessage().contains("org.apache.cxf:cxf-rt-frontend-jaxws"),
                    failure.getTargetException().getMessage());
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void interruptionEndsTheCallAndIsKept() {
        try (BayernPortal portal = portal().build()) {
            Thread.currentThread().interrupt();

            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"));

            assertEquals("PORTAL-108", failure.code());
            assertTrue(Thread.interrupted());
        }
    }

    @Test
    void pauseThatTheServiceAsksForIsKept() {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "60"));
        try (BayernPortal portal = portal().build()) {
            var failure = assertThrows(PortalRegistryUnavailableException.class, () -> portal.authority("7"));

            assertEquals(Optional.of(Duration.ofMinutes(1)), failure.suggestedPause());
        }
    }

    private static BayernPortal simulated(Map<String, String> settings) {
        BayernPortal.Builder portal = BayernPortal.at(URI.create(settings.get("portalregistry.address")))
                .credentials(settings.get("portalregistry.user"), settings.get("portalregistry.password"))
                .trust(List.of(simulator.certificate()))
                .waiting(new NoWaiting());
        String namespace = settings.get("portalregistry.soap-namespace");
        return (namespace == null ? portal : portal.overSoap(namespace)).build();
    }

    private BayernPortal.Builder portal() {
        return portal(service.address("/soap"), service.trust());
    }

    private BayernPortal.Builder portal(URI address, List<X509Certificate> trust) {
        return BayernPortal.at(address)
                .overSoap(NAMESPACE)
                .credentials("leser", "pä:ss&wort")
                .trust(trust)
                .waiting(waiting);
    }

    private static String envelope(String element) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + element
                + "</s:Body></s:Envelope>";
    }

    private static void answer(String body) {
        answer(aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/xml")
                .withBody(body));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        service.server().stubFor(any(anyUrl()).willReturn(answer));
    }

    private static int calls() {
        return service.server()
                .countRequestsMatching(anyRequestedFor(anyUrl()).build())
                .getCount();
    }
}
