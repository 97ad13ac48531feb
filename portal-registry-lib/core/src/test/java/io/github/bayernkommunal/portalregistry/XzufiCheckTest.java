package io.github.bayernkommunal.portalregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.XzufiCheck.Finding;
import io.github.bayernkommunal.portalregistry.XzufiCheck.Report;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XzufiCheckTest {

    private static final String HEAD =
            "<xzufi:transfer xmlns:xzufi=\"http://xoev.de/schemata/xzufi/2_2_0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";
    private static final String END = "</xzufi:transfer>";

    @TempDir
    private Path directory;

    private String valid;

    @BeforeEach
    void writeSomethingValid() throws Exception {
        Path file = directory.resolve("valid.xml");
        try (OutputStream out = Files.newOutputStream(file);
                XzufiWriter writer = XzufiWriter.to(out, XzufiVersion.V2_2_0, "transfer", XzufiSamples.KOPF)) {
            writer.schreibe(XzufiSamples.fullLeistung());
            writer.schreibe(XzufiSamples.office());
            writer.schreibe(XzufiSamples.online());
            writer.schreibe(XzufiSamples.addition());
        }
        valid = Files.readString(file).replace("aaa.bbb.ccc", signature("09779", "99102013104000"));
        Files.delete(file);
    }

    @Test
    void validDeliveryIsAccepted() throws Exception {
        Report report = check(valid);

        assertTrue(report.isAccepted());
        assertEquals(List.of(), report.findings());
        assertEquals(4, report.objects());
    }

    @ParameterizedTest(name = "{0}: {1} instead of {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "R02 | schemeAgencyID=\"L199999\" schemeID=\"Onlinedienst\" | schemeID=\"Onlinedienst\"",
                "R03 | <xzufi:bezeichnung languageCode=\"en\">Dog tax online | <xzufi:bezeichnung languageCode=\"fr\">Taxe",
                "R03 | <xzufi:bezeichnung languageCode=\"de\">Hundesteuer online | <xzufi:bezeichnung languageCode=\"en\">x",
                "R03 | <xzufi:bezeichnung languageCode=\"de\">Hundesteuer online | <xzufi:bezeichnung languageCode=\"DE\">x",
                "R04 | &lt;p>Anmelden&lt;/p> | &lt;script>alert(1)&lt;/script>",
                "R04 | &lt;p>Anmelden&lt;/p> | &lt;a href='javascript:x'>x&lt;/a>",
                "R05 | 99102013104000</code> | 99102013</code>",
                "R06 | >097790194194</xzufi:gebietID> | >Nördlingen</xzufi:gebietID>",
                "R08 | https://dienste.musterstadt.example/hundesteuer | http://dienste.musterstadt.example/hundesteuer",
                "R10 | <xzufi:ende>2026-12-31T23:59:59Z | <xzufi:ende>2025-12-31T23:59:59Z",
                "R11 | <code>01</code></xzufi:rolle> | <code>03</code></xzufi:rolle>",
                "R12 | <code>03</code></xzufi:leikaTextmodul> | <code>06</code></xzufi:leikaTextmodul>",
                "R15 | Stadt Musterstadt | Город Musterstadt"
            })
    void brokenRuleSkipsTheFile(String rule, String part, String instead) throws Exception {
        assertTrue(valid.contains(part), part);

        Report report = check(valid.replace(part, instead));

        assertFalse(report.isAccepted());
        assertFalse(report.aborted());
        assertEquals(List.of("1.xml"), report.skipped());
        assertEquals(Set.of(rule), rules(report, XzufiCheck.Severity.ERROR));
        Finding first = report.of(rule).get(0);
        assertTrue(first.line() >= 1);
        assertFalse(first.path().isEmpty());
        assertFalse(first.remedy().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "R05 | 99102013104000</code> | 98102013104000</code>",
                "R06 | >097790194194</xzufi:gueltigkeitGebietID> | >177790194194</xzufi:gueltigkeitGebietID>",
                "R07 | >4711</xzufi:leistungID> | >4799</xzufi:leistungID>",
                "R09 | <xzufi:postleitzahl>01234</xzufi:postleitzahl> | ''"
            })
    void doubtfulDataIsAWarning(String rule, String part, String instead) throws Exception {
        assertTrue(valid.contains(part), part);

        Report report = check(valid.replace(part, instead));

        assertTrue(report.isAccepted(), report.findings()::toString);
        assertEquals(Set.of(rule), rules(report, XzufiCheck.Severity.WARNING));
    }

    @Test
    void keyMayNotOccurTwiceInAFile() throws Exception {
        String twice = valid.replaceFirst("(?s)(<xzufi:schreibe><xzufi:onlinedienst.*?</xzufi:schreibe>)", "$1$1");

        assertEquals(Set.of("R02"), rules(check(twice), XzufiCheck.Severity.ERROR));
    }

    @Test
    void keyMayNotOccurTwiceInADelivery() throws Exception {
        Report report = check(valid, valid);

        assertEquals(List.of("2.xml"), report.skipped());
        assertEquals(Set.of("R02"), rules(report, XzufiCheck.Severity.ERROR));
        assertEquals(4, report.findings().size());
    }

    @Test
    void missingServiceIsToldWithTheObjectThatRefersToIt() throws Exception {
        Report report = check(valid.replace(">4711</xzufi:leistungID>", ">4799</xzufi:leistungID>"));

        Finding missing = report.of("R07").get(0);
        assertEquals(1, report.findings().size());
        assertEquals("1.xml", missing.file());
        assertTrue(missing.object().endsWith(" L199999:20"), missing.object());
        assertEquals("zustaendigkeit/leistungID", missing.path());
        assertTrue(missing.line() >= 1);
    }

    @Test
    void serviceMayOccurBehindWhatRefersToItAndInAnotherFile() throws Exception {
        String services = only("leistung");

        Report report = check(valid.replace(services, ""), HEAD + services + END);

        assertTrue(report.isAccepted());
        assertEquals(List.of(), report.findings());
    }

    @ParameterizedTest
    @CsvSource({"20000, false", "20001, true"})
    void moreMissingServicesThanCanBeRememberedAreToldOnce(int references, boolean tooMany) throws Exception {
        StringBuilder delivery = new StringBuilder(HEAD);
        for (int i = 0; i < references; i++) {
            delivery.append("<xzufi:schreibe><xzufi:zustaendigkeitTransferObjekt><xzufi:zustaendigkeit>"
                    + "<xzufi:id schemeAgencyID=\"L199999\">%1$d</xzufi:id>".formatted(i)
                    + "<xzufi:leistungID schemeAgencyID=\"L199999\">%1$d</xzufi:leistungID>".formatted(i)
                    + "</xzufi:zustaendigkeit></xzufi:zustaendigkeitTransferObjekt></xzufi:schreibe>");
        }

        Report report = check(delivery + END);

        assertTrue(report.isAccepted());
        assertEquals(10_000, report.of("R07").size());
        assertEquals(references, report.objects());
        boolean told =
                report.findings().stream().anyMatch(finding -> finding.text().contains("were not checked"));
        assertEquals(tooMany, told);
    }

    @Test
    void charactersAreCheckedAlsoWhereNoLanguageIs() throws Exception {
        Report report = check(valid.replace("<xzufi:ort>Musterstadt", "<xzufi:ort>\u0413\u043E\u0440\u043E\u0434"));

        assertEquals(List.of("1.xml"), report.skipped());
        assertEquals(
                "organisationseinheit/anschrift/ort", report.of("R15").get(0).path());
    }

    @Test
    void textOfAModuleNeedsALanguage() throws Exception {
        Report report = check(valid.replaceFirst("<xzufi:inhalt languageCode=\"en\">", "<xzufi:inhalt>"));

        assertEquals(Set.of("R03"), rules(report, XzufiCheck.Severity.ERROR));
    }

    @Test
    void deletionWithoutAKeyAndForeignElementsAreLeftOutAndTold() throws Exception {
        Report report = check(HEAD
                + "<xzufi:loesche klasse=\"Onlinedienst\"/>"
                + "<xzufi:schreibe><fremd:leistung xmlns:fremd=\"urn:fremd\"><fremd:id>1</fremd:id></fremd:leistung></xzufi:schreibe>"
                + END);

        assertEquals(0, report.objects());
        assertEquals(
                List.of("loesche/id", "leistung"),
                report.of("STRUCTURE").stream().map(Finding::path).toList());
    }

    @Test
    void elementsWithoutNamespaceAreReadAndTold() throws Exception {
        Report report =
                check(HEAD + "<schreibe><formular><id schemeAgencyID=\"L199999\">1</id></formular></schreibe>" + END);

        assertEquals(1, report.objects());
        assertEquals(
                List.of("schreibe", "formular"),
                report.of("STRUCTURE").stream().map(Finding::path).toList());
    }

    @Test
    void fileWithARuleErrorDoesNotStopTheOthers() throws Exception {
        String nameless = (HEAD + only("leistung") + END)
                .replace(">4711<", ">4712<")
                .replace("<code>03</code></xzufi:leika", "<code>06</code></xzufi:leika");

        Report report = check(valid, nameless);

        assertEquals(List.of("2.xml"), report.skipped());
        assertFalse(report.aborted());
    }

    @Test
    void structuralErrorStopsEverything() throws Exception {
        Report report = check(valid, valid.substring(0, valid.length() - 20));

        assertTrue(report.aborted());
        assertEquals("STRUCTURE", report.findings().get(0).rule());
        assertEquals("2.xml", report.findings().get(0).file());
        assertEquals(1, report.findings().size());
    }

    @Test
    void emptyIndexStopsEverything() {
        Report report = XzufiCheck.withoutSchemas().check(List.of());

        assertTrue(report.aborted());
        assertEquals("INDEX", report.findings().get(0).rule());
    }

    @Test
    void missingFileStopsEverything() {
        assertTrue(XzufiCheck.withoutSchemas()
                .check(List.of(directory.resolve("missing.xml")))
                .aborted());
    }

    @ParameterizedTest
    @CsvSource({"4, 0.1, true", "5, 0.1, false", "5, 0.2, true", "8, 0.5, true", "9, 0.5, false", "100, 0.96, true"})
    void deliveryThatShrinksTooMuchIsStopped(long before, double share, boolean accepted) throws Exception {
        Report report = XzufiCheck.withoutSchemas().comparedWith(before, share).check(files(valid));

        assertEquals(accepted, report.isAccepted());
        assertEquals(accepted ? 0 : 1, report.of("R13").size());
    }

    @Test
    void unknownElementsAreTold() throws Exception {
        Report report =
                check(valid.replace("<xzufi:vertrauensniveau", "<xzufi:neu>x</xzufi:neu><xzufi:vertrauensniveau"));

        assertTrue(report.isAccepted());
        assertEquals(2, report.of("STRUCTURE").size());
    }

    @ParameterizedTest
    @CsvSource({
        "09779, 99102013104000, true",
        "097790194194, 99102013104000, true",
        "09, 99102013104000, true",
        "09778, 99102013104000, false",
    })
    void signatureMustCoverTheArea(String area, String key, boolean covered) throws Exception {
        Report report = check(valid.replace(signature("09779", "99102013104000"), signature(area, key)));

        assertEquals(covered, report.of("R11").isEmpty());
    }

    @Test
    void signatureThatIsNoneIsFound() throws Exception {
        assertEquals(
                1,
                check(valid.replace(signature("09779", "99102013104000"), "x.y"))
                        .of("R11")
                        .size());
        assertEquals(
                1,
                check(valid.replace(signature("09779", "99102013104000"), "x.!.z"))
                        .of("R11")
                        .size());
    }

    @Test
    void officialSchemasAreUsedWhenTheyArePresent() throws Exception {
        Path schemas = Files.createDirectory(directory.resolve("schemas"));
        Files.writeString(schemas.resolve("xzufi.xsd"), """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://xoev.de/schemata/xzufi/2_2_0"
                    elementFormDefault="qualified">
                  <xs:element name="transfer"><xs:complexType><xs:sequence>
                    <xs:element name="nachrichtenkopf"><xs:complexType><xs:sequence>
                      <xs:element name="nachrichtUUID" type="xs:string"/></xs:sequence></xs:complexType></xs:element>
                  </xs:sequence><xs:anyAttribute processContents="skip"/></xs:complexType></xs:element>
                </xs:schema>
                """);
        String small = "<x:transfer xmlns:x=\"http://xoev.de/schemata/xzufi/2_2_0\"><x:nachrichtenkopf>\n"
                + "<x:nachrichtUUID>u</x:nachrichtUUID></x:nachrichtenkopf></x:transfer>";

        assertTrue(XzufiCheck.withSchemas(schemas).check(files(small)).isAccepted());
        Report refused = XzufiCheck.withSchemas(schemas).check(files(small.replace("nachrichtUUID", "falsch")));
        assertTrue(refused.aborted());
        assertEquals(2, refused.findings().get(0).line());
        List<Path> newer = files(small.replace("2_2_0", "2_3_1"));
        var wrongUse = assertThrows(
                IllegalArgumentException.class,
                () -> XzufiCheck.withSchemas(schemas).check(newer));
        assertTrue(wrongUse.getMessage().contains("2_3_1"));
    }

    @ParameterizedTest
    @CsvSource({
        "part.xsd, true",
        "./deeper/../part.xsd, true",
        "missing.xsd, false",
        "../outside.xsd, false",
        "deeper/../../outside.xsd, false",
        "link.xsd, false",
        "file:///etc/hostname, false",
        "http://localhost/outside.xsd, false",
        "jar:file:/x.jar!/outside.xsd, false"
    })
    void schemaRefersToFilesOfItsDirectoryOnly(String location, boolean read) throws Exception {
        Path schemas =
                Files.createDirectories(directory.resolve("schemas/deeper")).getParent();
        String part = "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"urn:part\">"
                + "<xs:simpleType name=\"Key\"><xs:restriction base=\"xs:string\"/></xs:simpleType></xs:schema>";
        Files.writeString(schemas.resolve("part.xsd"), part);
        Files.writeString(directory.resolve("outside.xsd"), part);
        Files.createSymbolicLink(schemas.resolve("link.xsd"), directory.resolve("outside.xsd"));
        Files.writeString(schemas.resolve("xzufi.xsd"), """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://xoev.de/schemata/xzufi/2_2_0"
                    xmlns:p="urn:part" elementFormDefault="qualified">
                  <xs:import namespace="urn:part" schemaLocation="%s"/>
                  <xs:element name="transfer" type="p:Key"/>
                </xs:schema>
                """.formatted(location));
        XzufiCheck check = XzufiCheck.withSchemas(schemas);
        List<Path> delivery = files("<x:transfer xmlns:x=\"http://xoev.de/schemata/xzufi/2_2_0\">u</x:transfer>");

        if (read) {
            assertFalse(check.check(delivery).aborted());
        } else {
            var wrongUse = assertThrows(IllegalArgumentException.class, () -> check.check(delivery));
            assertTrue(wrongUse.getMessage().contains("'" + location + "'"), wrongUse.getMessage());
        }
    }

    @Test
    void fixerRepairsAndTellsEveryChange() throws Exception {
        String broken = valid.replace("languageCode=\"en\">Dog tax", "languageCode=\"en-GB\">Dog\u200B tax")
                .replace("&lt;p>Anmelden&lt;/p>", "&lt;p onclick='x'>Anmelden&lt;/p>&lt;script>x&lt;/script>")
                .replace("<xzufi:languageCode>de<", "<xzufi:languageCode>ger<")
                .replace("Steueramt", "Steuera\u0308mter");
        assertFalse(check(broken).isAccepted());
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        List<Problem> changes = XzufiFixer.fix(new ByteArrayInputStream(broken.getBytes(UTF_8)), out);

        assertTrue(check(out.toString(UTF_8)).isAccepted(), () -> out.toString(UTF_8));
        assertTrue(out.toString(UTF_8).contains("Steuerämter"));
        assertEquals(
                Set.of("R03", "R04", "R15"), changes.stream().map(Problem::rule).collect(Collectors.toSet()));
    }

    @Test
    void fixerLeavesBlanksBetweenElementsAlone() {
        String indented = "<x:s xmlns:x=\"urn:a\">\n  <x:languageCode>de</x:languageCode>\n  <x:z>a</x:z>\n</x:s>";
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertEquals(List.of(), XzufiFixer.fix(new ByteArrayInputStream(indented.getBytes(UTF_8)), out));

        assertTrue(out.toString(UTF_8).endsWith(indented), out.toString(UTF_8));
    }

    @Test
    void fixerCopiesWhatItDoesNotKnow() {
        String unknown =
                "<a:x xmlns:a=\"urn:a\" xmlns=\"urn:b\" a:y=\"1\"><z w=\"&amp;&quot;\">&lt;</z><!-- c --></a:x>";
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertEquals(List.of(), XzufiFixer.fix(new ByteArrayInputStream(unknown.getBytes(UTF_8)), out));

        assertEquals("<?xml version='1.0' encoding='UTF-8'?>" + unknown, out.toString(UTF_8));
    }

    @Test
    void fixerRefusesBrokenMessages() {
        var failure = assertThrows(
                PortalRegistryProtocolException.class,
                () -> XzufiFixer.fix(
                        new ByteArrayInputStream("<!DOCTYPE a><a/>".getBytes(UTF_8)), new ByteArrayOutputStream()));

        assertEquals("PORTAL-308", failure.code());
    }

    /** The entry of the valid message with an object of this name. */
    private String only(String object) {
        int begin = valid.indexOf("<xzufi:schreibe><xzufi:" + object);
        String end = "</xzufi:schreibe>";
        return valid.substring(begin, valid.indexOf(end, begin) + end.length());
    }

    private Report check(String... contents) throws Exception {
        return XzufiCheck.withoutSchemas().check(files(contents));
    }

    private List<Path> files(String... contents) throws Exception {
        List<Path> files = new java.util.ArrayList<>();
        for (String content : contents) {
            files.add(Files.writeString(directory.resolve((files.size() + 1) + ".xml"), content));
        }
        return files;
    }

    private static Set<String> rules(Report report, XzufiCheck.Severity severity) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    /** A signature in form only; whether it is genuine is judged elsewhere. */
    private static String signature(String area, String key) {
        String payload = "{\"services\":[{\"gebietIDs\":[\"" + XzufiZustaendigkeit.REGION + ":" + area
                + "\"],\"leistungIDs\":[\"urn:de:fim:leika:leistung:" + key + "\"]}]}";
        return "eyJhbGciOiJQUzUxMiJ9." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload.getBytes(UTF_8))
                + ".c2ln";
    }
}
