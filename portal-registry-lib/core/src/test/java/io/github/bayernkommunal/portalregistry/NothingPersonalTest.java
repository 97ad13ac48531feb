package io.github.bayernkommunal.portalregistry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NothingPersonalTest {

    @RegisterExtension
    static final MockHttps service = new MockHttps();

    /** Stands in every field that could hold a person or a secret. */
    private static final String SEED = "Zaphodbeeblebrox";

    private static final String PERSON = """
            {"ap": [{"ansprechpartnerId": 5, "anrede": "Frau", "vorname": "Z", "nachname": "Z", "funktion": "Z", "email": "Z@Z.example",
              "zimmer": "Z", "behoerdeId": 6, "behoerdeBezeichnung": "Amt", "telefonAnlage": "Z", "website": "https://Z.example/"}]}
            """;

    @Test
    void personsPasswordsAndTextsStayOutOfMessagesAndTextForms() {
        List<String> written = new ArrayList<>();
        try (BayernPortal portal = BayernPortal.at(service.address("/rest/allgemein/v3/"))
                .credentials("leser", SEED)
                .trust(service.trust())
                .waiting(new NoWaiting())
                .onExchange(exchange -> written.add(exchange.toString()))
                .build()) {
            written.add(portal.toString());
            service.server().stubFor(get(anyUrl()).willReturn(okJson(PERSON.replace("Z", SEED))));
            ContactPerson person = portal.resources().contact("5").orElseThrow();
            assertEquals(SEED, person.familyName());
            written.add(person.toString());
            for (int status : new int[] {200, 401, 403, 404, 410, 500}) {
                service.server()
                        .stubFor(get(anyUrl())
                                .willReturn(aResponse()
                                        .withStatus(status)
                                        .withHeader("Content-Type", "application/json")
                                        .withBody("{\"nachname\": \"" + SEED + "\", \"nachname\"")));
                try {
                    portal.uncached().authority("7");
                } catch (PortalRegistryException e) {
                    for (Throwable t = e; t != null; t = t.getCause()) {
                        written.add(String.valueOf(t.getMessage()));
                    }
                }
            }
        }
        assertTrue(written.size() > 8);
        for (String line : written) {
            assertFalse(line.contains(SEED), line);
        }
    }

    @Test
    void feedNeverShowsItsPassword() {
        ServiceFeed feed = ServiceFeed.builder()
                .credentials("portal", SEED)
                .rootElement("transfer")
                .agencyId("L199999")
                .build();

        assertFalse(feed.toString().contains(SEED));
        assertFalse(feed.answer("/index.txt", null, null).toString().contains(SEED));
    }

    @Test
    void lineOfALogCannotBeForged() {
        PrintStream before = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try (BayernPortal portal = BayernPortal.at(service.address("/rest/allgemein/v3/"))
                .credentials("leser", "geheim")
                .trust(service.trust())
                .waiting(new NoWaiting())
                .build()) {
            service.server()
                    .stubFor(get(anyUrl())
                            .willReturn(aResponse().withStatus(500).withBody("x\nWARN alles gut\u202Egnp.exe")));
            try {
                portal.authority("7");
            } catch (PortalRegistryUnavailableException e) {
                assertFalse(String.valueOf(e.getMessage()).contains("\n"));
                assertFalse(String.valueOf(e.getMessage()).contains("\u202E"));
            }
        } finally {
            System.setErr(before);
        }
        assertFalse(captured.toString(StandardCharsets.UTF_8).contains("\nWARN alles gut"));
    }

    /** What a message may name is decided where it is written; nobody prints or logs whole answers. */
    @Test
    void nothingIsPrintedAndNoHiddenTimeOrChanceIsUsed() throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String source = Files.readString(file);
                for (String forbidden : List.of(
                        "System.out",
                        "System.err",
                        "printStackTrace",
                        "Instant.now()",
                        "LocalDate.now()",
                        "System.currentTimeMillis",
                        "new Random(",
                        "Math.random",
                        "UUID.randomUUID",
                        "ObjectInputStream",
                        "log.info",
                        "setHostnameVerifier",
                        "TrustAll")) {
                    if (source.contains(forbidden)) {
                        found.add(file.getFileName() + ": " + forbidden);
                    }
                }
                boolean opens = Stream.of("HttpClient.newBuilder", ".openStream(", ".openConnection(")
                        .anyMatch(source::contains);
                // Services that are configured, and links that somebody asks to check.
                if (opens
                        && !List.of("RestCaller.java", "PinnedCall.java")
                                .contains(file.getFileName().toString())) {
                    found.add(file.getFileName() + " opens connections");
                }
            }
        }
        assertEquals(List.of(), found);
    }
}
