package io.github.bayernkommunal.bayernid.jakarta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsAreFoundTest {

    private final Map<String, String> environment = Map.of("BAYERNID_SIGNING_KEY_FILE", "/etc/key.p12");

    @Test
    void propertiesWinOverTheEnvironment() {
        var lookup = ConfigLookup.propertiesThenEnvironment(
                Map.of("bayernid.signing-key.file", "/home/key.p12")::get, environment::get);

        assertEquals("/home/key.p12", lookup.apply("bayernid.signing-key.file"));
    }

    @Test
    void theEnvironmentUsesCapitalsAndUnderscores() {
        var lookup = ConfigLookup.propertiesThenEnvironment(Map.<String, String>of()::get, environment::get);

        assertEquals("/etc/key.p12", lookup.apply("bayernid.signing-key.file"));
        assertNull(lookup.apply("bayernid.entity-id"));
    }

    @Test
    void workWithoutAnImplementationOfMicroProfileConfig() {
        System.setProperty("bayernid.test-of-lookup", "found");
        try {
            assertEquals("found", ConfigLookup.find().apply("bayernid.test-of-lookup"));
        } finally {
            System.clearProperty("bayernid.test-of-lookup");
        }
    }
}
