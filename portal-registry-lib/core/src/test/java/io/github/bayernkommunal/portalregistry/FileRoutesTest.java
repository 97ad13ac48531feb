package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileRoutesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = XzufiVersion.class,
            names = {"V2_2_0", "V2_3_1"})
    void writtenFilesPassTheCheck(XzufiVersion version) throws Exception {
        XzufiFiles route = files().version(version).objectsPerFile(3).build();

        publish(route, Samples.services(7, Samples.MUNICH));

        List<String> index = index();
        assertEquals(3, index.size());
        assertTrue(index.get(0).matches("XZUFI[0-9]{17}-[0-9a-f]{8}-000001\\.xml"));
        XzufiCheck.Report report = XzufiCheck.withoutSchemas()
                .check(index.stream().map(folder::resolve).toList());
        assertTrue(report.isAccepted(), report.findings()::toString);
        assertEquals(7, report.objects());
    }

    @Test
    void stateSurvivesARestart() {
        publish(files().build(), Samples.services(7, Samples.MUNICH));

        assertEquals(
                ServiceDirectory.of(Samples.services(7, Samples.MUNICH)),
                files().build().registered());
    }

    @Test
    void filesOfTheRunBeforeStayUntilTheNextOne() throws Exception {
        List<String> first;
        publish(files().build(), Samples.services(1, Samples.MUNICH));
        first = index();
        publish(later(1).build(), Samples.services(2, Samples.MUNICH));
        assertTrue(Files.exists(folder.resolve(first.get(0))));

        publish(later(2).build(), Samples.services(3, Samples.MUNICH));

        assertFalse(Files.exists(folder.resolve(first.get(0))));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(5, all.count());
        }
    }

    @Test
    void emptiedStateIsAFileWithoutObjectsAndNeverAnEmptyIndex() throws Exception {
        publish(files().build(), Samples.services(1, Samples.MUNICH));
        publish(later(1).build(), List.of());

        assertEquals(1, index().size());
        try (XzufiReader reader = XzufiReader.open(Files.newInputStream(folder.resolve(index().get(0))))) {
            assertFalse(reader.hasNext());
        }
    }

    @Test
    void runThatBrokeOffIsInvisible() throws Exception {
        publish(files().build(), Samples.services(1, Samples.MUNICH));
        List<String> before = index();
        Files.writeString(folder.resolve("XZUFI20270101000000000-0123abcd-000001.xml"), "<half");
        Files.writeString(folder.resolve("index.txt.new"), "XZUFI2027");

        assertEquals(before, index());
        assertEquals(1, files().build().registered().size());
        publish(later(1).build(), Samples.services(2, Samples.MUNICH));
        assertFalse(Files.exists(folder.resolve("XZUFI20270101000000000-0123abcd-000001.xml")));
    }

    @Test
    void damagedMemoryIsNotTakenForEmpty() throws Exception {
        publish(files().build(), Samples.services(1, Samples.MUNICH));
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(file -> file.toString().endsWith(".json")).toList()) {
                Files.writeString(file, "{");
            }
        }

        var failure = assertThrows(PortalRegistryProtocolException.class, () -> files().build());

        assertEquals("PORTAL-309", failure.code());
    }

    @Test
    void overtakenPlanIsRefused() {
        XzufiFiles route = files().build();
        RegistrationPlan slow = RegistrationPlan.between(
                route.registered(), ServiceDirectory.of(Samples.parking().build()));
        publish(route, Samples.services(1, Samples.MUNICH));

        assertEquals(
                "PORTAL-205",
                assertThrows(PortalRegistryRejectedException.class, () -> route.publish(slow))
                        .code());
    }

    @Test
    void unusableFoldersAreReported() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertEquals(
                "PORTAL-113",
                assertThrows(
                                PortalRegistryUnavailableException.class,
                                () -> XzufiFiles.into(file.resolve("x"))
                                        .rootElement("transfer")
                                        .agencyId("L199999")
                                        .build())
                        .code());
        assertEquals(
                "PORTAL-114",
                assertThrows(PortalRegistryUnavailableException.class, () -> WorkSheet.into(file.resolve("x")))
                        .code());
    }

    @Test
    void everyMissingPartIsNamedAtOnce() {
        var refusal = assertThrows(
                IllegalArgumentException.class,
                () -> XzufiFiles.into(folder)
                        .objectsPerFile(0)
                        .version(XzufiVersion.V2_1_0)
                        .build());

        for (String part : List.of("root element", "agency id", "version", "objects per file")) {
            assertTrue(refusal.getMessage().contains("- " + part + ":"), part);
        }
    }

    @Test
    void sheetTellsEditorsWhatToType() throws Exception {
        WorkSheet sheet = WorkSheet.into(folder, NOON);
        publish(
                sheet,
                List.of(Samples.parking().title("Parken & \"Laden\" < 1 h").build()));
        WorkSheet later = WorkSheet.into(folder, Clock.offset(NOON, Duration.ofHours(1)));

        publish(
                later,
                List.of(Samples.parking()
                        .title("=HYPERLINK(\"x\")")
                        .title(Locale.ENGLISH, "\u00A0\uFF1D1+1")
                        .payment(false)
                        .address(URI.create("https://neu.example/"))
                        .build()));

        List<String> sheets = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                sheets.add(file.getFileName() + "\n" + Files.readString(file));
            }
        }
        assertEquals(5, sheets.size());
        assertTrue(sheets.get(1).contains("<h2>Neu anlegen: Parken &amp; &quot;Laden&quot; &lt; 1 h</h2>"));
        assertTrue(sheets.get(2).contains(";\"'\u00A0\uFF1D1+1\""));
        assertTrue(
                sheets.get(2)
                        .contains(
                                "\"Ändern\";\"bewohnerparken\";\"Titel (de)\";\"Parken & \"\"Laden\"\" < 1 h\";\"'=HYPERLINK(\"\"x\"\")\""));
        assertTrue(sheets.get(3).contains("<td>https://neu.example/</td>"));
        assertTrue(sheets.get(3).contains("<td>ja</td><td>nein</td>"), "what editors read is German");
        assertTrue(sheets.get(2).split("\n", 2)[1].startsWith("\uFEFFAktion;"), "spreadsheets know it is UTF-8");
        assertEquals(1, WorkSheet.into(folder).registered().size());
    }

    @Test
    void damagedMemoryOfSheetsIsReported() throws Exception {
        Files.writeString(folder.resolve("told.json"), "[]");

        assertEquals(
                "PORTAL-310",
                assertThrows(PortalRegistryProtocolException.class, () -> WorkSheet.into(folder))
                        .code());
    }

    private XzufiFiles.Builder files() {
        return XzufiFiles.into(folder)
                .rootElement("transfer")
                .agencyId("L199999")
                .clock(NOON);
    }

    private XzufiFiles.Builder later(int minutes) {
        return files().clock(Clock.offset(NOON, Duration.ofMinutes(minutes)));
    }

    private List<String> index() throws Exception {
        return Files.readAllLines(folder.resolve("index.txt"));
    }

    private static void publish(PublicationRoute route, List<OnlineService> services) {
        route.publish(RegistrationPlan.between(route.registered(), ServiceDirectory.of(services)));
    }
}
