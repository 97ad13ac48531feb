package io.github.bayernkommunal.portalregistry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport.FileState;
import io.github.bayernkommunal.portalregistry.testkit.CollectionReport.Finding;
import io.github.bayernkommunal.portalregistry.testkit.CollectionReport.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectionFollowsThePortalsOrderTest {

    private static final String FILE = Transfer.ARS + ".xml";
    private static final String OTHER = PortalSimulator.BEISPIELDORF_ARS + ".xml";

    @RegisterExtension
    static final PortalSimulator portal = PortalSimulator.create();

    private SupplierFeed feed;

    @BeforeEach
    void aFeedWithOneAcceptedFile() throws Exception {
        feed = new SupplierFeed();
        feed.files.put("index.txt", FILE + "\r\n");
        feed.files.put(FILE, Transfer.withServices(Transfer.service()));
    }

    @AfterEach
    void closeFeed() {
        feed.close();
    }

    @Test
    void publishesWhatIsInOrder() {
        CollectionReport report = collect();

        assertEquals(List.of(), report.findings());
        assertEquals(Outcome.COMPLETED, report.outcome());
        assertEquals(Map.of(FILE, FileState.IMPORTED), report.files());
        RegisteredEntry entry = portal.entries().get(0);
        assertEquals("Führungszeugnis online", entry.title("de"));
        assertEquals("Certificate online", entry.title("en"));
        assertEquals(List.of(PortalSimulator.FUEHRUNGSZEUGNIS), entry.leistungsschluessel());
        assertEquals("40", entry.trustLevel());
        assertEquals(List.of(report), portal.runs());
    }

    @Test
    void doesNotFetchAnUnchangedFileTwice() {
        collect();

        CollectionReport report = collect();

        assertEquals(Map.of(FILE, FileState.UNCHANGED), report.files());
        assertEquals(List.of("200 index.txt", "200 " + FILE, "200 index.txt", "304 " + FILE), feed.answers);
        assertEquals(1, portal.entries().size());
    }

    @Test
    void anEmptyIndexAbortsAndDeletesNothing() {
        collect();
        feed.files.put("index.txt", "\n");

        CollectionReport report = collect();

        assertEquals(Outcome.ABORTED, report.outcome());
        assertEquals(List.of("INDEX"), rules(report));
        assertEquals(1, portal.entries().size());
    }

    @Test
    void aFileMissingFromTheIndexDeletesItsObjects() {
        offerInBeispieldorf(Transfer.service());
        collect();
        feed.files.put("index.txt", OTHER);

        CollectionReport report = collect();

        assertEquals(1, report.removed());
        assertEquals(
                List.of(PortalSimulator.BEISPIELDORF_ARS),
                portal.entries().stream().map(RegisteredEntry::ars).toList());
    }

    @Test
    void anObjectMissingFromItsFileIsRemoved() {
        feed.files.put(FILE, Transfer.withServices(Transfer.service(), Transfer.service("zweiter", "Zweiter")));
        collect();
        feed.files.put(FILE, Transfer.withServices(Transfer.service("zweiter", "Anders")));

        CollectionReport report = collect();

        assertEquals(1, report.removed());
        assertEquals(1, report.changed());
        assertEquals("Anders", portal.entries().get(0).title("de"));
    }

    @Test
    void aStructureErrorAbortsEverything() {
        collect();
        feed.files.put(FILE, Transfer.withServices(Transfer.service().replace("x:bezeichnung", "x:titel")));
        offerInBeispieldorf(Transfer.service());

        CollectionReport report = collect();

        assertEquals(Outcome.ABORTED, report.outcome());
        assertEquals("SCHEMA", report.findings().get(0).rule());
        assertEquals(FILE, report.findings().get(0).file());
        assertTrue(report.findings().get(0).text().startsWith("Line "), report.findings()::toString);
        assertEquals("Führungszeugnis online", portal.entries().get(0).title("de"));
        assertEquals(1, portal.entries().size());
    }

    @Test
    void aBrokenRuleSkipsOnlyThatFile() {
        collect();
        feed.files.put(FILE, Transfer.withServices(Transfer.service().replace("https://dienste", "http://dienste")));
        offerInBeispieldorf(Transfer.service());

        CollectionReport report = collect();

        assertEquals(Outcome.COMPLETED, report.outcome());
        assertEquals(Map.of(FILE, FileState.SKIPPED, OTHER, FileState.IMPORTED), report.files());
        assertEquals(List.of("R08"), rules(report));
        assertEquals(2, portal.entries().size());
    }

    @Test
    void aSkippedFileIsLookedAtAgain() {
        collect();
        String good = feed.files.get(FILE);
        feed.files.put(FILE, good.replace("https://dienste", "http://dienste"));
        collect();

        CollectionReport again = collect();

        assertEquals(Map.of(FILE, FileState.SKIPPED), again.files());
    }

    @Test
    void aFileThatCannotBeFetchedAborts() {
        feed.files.put("index.txt", FILE + "\n" + OTHER);

        CollectionReport report = collect();

        assertEquals(Outcome.ABORTED, report.outcome());
        assertEquals(
                new Finding(OTHER, "", "FETCH", "the feed answered with status 404"),
                report.findings().get(0));
        assertEquals(List.of(), portal.entries());
    }

    @Test
    void wrongCredentialsAbort() {
        CollectionReport report = portal.collect(feed.address(), "portal", "falsch", feed.certificate());

        assertEquals(
                "the feed answered with status 401", report.findings().get(0).text());
    }

    @Test
    void anUntrustedFeedAborts() {
        CollectionReport report =
                portal.collect(feed.address(), SupplierFeed.USER, SupplierFeed.PASSWORD, portal.certificate());

        assertEquals(List.of("FETCH"), rules(report));
    }

    @Test
    void documentTypesAreRefused() {
        feed.files.put(
                FILE,
                feed.files.get(FILE).replace("<x:transfer", "<!DOCTYPE x:transfer [<!ENTITY a \"b\">]><x:transfer"));

        assertEquals(List.of("SCHEMA"), rules(collect()));
    }

    @Test
    void deletionOfAnUnknownObjectIsIgnored() {
        feed.files.put(
                FILE,
                Transfer.message("<x:schreibe>" + Transfer.service()
                        + "</x:schreibe><x:loesche klasse=\"Onlinedienst\">"
                        + "<x:id schemeAgencyID=\"L199999\">nie-gesehen</x:id></x:loesche>"));

        assertEquals(1, collect().added());
    }

    @Test
    void anotherFeedCannotTakeOverAnObject() throws Exception {
        collect();
        try (SupplierFeed stranger = new SupplierFeed()) {
            stranger.files.putAll(feed.files);

            CollectionReport report = portal.collect(
                    stranger.address(), SupplierFeed.USER, SupplierFeed.PASSWORD, stranger.certificate());

            assertEquals(List.of("R02"), rules(report));
        }
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', textBlock = """
            R02 | schemeAgencyID="L199999" schemeID="Onlinedienst" | schemeID="Onlinedienst"
            R03 | languageCode="en"                 | languageCode="fr"
            R03 | bezeichnung languageCode="en"     | bezeichnung languageCode="de"
            R04 | &lt;p&gt;                         | &lt;script&gt;
            R04 | &lt;strong&gt;                    | &lt;strong onclick=""&gt;
            R04 | Mit dem                           | &lt;a href="javascript:x"&gt;Mit dem&lt;/a&gt;
            R05 | 99115004001000                    | 9911500400100
            R06 | >091990123123<                    | >091995101130<
            R06 | >091990123123<                    | >0919901231<
            R07 | 99115004001000                    | 99115004001001
            R08 | <code>01</code>                   | <code>02</code>
            R08 | https://dienste.musterstadt.example/fuehrungszeugnis | /fuehrungszeugnis
            R12 | Führungszeugnis online            | ''
            R15 | Führungszeugnis online            | Führungszeugnis онлайн
            R16 | <code>40</code>                   | <code>41</code>
            """)
    void eachBrokenRuleIsNamed(String rule, String good, String bad) {
        String file = feed.files.get(FILE);
        assertTrue(file.contains(good), good);
        feed.files.put(FILE, file.replace(good, bad));

        CollectionReport report = collect();

        assertTrue(rules(report).contains(rule), report.findings()::toString);
        assertEquals(FileState.SKIPPED, report.files().get(FILE));
    }

    @ParameterizedTest(name = "a title of {0} characters")
    @CsvSource({"255, IMPORTED", "256, SKIPPED"})
    void titlesEndAt255Characters(int length, FileState expected) {
        feed.files.put(FILE, Transfer.withServices(Transfer.service("lang", "ä".repeat(length))));

        assertEquals(expected, collect().files().get(FILE));
    }

    @Test
    void anUnknownMunicipalityIsSkipped() {
        feed.files.put("index.txt", "091990999999.xml");
        feed.files.put("091990999999.xml", Transfer.withServices());

        assertEquals(List.of("R06"), rules(collect()));
    }

    @Test
    void aMunicipalityMayWithdrawItsLastService() {
        collect();
        feed.files.put(FILE, Transfer.withServices());

        assertEquals(1, collect().removed());
    }

    private void offerInBeispieldorf(String service) {
        feed.files.put("index.txt", FILE + "\n" + OTHER + "\n");
        feed.files.put(OTHER, Transfer.withServices(service.replace(Transfer.ARS, PortalSimulator.BEISPIELDORF_ARS)));
    }

    private CollectionReport collect() {
        return portal.collect(feed.address(), SupplierFeed.USER, SupplierFeed.PASSWORD, feed.certificate());
    }

    private static List<String> rules(CollectionReport report) {
        return report.findings().stream().map(Finding::rule).toList();
    }
}
