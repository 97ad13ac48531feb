package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    @TempDir
    private Path directory;

    @Test
    void completeSettingsMakeAClientThatReadsAndPublishes() throws Exception {
        try (PortalRegistryClient client = PortalRegistryClient.from(settings())) {
            assertEquals("reads bayernportal, publishes to service-feed", client.toString());
            assertTrue(client.feed().isPresent());
        }
    }

    @Test
    void readerNeedsNoFeed() throws Exception {
        Map<String, String> settings = settings();
        settings.keySet().removeIf(name -> name.startsWith("portalregistry.feed.") && !name.endsWith("root-element"));

        try (PortalRegistryClient client = PortalRegistryClient.from(settings)) {
            assertFalse(client.feed().isPresent());
        }
    }

    @Test
    void feedForCertificatesNeedsNoPassword() throws Exception {
        Map<String, String> settings = settings();
        settings.remove("portalregistry.feed.user");
        settings.remove("portalregistry.feed.password");
        settings.put("portalregistry.feed.collectors.file", settings.get("portalregistry.trust.file"));

        try (PortalRegistryClient client = PortalRegistryClient.from(settings)) {
            assertEquals(
                    403,
                    client.feed().orElseThrow().answer("/index.txt", null, null).status());
        }
        settings.put("portalregistry.feed.user", "halb");
        var refusal = assertThrows(IllegalArgumentException.class, () -> PortalRegistryClient.from(settings));
        assertTrue(refusal.getMessage().contains("- portalregistry.feed.password is missing"), refusal.getMessage());
    }

    @Test
    void federalDirectoryNeedsNoPassword() {
        try (PortalRegistryClient client = PortalRegistryClient.from(Map.of(
                "portalregistry.source", "pvog", "portalregistry.address", "https://pvog.example/suchdienst/api/"))) {
            assertEquals("reads pvog, publishes to nothing", client.toString());
        }
    }

    @Test
    void publisherNeedsNoSource() throws Exception {
        Map<String, String> settings = settings();
        settings.keySet().removeIf(name -> !name.startsWith("portalregistry.feed."));

        try (PortalRegistryClient client = PortalRegistryClient.from(settings::get)) {
            assertEquals(0, client.plan(ServiceDirectory.of()).changes().size());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "portalregistry.address",
                "portalregistry.user",
                "portalregistry.password",
                "portalregistry.feed.user",
                "portalregistry.feed.password",
                "portalregistry.feed.root-element",
                "portalregistry.feed.agency-id"
            })
    void eachMissingSettingIsNamed(String name) throws Exception {
        Map<String, String> settings = settings();
        settings.remove(name);

        var refusal = assertThrows(IllegalArgumentException.class, () -> PortalRegistryClient.from(settings));

        assertTrue(refusal.getMessage().contains("- " + name + " is missing"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "portalregistry.source, bayernprotal",
        "portalregistry.address, http://portal.example/rest/allgemein/v3/",
        "portalregistry.address, portal.example",
        "portalregistry.soap-namespace, kein Namensraum",
        "portalregistry.timeout, 10s",
        "portalregistry.timeout, PT0S",
        "portalregistry.trust.file, /does/not/exist",
        "portalregistry.collected-by, 25:00",
        "portalregistry.shrink-limit, 101",
        "portalregistry.shrink-limit, -1",
        "portalregistry.shrink-limit, viel",
        "portalregistry.leistung.99108001001000, abc",
        "portalregistry.feed.collectors.file, /does/not/exist",
        "portalregistry.feed.agency-id, Donau-Ries",
        "portalregistry.feed.root-element, xzufi:transfer",
        "portalregistry.feed.password, kurz"
    })
    void eachWrongValueIsNamed(String name, String value) throws Exception {
        Map<String, String> settings = settings();
        settings.put(name, value);

        var refusal = assertThrows(IllegalArgumentException.class, () -> PortalRegistryClient.from(settings));

        String near = name.startsWith("portalregistry.feed.") ? "portalregistry.feed" : name.replace("timeout", "");
        assertTrue(refusal.getMessage().contains(near), refusal.getMessage());
    }

    @Test
    void unknownNameIsRefusedWithASuggestion() throws Exception {
        Map<String, String> settings = settings();
        settings.put("portalregistry.adress", "https://portal.example/");
        settings.put("portalregistry.leistung.123", "7");
        settings.put("another.library", "x");

        var refusal = assertThrows(IllegalArgumentException.class, () -> PortalRegistryClient.from(settings));

        assertTrue(
                refusal.getMessage().contains("portalregistry.leistung.123: the key of an administrative service"),
                refusal.getMessage());
        assertTrue(refusal.getMessage().contains("needs 14 digits"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("did you mean portalregistry.address?"));
        assertTrue(refusal.getMessage().contains("portalregistry.leistung.123"));
        assertFalse(refusal.getMessage().contains("another.library"));
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> PortalRegistryClient.from(
                        Map.of("portalregistry.source", "bayernportal", "portalregistry.feed.user", "portal")));

        for (String name : new String[] {"address", "user", "password", "feed.password", "feed.root-element"}) {
            assertTrue(refusal.getMessage().contains("- portalregistry." + name + " is missing"), name);
        }
    }

    @Test
    void secretsStayOutOfMessages() throws Exception {
        Map<String, String> settings = settings();
        settings.put("portalregistry.timeout", "x");

        var refusal = assertThrows(IllegalArgumentException.class, () -> PortalRegistryClient.from(settings));

        assertFalse(refusal.getMessage().contains("geheim"));
    }

    @Test
    void idsOfServicesComeFromTheSettings() throws Exception {
        try (PortalRegistryClient client = PortalRegistryClient.from(settings())) {
            assertTrue(client.service(Samples.DOG_TAX, Samples.MUNICH).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bayernportal", "pvog"})
    void whoCountsCallsIsToldOfThoseOfTheSettings(String source) {
        Map<String, String> settings = new HashMap<>(portal.settings());
        settings.put("portalregistry.source", source);
        if (source.equals("pvog")) {
            settings.put("portalregistry.address", portal.pvog().search().toString());
        }
        List<Exchange> told = new ArrayList<>();

        try (PortalRegistryClient client =
                PortalRegistryClient.configure(settings).onExchange(told::add).build()) {
            client.services(Ars.of(PortalSimulator.MUSTERSTADT_ARS));
        }

        assertTrue(told.get(0).operation().startsWith(source), told.toString());
        assertEquals(Exchange.Outcome.SUCCEEDED, told.get(0).outcome());
    }

    @Test
    void listenerForASourceThatWasMadeElsewhereIsRefused() {
        try (BayernPortal made = BayernPortal.at(URI.create("https://portal.example/"))
                .credentials("leser", "geheim-1")
                .build()) {
            PortalRegistryClient.Builder client =
                    PortalRegistryClient.configure(portal.settings()).source(made);
            client.build();

            var refusal = assertThrows(
                    IllegalArgumentException.class,
                    () -> client.onExchange(call -> {}).build());

            assertTrue(refusal.getMessage().startsWith("onExchange: the source bayernportal"), refusal.getMessage());
        }
    }

    private Map<String, String> settings() throws Exception {
        Path trust = directory.resolve("trust.pem");
        Files.writeString(trust, TestTls.forName("localhost").pem());
        Map<String, String> settings = new HashMap<>();
        settings.put("portalregistry.source", "bayernportal");
        settings.put("portalregistry.address", "https://portal.example/rest/allgemein/v3/");
        settings.put("portalregistry.user", "leser");
        settings.put("portalregistry.password", "geheim-1");
        settings.put("portalregistry.trust.file", trust.toString());
        settings.put("portalregistry.timeout", "PT5S");
        settings.put("portalregistry.shrink-limit", "20");
        settings.put("portalregistry.collected-by", "04:30");
        settings.put("portalregistry.leistung.99108001001000", "3345512290");
        settings.put("portalregistry.feed.directory", directory.resolve("feed").toString());
        settings.put("portalregistry.feed.user", "portal");
        settings.put("portalregistry.feed.password", "geheim-22");
        settings.put("portalregistry.feed.root-element", "transfer");
        settings.put("portalregistry.feed.sender", "Musterstadt");
        settings.put("portalregistry.feed.agency-id", "L199999");
        return settings;
    }
}
