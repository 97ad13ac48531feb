package io.github.bayernkommunal.samples.vendorgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All files are read before anything is opened for use, and every problem is told at once. */
class SettingsFilesTest {

    private static SimulatedTown town;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() {
        town = new SimulatedTown("musterstadt", PortalSimulator.MUSTERSTADT_ARS);
    }

    @AfterAll
    static void tearDown() {
        town.close();
    }

    @Test
    void everyFileIsAMunicipality() throws Exception {
        SimulatedTown.write(folder, "musterstadt", town.settings(folder));

        try (Municipalities all = Municipalities.read(folder, new CallCounter())) {
            assertEquals(
                    List.of("musterstadt"),
                    all.all().stream().map(Municipality::key).toList());
            assertEquals("Municipality[musterstadt]", all.of("musterstadt").toString());
            assertThrows(IllegalArgumentException.class, () -> all.of("neudorf"));
        }
    }

    @Test
    void problemsOfAllFilesAndLibrariesAreToldAtOnce() throws Exception {
        Map<String, String> first = town.settings(folder);
        first.put("epay.adress", "https://platform.example");
        first.put("mail.host", "localhost");
        first.remove("portalregistry.user");
        Map<String, String> second = town.settings(folder);
        second.remove("bayernid.entity-id");
        SimulatedTown.write(folder, "musterstadt", first);
        SimulatedTown.write(folder, "neudorf", second);

        String told = refusal();

        Stream.of(
                        "musterstadt: mail.host belongs to no library",
                        "epay.adress is not a setting; did you mean epay.address?",
                        "portalregistry.user is missing",
                        "bayernid.entity-id",
                        "neudorf: bayernid.answers-to is the same as that of musterstadt",
                        "neudorf: portalregistry.feed.directory is the same as that of musterstadt")
                .forEach(problem -> assertTrue(told.contains(problem), () -> problem + " is not in\n" + told));
    }

    @Test
    void metadataThatCannotBeFetchedAreAProblemLikeAnyOther() throws Exception {
        Map<String, String> settings = town.settings(folder);
        settings.put("bayernid.identity-provider.metadata", town.bayernId.entityId());
        settings.put("bayernid.trust.file", settings.get("epay.trust.file")); // certificate of another server
        SimulatedTown.write(folder, "musterstadt", settings);

        assertTrue(refusal().startsWith("musterstadt: BAYERNID-"), this::refusal);
    }

    @Test
    void emptyFolderIsAMistake() {
        assertTrue(refusal().contains("no *.properties file in " + folder));
    }

    @Test
    void checkBeforeADeploymentNamesEveryMunicipality() throws Exception {
        SimulatedTown.write(folder, "musterstadt", town.settings(folder));
        PrintStream before = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true, StandardCharsets.UTF_8));
        try {
            VendorGateway.main(folder.toString());
        } finally {
            System.setOut(before);
        }

        assertTrue(seen.toString(StandardCharsets.UTF_8)
                .contains(
                        "musterstadt: https://musterstadt.example/sp, answers to https://musterstadt.example/login/"));
    }

    private String refusal() {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> Municipalities.read(folder, new CallCounter()))
                        .getMessage());
    }
}
