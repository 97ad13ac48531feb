package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The import into BayVIS, with an invented service description: the real one is handed out on request only. */
class BayvisImportTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    @TempDir
    private Path folder;

    @BeforeEach
    void accept() {
        service.server()
                .stubFor(post(urlPathEqualTo("/import"))
                        .willReturn(aResponse().withStatus(200).withBody(envelope("<quittung/>"))));
    }

    @Nested
    class ImportKeepsTheContract extends PublicationRouteContract {

        private final List<BayvisImport> made = new ArrayList<>();

        @Override
        protected PublicationRoute freshRoute() {
            made.add(bayvis());
            return made.get(made.size() - 1);
        }

        @AfterEach
        void closeRoutes() {
            made.forEach(BayvisImport::close);
        }
    }

    @Test
    void sendsWhatTheStylesheetMakesUnderItsAction() {
        try (BayvisImport route = bayvis()) {
            publish(route, Samples.dogTax().build());
            publish(route);
        }

        List<LoggedRequest> sent = imported();
        assertEquals(2, sent.size());
        assertEquals("\"urn:example:import/speichere\"", sent.get(0).getHeader("SOAPAction"));
        assertEquals("\"urn:example:import/loesche\"", sent.get(1).getHeader("SOAPAction"));
        String body = sent.get(0).getBodyAsString();
        assertTrue(body.contains(">hundesteuer<") && body.contains(">Hund anmelden<"), body);
        assertTrue(body.contains(":speichereOnlinedienst"), body);
        assertTrue(body.contains("UsernameToken"), body);
        assertFalse(body.contains("xoev.de"), body);
    }

    @ParameterizedTest
    @CsvSource({"soap:Client, true", "soap:Server, false", "wsse:FailedAuthentication, false"})
    void faultOfTheImportIsAProblemOfTheEntryOrEndsTheRun(String code, boolean ofTheEntry) {
        service.server()
                .stubFor(post(urlPathEqualTo("/import"))
                        .willReturn(aResponse()
                                .withStatus(500)
                                .withBody(envelope("<s:Fault><faultcode>" + code
                                        + "</faultcode><faultstring>Titel zu lang</faultstring></s:Fault>"))));
        try (BayvisImport route = bayvis()) {
            if (ofTheEntry) {
                RegistrationReport report = publish(route, Samples.dogTax().build());
                assertTrue(report.problems().get(0).text().contains("Titel zu lang"));
            } else {
                assertThrows(
                        PortalRegistryException.class,
                        () -> publish(route, Samples.dogTax().build()));
            }
            assertEquals(0, route.registered().size());
            assertEquals(1, imported().size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<xsl:template match='/'><a/></xsl:template>",
                "<xsl:template match='/'>nur Text</xsl:template>",
                "<xsl:template match='/'><xsl:copy-of select=\"document('invented.xsl')\"/></xsl:template>",
                "<xsl:template match='/'><xsl:message terminate='yes'>nein</xsl:message></xsl:template>"
            })
    void mappingThatDoesNotFitSendsNothing(String template) throws Exception {
        Path stylesheet = stylesheet(template);
        try (BayvisImport route = bayvis(BayvisImport.with(wsdl(), stylesheet))) {
            var failure = assertThrows(
                    PortalRegistryProtocolException.class,
                    () -> publish(route, Samples.dogTax().build()));

            assertEquals("PORTAL-320", failure.code());
            assertEquals(0, route.registered().size());
        }
        assertEquals(0, imported().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>",
                "<a/>",
                "",
                "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:include href='http://evil.example/'/>"
                        + "</xsl:stylesheet>"
            })
    void filesThatAreNoneAreNamedWithEveryOtherProblem(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.xml"), text);

        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> BayvisImport.with(file, file).build());

        for (String part : List.of("credentials", "agency id", "wsdl wrong.xml", "mapping wrong.xml", "remembersIn")) {
            assertTrue(refusal.getMessage().contains(part), part + " in " + refusal.getMessage());
        }
    }

    @Test
    void descriptionWithoutHttpsIsRefused() throws Exception {
        Path plain = Files.writeString(
                folder.resolve("plain.wsdl"), Files.readString(wsdl()).replace("https://", "http://"));

        var refusal = assertThrows(
                IllegalArgumentException.class, () -> bayvis(BayvisImport.with(plain, resource("invented.xsl"))));

        assertTrue(refusal.getMessage().contains("https"), refusal.getMessage());
    }

    private BayvisImport bayvis() {
        return bayvis(BayvisImport.with(wsdl(), resource("invented.xsl")));
    }

    private BayvisImport bayvis(BayvisImport.Builder builder) {
        return builder.credentials("redaktion", "geheim")
                .agencyId("L199999")
                .remembersIn(folder.resolve("import"))
                .trust(service.trust())
                .waiting(new NoWaiting())
                .build();
    }

    /** The description with the address of the server of this test. */
    private Path wsdl() {
        try {
            String text = Files.readString(resource("invented.wsdl"))
                    .replace(
                            "https://localhost:1/import",
                            service.address("/import").toString());
            return Files.writeString(folder.resolve("import.wsdl"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path stylesheet(String template) throws Exception {
        return Files.writeString(
                folder.resolve("mapping.xsl"),
                "<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>" + template
                        + "</xsl:stylesheet>",
                StandardCharsets.UTF_8);
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/bayvis").resolve(name);
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    private static List<LoggedRequest> imported() {
        return service.server().getAllServeEvents().stream()
                .map(event -> event.getRequest())
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    private static RegistrationReport publish(PublicationRoute route, OnlineService... services) {
        return route.publish(RegistrationPlan.between(route.registered(), ServiceDirectory.of(services)));
    }
}
