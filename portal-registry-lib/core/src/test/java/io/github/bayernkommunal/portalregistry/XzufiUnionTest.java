package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects at random, with every part of the standard filled: what is written is read, and what is lost is told. */
class XzufiUnionTest {

    private static final int OBJECTS = 200;
    private static final long SEED = Long.getLong("xzufi.seed", System.nanoTime());

    @ParameterizedTest
    @EnumSource(
            value = XzufiVersion.class,
            names = {"V2_2_0", "V2_3_1"})
    void everyPartThatIsWrittenIsRead(XzufiVersion version) {
        RandomXzufi random = new RandomXzufi(new Random(SEED), version);
        for (int i = 0; i < OBJECTS; i++) {
            XzufiObject object = random.object();

            Written written = write(object, version);

            assertEquals(List.of(), written.losses(), () -> "seed " + SEED);
            assertEquals("", RandomXzufi.difference(object, written.read()), () -> "seed " + SEED);
        }
    }

    @Test
    void partsSince231AreLostInTheOlderVersionOneByOneAndEachIsTold() {
        RandomXzufi newer = new RandomXzufi(new Random(SEED), XzufiVersion.V2_3_1);
        TreeSet<String> told = new TreeSet<>();
        for (int i = 0; i < OBJECTS; i++) {
            XzufiObject object = newer.object();

            Written written = write(object, XzufiVersion.V2_2_0);

            assertEquals(
                    "", RandomXzufi.difference(newer.withoutParts231(object), written.read()), () -> "seed " + SEED);
            told.addAll(written.losses());
        }
        assertEquals(
                new TreeSet<>(List.of(
                        "beschreibungAusgehend",
                        "bezugsortTyp",
                        "detailstufe",
                        "durchfuehrbarEinheitlicheStelle",
                        "dynamischeParameter",
                        "informationsbereichSDG2",
                        "kategorie/klasse/typ",
                        "kategorie/piktogrammID",
                        "kennzeichenAusloeser",
                        "kennzeichenFormularFormlos",
                        "kennzeichenFormularPersoenlich",
                        "linkKostenbildung",
                        "modulAuskunftshinweis beyond the first",
                        "modulBearbeitungsdauer beyond the first",
                        "modulDokument beyond the first",
                        "modulFachlicheFreigabe beyond the first",
                        "modulFrist beyond the first",
                        "modulKosten beyond the first",
                        "pflichtangabeGrundKontextabhaengigkeit",
                        "pflichtangabetyp",
                        "sprachversion/kennzeichenMaschinelleUebersetzung",
                        "sprachversion/maschinelleUebersetzung",
                        "staatengruppe",
                        "statusBibliothek",
                        "statusKatalog",
                        "zugangskanal")),
                told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"003", "Wohnort der antragstellenden Person"})
    void placeThatDecidesIsACodeOrWords(String place) {
        RandomXzufi random = new RandomXzufi(new Random(SEED), XzufiVersion.V2_3_1);
        XzufiLeistung leistung = random.leistung(place);

        XzufiLeistung read =
                (XzufiLeistung) write(leistung, XzufiVersion.V2_3_1).read();

        assertEquals(place, read.einordnung().bezugsortTyp().code());
    }

    /** What came out, and what has no place in that version. */
    private record Written(XzufiObject read, List<String> losses) {}

    private static Written write(XzufiObject object, XzufiVersion version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XzufiWriter writer = XzufiWriter.to(out, version, "transfer", XzufiSamples.KOPF);
        writer.schreibe(object);
        writer.close();
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(out.toByteArray()))) {
            XzufiObject read = ((XzufiReader.Schreibe) reader.next()).object();
            assertFalse(reader.hasNext());
            assertTrue(reader.isComplete());
            assertEquals(List.of(), reader.warnings());
            return new Written(
                    read, writer.losses().stream().map(Problem::field).toList());
        }
    }
}
