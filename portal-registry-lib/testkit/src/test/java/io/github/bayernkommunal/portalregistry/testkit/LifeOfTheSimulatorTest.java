package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LifeOfTheSimulatorTest {

    @Test
    void closingDeletesTheTrustFile() {
        PortalSimulator portal = PortalSimulator.start(0);
        Path trust = Path.of(portal.settings().get("portalregistry.trust.file"));
        assertTrue(Files.exists(trust));

        portal.close();

        assertFalse(Files.exists(trust));
        assertFalse(Files.exists(trust.getParent()));
    }

    @Test
    void withoutAStartItSaysHowToStart() {
        IllegalStateException refusal = assertThrows(
                IllegalStateException.class, () -> PortalSimulator.create().address());

        assertTrue(refusal.getMessage().contains("@RegisterExtension"), refusal.getMessage());
    }

    @Test
    void passwordsMayHaveAnyCharacter() throws Exception {
        try (PortalSimulator portal = PortalSimulator.builder()
                .credentials("redaktion", "pä:ß€ \"wort")
                .start()) {
            PortalReader reader = new PortalReader(portal);

            assertEquals(200, reader.send(reader.call("leistungen")).statusCode());
        }
    }

    @Test
    void userNamesWithAColonAreRefused() {
        PortalSimulator.Builder builder = PortalSimulator.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.credentials("a:b", "c"));
    }

    @Test
    void municipalitiesOutsideBavariaAreRefused() {
        PortalSimulator.Builder builder = PortalSimulator.builder();

        assertThrows(IllegalArgumentException.class, () -> builder.municipality("081110000000", "Anderswo"));
        assertThrows(IllegalArgumentException.class, () -> builder.municipality("09162", "Zu kurz"));
    }

    @Test
    void aNamedMunicipalityHasOffices() throws Exception {
        try (PortalSimulator portal = PortalSimulator.builder()
                .municipality("091990777777", "Neustadt")
                .start()) {
            String service = portal.settings().get("portalregistry.leistung." + PortalSimulator.BEWOHNERPARKAUSWEIS);

            var answer = new PortalReader(portal)
                    .json("leistungsbeschreibungen/" + service + "?gemeindekennziffer=09199777");

            assertTrue(answer.toString().contains("Neustadt – Straßenverkehrsamt"), answer::toString);
        }
    }

    @Test
    void aWholeStateCanBeGenerated() throws Exception {
        try (PortalSimulator portal =
                PortalSimulator.builder().generated(2056, 1700).start()) {
            PortalReader reader = new PortalReader(portal);

            assertEquals(
                    1712, reader.json("leistungen").getJsonArray("leistung").size());
            assertEquals(
                    59,
                    reader.json("dienststellen?page=20")
                            .getJsonArray("dienststelle")
                            .size());
        }
    }
}
