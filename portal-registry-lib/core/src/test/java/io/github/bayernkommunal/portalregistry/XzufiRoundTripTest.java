package io.github.bayernkommunal.portalregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.XzufiLeistung.Einordnung;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Klasse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class XzufiRoundTripTest {

    private static final List<XzufiObject> EVERYTHING = List.of(
            XzufiSamples.fullLeistung(),
            XzufiSamples.leistung("4712"),
            XzufiSamples.addition(),
            XzufiSamples.office(),
            XzufiSamples.online(),
            new XzufiZustaendigkeit(
                    XzufiSamples.id("ZustaendigkeitOrganisationseinheit", "20-4711"),
                    List.of(),
                    XzufiSamples.id("Organisationseinheit", "20"),
                    XzufiSamples.id("Leistung", "4711"),
                    List.of(XzufiSamples.area("097790194194")),
                    Code.of("urn:rolle", "1", "01")),
            XzufiSamples.form());

    @ParameterizedTest
    @EnumSource(
            value = XzufiVersion.class,
            names = {"V2_2_0", "V2_3_1"})
    void whatIsWrittenIsRead(XzufiVersion version) {
        byte[] xml = write(version, EVERYTHING);

        List<XzufiReader.Entry> entries = read(xml, version);

        assertEquals(EVERYTHING.size() + 1, entries.size());
        for (int i = 0; i < EVERYTHING.size(); i++) {
            XzufiObject read = ((XzufiReader.Schreibe) entries.get(i)).object();
            assertEquals(normal(EVERYTHING.get(i), version), normal(read, version));
        }
        XzufiReader.Loesche deletion = (XzufiReader.Loesche) entries.get(EVERYTHING.size());
        assertEquals(Klasse.ONLINEDIENST, deletion.klasse());
        assertEquals("899", deletion.id().wert());
    }

    @Test
    void xmlOf220IsTheGoldenOne() throws Exception {
        Path golden = Path.of("src/test/resources/golden/xzufi-2.2.0.xml");
        String xml = new String(write(XzufiVersion.V2_2_0, EVERYTHING), UTF_8).replace("><", ">\n<");
        if (System.getProperty("golden.update") != null) {
            Files.writeString(golden, xml);
        }

        assertEquals(Files.readString(golden), xml);
    }

    @Test
    void headIsReadBeforeTheFirstObject() {
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(write(XzufiVersion.V2_2_0, EVERYTHING)))) {
            assertEquals(XzufiSamples.KOPF, reader.kopf());
            assertEquals(XzufiVersion.V2_2_0, reader.version());
            assertFalse(reader.isComplete());
        }
    }

    @Test
    void partsWithoutAPlaceInTheOlderVersionAreTold() {
        XzufiLeistung newer = newer();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XzufiWriter writer = XzufiWriter.to(out, XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF);
        writer.schreibe(newer);
        writer.close();

        List<String> lost = writer.losses().stream().map(Problem::field).toList();

        assertEquals(List.of("statusKatalog", "statusBibliothek", "durchfuehrbarEinheitlicheStelle"), lost);
        assertEquals("L199999:4713", writer.losses().get(0).entry());
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 1", "11, 0"})
    void markWithoutACounterpartInTheNewerVersionIsTold(String mark, int losses) {
        String xml = message("<x:schreibe><x:leistung><x:id>1</x:id><x:kennzeichenEA>" + mark
                + "</x:kennzeichenEA></x:leistung></x:schreibe>");
        XzufiObject older = ((XzufiReader.Schreibe)
                        read(xml.getBytes(UTF_8), XzufiVersion.V2_2_0).get(0))
                .object();
        XzufiWriter writer =
                XzufiWriter.to(new ByteArrayOutputStream(), XzufiVersion.V2_3_1, "transfer", XzufiSamples.KOPF);
        writer.schreibe(older);
        writer.close();

        assertEquals(
                Collections.nCopies(losses, "kennzeichenEA"),
                writer.losses().stream().map(Problem::field).toList());
    }

    @Test
    void nothingIsLostInTheNewerVersion() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XzufiWriter writer = XzufiWriter.to(out, XzufiVersion.V2_3_1, "transfer", XzufiSamples.KOPF);
        writer.schreibe(newer());
        writer.close();

        assertTrue(writer.losses().isEmpty());
        XzufiLeistung read = (XzufiLeistung) ((XzufiReader.Schreibe)
                        read(out.toByteArray(), XzufiVersion.V2_3_1).get(0))
                .object();
        assertEquals("6", read.einordnung().statusBibliothek().code());
    }

    private static XzufiLeistung newer() {
        XzufiLeistung base = XzufiSamples.leistung("4713");
        Einordnung none = Einordnung.NONE;
        return new XzufiLeistung(
                base.id(),
                base.idSekundaer(),
                base.struktur(),
                base.referenzLeiKa(),
                base.modulText(),
                base.modulTextIndividuell(),
                base.module(),
                new Einordnung(
                        none.typisierung(),
                        none.vertrauensniveau(),
                        none.leistungsadressat(),
                        none.schriftform(),
                        none.kategorie(),
                        none.klassifizierung(),
                        none.informationsbereichSDG(),
                        List.of("11"),
                        none.wirtschaftszweig(),
                        none.rechtsform(),
                        none.staatsangehoerigkeit(),
                        Code.of("", "", "5"),
                        Code.of("", "", "6"),
                        none.detailstufe(),
                        none.bezugsortTyp(),
                        none.persoenlich(),
                        none.formlos(),
                        none.informationsbereichSDG2(),
                        none.staatengruppe()),
                base.leistungImKontextID(),
                base.prozessID(),
                base.herausgeber(),
                base.gueltigkeitGebietID(),
                base.versionsinformation(),
                base.sprachversion(),
                base.gueltigkeit());
    }

    @Test
    void textFallsBackToGerman() {
        XzufiLeistung leistung = XzufiSamples.leistung("1");

        assertEquals("Register a dog", leistung.text("03", "en").orElseThrow().wert());
        assertEquals(
                "Hund zur Hundesteuer anmelden",
                leistung.text("03", "fr").orElseThrow().wert());
        assertTrue(leistung.text("06", "de").isEmpty());
    }

    @Test
    void unknownElementsCodesAndKindsAreToldAndSkipped() {
        String xml = message("""
                <x:schreibe><x:leistung><x:id>1</x:id><x:neuesElement><x:tief/>Text</x:neuesElement>
                  <x:vertrauensniveau><code>99</code></x:vertrauensniveau></x:leistung></x:schreibe>
                <x:schreibe><x:neuesObjekt><x:id>2</x:id></x:neuesObjekt></x:schreibe>
                <x:loesche klasse="NeueKlasse"><x:id>3</x:id></x:loesche>
                """);
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(xml.getBytes(UTF_8)))) {
            XzufiReader.Schreibe entry = (XzufiReader.Schreibe) reader.next();

            assertEquals(
                    "99",
                    ((XzufiLeistung) entry.object())
                            .einordnung()
                            .vertrauensniveau()
                            .code());
            assertFalse(reader.hasNext());
            assertTrue(reader.isComplete());
            assertThrows(NoSuchElementException.class, reader::next);
            assertEquals(
                    List.of("leistung/neuesElement", "neuesObjekt", "loesche/@klasse"),
                    reader.warnings().stream().map(Problem::field).toList());
        }
    }

    @Test
    void answersOf210AreRead() {
        String xml = """
                <l:leistungsverzeichnis.antwort.leistungsbericht.030108 xmlns:l="http://xoev.de/schemata/xzufi/2_1_0" xzufiVersion="2.1.0">
                  <l:nachrichtenkopf><l:nachrichtUUID>u</l:nachrichtUUID></l:nachrichtenkopf>
                  <l:antwort><l:antwortnummer>1</l:antwortnummer><l:antwortrueckgabecode><code>202</code></l:antwortrueckgabecode>
                    <l:ergebnisLeistung><l:leistung><l:id>7</l:id></l:leistung></l:ergebnisLeistung>
                    <l:ergebnisOrganisationseinheit><l:id>8</l:id><l:name><l:name languageCode="de">Amt</l:name></l:name>
                    </l:ergebnisOrganisationseinheit></l:antwort>
                </l:leistungsverzeichnis.antwort.leistungsbericht.030108>
                """;

        List<XzufiReader.Entry> entries = read(xml.getBytes(UTF_8), XzufiVersion.V2_1_0);

        assertEquals(2, entries.size());
        assertEquals(
                Klasse.ORGANISATIONSEINHEIT,
                ((XzufiReader.Schreibe) entries.get(1)).object().klasse());
    }

    @Test
    void codesAreReadWithAndWithoutNamespace() {
        String xml = message(
                "<x:schreibe><x:leistung><x:id>1</x:id><x:vertrauensniveau><x:code>30</x:code></x:vertrauensniveau>"
                        + "<x:referenzLeiKa>99102013104000</x:referenzLeiKa></x:leistung></x:schreibe>");

        XzufiLeistung read = (XzufiLeistung) ((XzufiReader.Schreibe)
                        read(xml.getBytes(UTF_8), XzufiVersion.V2_2_0).get(0))
                .object();

        assertEquals("30", read.einordnung().vertrauensniveau().code());
        assertEquals("99102013104000", read.referenzLeiKa().get(0).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://xoev.de/schemata/xzufi/3_0_0", "http://xoev.de/schemata/xzufi/2_0_0", "", "urn:x"})
    void otherVersionsAreRefused(String namespace) {
        byte[] xml = ("<r xmlns=\"" + namespace + "\"/>").getBytes(UTF_8);

        var refusal = assertThrows(
                PortalRegistryProtocolException.class, () -> XzufiReader.open(new ByteArrayInputStream(xml)));

        assertEquals("PORTAL-305", refusal.code());
    }

    @Test
    void laterReleasesOf23AreRead() {
        assertEquals(
                XzufiVersion.V2_3_1,
                XzufiVersion.of("http://xoev.de/schemata/xzufi/2_3_0").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x:schreibe><x:leistung><x:id>2</x:id>",
                "<x:schreibe><x:leistung><x:id>2</x:falsch></x:leistung></x:schreibe>",
                "<x:schreibe><x:leistung><x:id>&x;</x:id></x:leistung></x:schreibe>",
                "<x:schreibe><x:leistung><x:id>\u0001</x:id></x:leistung></x:schreibe>"
            })
    void brokenMessageEndsWithAnErrorAndIsNeverComplete(String tail) {
        String xml = message("<x:schreibe><x:leistung><x:id>1</x:id></x:leistung></x:schreibe>" + tail);
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(xml.getBytes(UTF_8)))) {
            reader.next();

            var failure = assertThrows(PortalRegistryProtocolException.class, reader::hasNext);

            assertEquals("PORTAL-308", failure.code());
            assertTrue(failure.getMessage().contains("after 1 entries"));
            assertFalse(reader.isComplete());
            assertThrows(PortalRegistryProtocolException.class, reader::hasNext);
        }
    }

    @Test
    void documentTypesAreRefused() {
        byte[] xml = ("<!DOCTYPE r [<!ENTITY a 'x'>]>" + message("")).getBytes(UTF_8);

        var failure = assertThrows(
                PortalRegistryProtocolException.class, () -> XzufiReader.open(new ByteArrayInputStream(xml)));

        assertEquals("PORTAL-308", failure.code());
    }

    @Test
    void objectsComeBeforeDeletions() {
        try (XzufiWriter writer =
                XzufiWriter.to(new ByteArrayOutputStream(), XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF)) {
            writer.loesche(Klasse.LEISTUNG, XzufiSamples.id("Leistung", "1"));

            assertThrows(IllegalStateException.class, () -> writer.schreibe(XzufiSamples.form()));
        }
    }

    @Test
    void oldVersionIsNotWritten() {
        assertThrows(
                IllegalArgumentException.class,
                () -> XzufiWriter.to(new ByteArrayOutputStream(), XzufiVersion.V2_1_0, "transfer", XzufiSamples.KOPF));
        assertThrows(
                IllegalArgumentException.class,
                () -> XzufiWriter.to(new ByteArrayOutputStream(), XzufiVersion.V2_2_0, "a:b", XzufiSamples.KOPF));
    }

    @Test
    void fullDiskIsUnavailable() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        XzufiWriter writer = XzufiWriter.to(full, XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF);

        var failure = assertThrows(PortalRegistryUnavailableException.class, () -> {
            for (int i = 0; i < 100_000; i++) {
                writer.schreibe(XzufiSamples.form());
            }
            writer.close();
        });

        assertEquals("PORTAL-112", failure.code());
        assertTrue(failure.mayHaveTakenEffect());
    }

    private static String message(String content) {
        return "<x:transfer xmlns:x=\"http://xoev.de/schemata/xzufi/2_2_0\" xzufiVersion=\"2.2\">" + content
                + "</x:transfer>";
    }

    private static byte[] write(XzufiVersion version, List<XzufiObject> objects) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XzufiWriter writer = XzufiWriter.to(out, version, "transfer", XzufiSamples.KOPF)) {
            objects.forEach(writer::schreibe);
            writer.loesche(Klasse.ONLINEDIENST, XzufiSamples.id("Onlinedienst", "899"));
            assertTrue(writer.losses().isEmpty(), writer.losses()::toString);
        }
        return out.toByteArray();
    }

    private static List<XzufiReader.Entry> read(byte[] xml, XzufiVersion expected) {
        List<XzufiReader.Entry> entries = new ArrayList<>();
        try (XzufiReader reader = XzufiReader.open(new ByteArrayInputStream(xml))) {
            assertEquals(expected, reader.version());
            reader.forEachRemaining(entries::add);
            assertTrue(reader.isComplete());
            assertEquals(List.of(), reader.warnings());
        }
        return entries;
    }

    /** Evens out what 2.3.1 adds by itself: the mark of machine translation and the channel of access. */
    private static String normal(XzufiObject object, XzufiVersion version) {
        String text = object.toString();
        return version == XzufiVersion.V2_2_0
                ? text
                : text.replace("maschinell=false", "maschinell=")
                        .replace("zugangskanal=Code[liste=, version=, code=000, name=]", "zugangskanal=" + Code.NONE);
    }
}
