package io.github.bayernkommunal.portalregistry.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.PortalRegistryClient;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PortalRegistryProducerTest {

    private final PortalRegistryProducer producer = new PortalRegistryProducer();

    @AfterEach
    void forget() {
        System.getProperties().keySet().removeIf(name -> name.toString().startsWith("portalregistry."));
    }

    @Test
    void clientComesFromSystemPropertiesWhenThereIsNothingElse() {
        System.setProperty("portalregistry.feed.user", "portal");
        System.setProperty("portalregistry.feed.password", "geheim-genug");
        System.setProperty("portalregistry.feed.root-element", "transfer");
        System.setProperty("portalregistry.feed.agency-id", "L199999");

        PortalRegistryClient client = producer.portalRegistryClient();

        assertTrue(client.feed().isPresent());
        producer.close(client);
    }

    @Test
    void incompleteSettingsAreNamed() {
        System.setProperty("portalregistry.feed.user", "portal");

        var refusal = assertThrows(IllegalArgumentException.class, producer::portalRegistryClient);

        assertTrue(refusal.getMessage().contains("portalregistry.feed.password"));
    }

    @Test
    void environmentIsAskedInTheSpellingOfEnvironments() {
        var lookup = ConfigLookup.propertiesThenEnvironment(
                name -> null, Map.of("PORTALREGISTRY_FEED_ROOT_ELEMENT", "transfer")::get);

        assertEquals("transfer", lookup.apply("portalregistry.feed.root-element"));
    }

    @Test
    void propertyComesBeforeTheEnvironment() {
        var lookup = ConfigLookup.propertiesThenEnvironment(name -> "property", name -> "environment");

        assertEquals("property", lookup.apply("portalregistry.user"));
    }
}
