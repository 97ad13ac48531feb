package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.Municipalities.Validity;
import io.github.bayernkommunal.portalregistry.Municipality.Kind;
import io.github.bayernkommunal.portalregistry.testkit.PortalSimulator;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MunicipalitiesTest {

    @RegisterExtension
    static final PortalSimulator simulator = PortalSimulator.create();

    private static final LocalDate OLD = LocalDate.of(2019, 12, 31);
    private static final LocalDate NEW = LocalDate.of(2025, 12, 31);
    private static final Ars DORF = Ars.of("091995101130");
    private static final Ars MERGED = Ars.of("091995101131");
    private static final Ars TOWN = Ars.of("091990123123");
    private static final Ars CITY = Ars.of("091980000000");

    @TempDir
    private Path folder;

    @Test
    void recordsAreReadByTheirColumns() throws Exception {
        Municipalities table = Municipalities.read(newEdition());

        assertEquals(
                List.of(
                        new Municipality(CITY, "Altstadt", Kind.INDEPENDENT_CITY, "Altstadt", "80331"),
                        new Municipality(TOWN, "Müsterstadt, St", Kind.TOWN, "Bei Müsterstadt", "86720"),
                        new Municipality(DORF, "Beispieldorf, M", Kind.MARKET, "Bei Müsterstadt", "86721")),
                table.all());
        assertEquals("3 municipalities on 2025-12-31", table.toString());
        assertEquals(
                "Beispieldorf, M 091995101130",
                table.municipality(DORF).orElseThrow().toString());
    }

    @Test
    void keysAreConvertedByTheTableWhereNoRuleDoes() throws Exception {
        Municipalities table = Municipalities.read(newEdition());

        assertEquals(Optional.empty(), Ags.of("09199130").ars());
        assertEquals(Optional.of(DORF), table.ars(Ags.of("09199130")));
        assertEquals(Optional.of(CITY), table.ars(Ags.of("09198000")));
        assertEquals(Optional.of(Ars.of("09")), table.ars(Ags.of("09")));
        assertEquals(Optional.empty(), table.ars(Ags.of("09199131")));
        assertEquals(
                "Beispieldorf, M",
                table.municipality(Ags.of("09199130")).orElseThrow().name());
    }

    @Test
    void unincorporatedAreasAreLeftOut() throws Exception {
        Municipalities table = Municipalities.read(newEdition());

        assertTrue(table.municipality(Ags.of("09199444")).isEmpty());
    }

    @Test
    void municipalitiesAreFoundByAreaAndByName() throws Exception {
        Municipalities table = Municipalities.read(newEdition());

        assertEquals(2, table.in(Ars.of("09199")).size());
        assertEquals(List.of(DORF), keys(table.in(Ars.of("091995101"))));
        assertEquals(List.of(TOWN), keys(table.named("müster")));
        assertEquals(List.of(), table.named("  "));
    }

    @Test
    void postcodeMayMeanSeveralPlaces() throws Exception {
        Municipalities table = Municipalities.read(newEdition());
        assertEquals(List.of(TOWN), keys(table.withPostcode("86720")));

        Municipalities more = table.withPostcodes(
                List.of(new Pvog.Place("Beispieldorf", DORF, "86720"), new Pvog.Place("Anderswo", MERGED, "86720")));

        assertEquals(List.of(TOWN, DORF), keys(more.withPostcode("86720")));
        assertEquals(List.of(TOWN), keys(table.withPostcode("86720")));
        assertEquals(List.of(), more.withPostcode("00000"));
    }

    @ParameterizedTest
    @CsvSource({
        "2019-12-30, 0",
        "2019-12-31, 4",
        "2025-12-30, 4",
        "2025-12-31, 3",
        "2030-01-01, 3",
    })
    void theEditionOfTheDayCounts(LocalDate day, int municipalities) throws Exception {
        Municipalities table = Municipalities.read(newEdition(), oldEdition());

        assertEquals(NEW, table.day());
        assertEquals(municipalities, table.on(day).all().size());
    }

    @Test
    void keyThatEndedIsKnownWithItsTime() throws Exception {
        Municipalities table = Municipalities.read(oldEdition(), newEdition());

        assertTrue(table.municipality(MERGED).isEmpty());
        assertEquals("Altdorf", table.on(OLD).municipality(MERGED).orElseThrow().name());
        assertEquals(List.of(new Validity(OLD, OLD, false)), table.validity(MERGED));
        assertEquals(List.of(new Validity(OLD, NEW, true)), table.validity(DORF));
        assertEquals(List.of(), table.validity(Ars.of("091995101999")));
    }

    @Test
    void federalDirectoryMakesATableToo() {
        try (Pvog pvog = Pvog.at(simulator.pvog().search())
                .trust(List.of(simulator.certificate()))
                .waiting(new NoWaiting())
                .build()) {
            Municipalities table = Municipalities.of(NEW, pvog.places("Musterstadt"));

            Municipality town = table.municipality(TOWN).orElseThrow();
            assertTrue(town.name().contains("Musterstadt"), town.name());
            assertEquals(Optional.of(TOWN), table.ars(Ags.of(PortalSimulator.MUSTERSTADT_AGS)));
            assertFalse(town.postcode().isEmpty());
            assertEquals(List.of(TOWN), keys(table.withPostcode(town.postcode())));
        }
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "ISO-8859-1"})
    void bothEncodingsOfTheEditionsAreRead(String charset) throws Exception {
        Path file = write("a.txt", Charset.forName(charset), town(NEW, "Müsterstadt"));

        assertEquals("Müsterstadt", Municipalities.read(file).all().get(0).name());
    }

    @Test
    void encodingOfDosTimesIsRefusedAndNotGuessed() throws Exception {
        byte[] bytes = town(NEW, "M?sterstadt").getBytes(StandardCharsets.US_ASCII);
        bytes[23] = (byte) 0x81; // the letter ü in code page 850
        Path file = Files.write(folder.resolve("dos.txt"), bytes);

        var refusal = assertThrows(PortalRegistryProtocolException.class, () -> Municipalities.read(file));

        assertTrue(refusal.getMessage().contains("convert it first"), refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Gemeinde;Schlüssel",
                "7020251231",
                "60gestern 091990123123",
                "602025123109199123    ohne Verband",
                "6020251231091991230123",
                "6020251231991771940007Kein Land",
                "6020251231098771940007Kein Bezirk",
                "402025123109199       Nur ein Kreis"
            })
    void everythingElseIsRefused(String text) throws Exception {
        Path file = write("wrong.txt", StandardCharsets.UTF_8, text + "\n");

        var refusal = assertThrows(PortalRegistryProtocolException.class, () -> Municipalities.read(file));

        assertEquals("PORTAL-318", refusal.code());
        assertTrue(refusal.getMessage().contains("wrong.txt"), refusal.getMessage());
    }

    @Test
    void mixedDaysAndDoubleKeysAreRefused() throws Exception {
        Path mixed = write("mixed.txt", StandardCharsets.UTF_8, town(NEW, "A") + town(OLD, "A"));
        Path twice = write("twice.txt", StandardCharsets.UTF_8, town(NEW, "A") + town(NEW, "B"));

        assertThrows(PortalRegistryProtocolException.class, () -> Municipalities.read(mixed));
        assertThrows(PortalRegistryProtocolException.class, () -> Municipalities.read(twice));
        assertThrows(PortalRegistryProtocolException.class, () -> Municipalities.read(folder.resolve("missing.txt")));
    }

    @Test
    void filesOfTheSameDayAndNoFileAreRefused() throws Exception {
        Path one = newEdition();

        assertThrows(IllegalArgumentException.class, () -> Municipalities.read(one, one));
        assertThrows(IllegalArgumentException.class, Municipalities::read);
    }

    private Path newEdition() throws Exception {
        return write(
                "GV100AD_31122025.txt",
                StandardCharsets.UTF_8,
                record("10", NEW, "09", "Bayern", "", "")
                        + record("40", NEW, "09198", "Altstadt", "41", "")
                        + record("40", NEW, "09199", "Bei Müsterstadt", "44", "")
                        + record("50", NEW, "09199   5101", "Verwaltungsgemeinschaft", "54", "")
                        + record("60", NEW, "091980000000", "Altstadt", "61", "80331")
                        + record("60", NEW, "091991305101", "Beispieldorf, M", "60", "86721")
                        + town(NEW, "Müsterstadt, St")
                        + record("60", NEW, "091994440444", "Forst", "66", ""));
    }

    private Path oldEdition() throws Exception {
        return write(
                "GV100AD_31122019.txt",
                StandardCharsets.UTF_8,
                record("60", OLD, "091980000000", "Altstadt", "61", "80331")
                        + record("60", OLD, "091991305101", "Beispieldorf, M", "60", "86721")
                        + record("60", OLD, "091991315101", "Altdorf", "64", "86721")
                        + town(OLD, "Müsterstadt, St"));
    }

    private static String town(LocalDate day, String name) {
        return record("60", day, "091991230123", name, "63", "86720");
    }

    /** The columns of the official description; what we do not read is filled with zeros and blanks. */
    private static String record(String type, LocalDate day, String key, String name, String kind, String postcode) {
        return "%s%s%-12s%-50s%-50s%-2s    %011d%011d%011d    %-5s*****\r\n"
                .formatted(type, day.toString().replace("-", ""), key, name, "", kind, 1, 2, 3, postcode);
    }

    private Path write(String name, Charset charset, String text) throws Exception {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private static List<Ars> keys(List<Municipality> municipalities) {
        return municipalities.stream().map(Municipality::ars).toList();
    }
}
