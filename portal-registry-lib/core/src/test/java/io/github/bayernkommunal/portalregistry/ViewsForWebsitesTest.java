package io.github.bayernkommunal.portalregistry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.portalregistry.ServiceDescription.Link;
import io.github.bayernkommunal.portalregistry.ServiceDescription.LinkKind;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Provenance;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Section;
import io.github.bayernkommunal.portalregistry.ServiceDescription.Text;
import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsForWebsitesTest {

    @Test
    void circumstancesOfLifeAreATree() {
        LifeSituationTree tree = LifeSituationTree.of(
                List.of(situation("2", "1"), situation("1", ""), situation("3", "1"), situation("4", "3")));

        assertEquals(List.of("1"), ids(tree.roots()));
        assertEquals(List.of("2", "3"), ids(tree.below("1")));
        assertEquals(List.of("1", "3", "4"), ids(tree.path("4")));
        assertEquals(List.of(), tree.below("9"));
        assertEquals(List.of(), tree.below(""));
        assertEquals(List.of(), tree.path("9"));
        assertTrue(tree.find("3").isPresent());
    }

    @Test
    void circlesAndUnknownParentsLoseNothingAndEnd() {
        LifeSituationTree tree = LifeSituationTree.of(
                List.of(situation("1", "2"), situation("2", "1"), situation("3", "3"), situation("4", "99")));

        assertEquals(List.of("1", "2", "3", "4"), ids(tree.roots()));
        assertEquals(List.of("2", "1"), ids(tree.path("1")));
    }

    @Test
    void serviceIsDescribedForSearchEngines() throws Exception {
        String json = JsonLd.of(new ServiceDescription(
                "7",
                "Hund anmelden </script><script>alert(1)</script>",
                List.of(Samples.DOG_TAX),
                Samples.MUNICH,
                Instant.EPOCH,
                Map.of(Section.SUMMARY, new Text("<p>Wer einen Hund hat &amp; mehr</p>", Provenance.GENERAL)),
                List.of(office()),
                List.of(new Link(
                        LinkKind.ONLINE_SERVICE,
                        "Online",
                        "",
                        URI.create("https://antrag.example/hund?a=1&b=2"),
                        Provenance.GENERAL))));

        assertFalse(json.contains("<"));
        Node read = JsonTree.read(json.getBytes(UTF_8));
        assertEquals("GovernmentService", read.text("@type"));
        assertEquals("Wer einen Hund hat & mehr", read.text("description"));
        assertEquals("urn:de:fim:leika:leistung:99102013104000", read.text("identifier"));
        assertEquals(
                "https://antrag.example/hund?a=1&b=2",
                read.first("availableChannel").text("serviceUrl"));
        assertEquals("Steueramt", read.first("serviceOperator").text("name"));
    }

    @Test
    void serviceIsDescribedForCataloguesInEurope() throws Exception {
        String json = JsonLd.cpsv(new ServiceDescription(
                "7",
                "Hund anmelden </script>",
                List.of(Samples.DOG_TAX),
                Samples.MUNICH,
                Instant.EPOCH,
                Map.of(
                        Section.SUMMARY, new Text("<p>Kurz</p>", Provenance.GENERAL),
                        Section.DESCRIPTION, new Text("<p>Lang</p>", Provenance.GENERAL),
                        Section.FEES, new Text("<p>25 Euro</p>", Provenance.REGIONAL)),
                List.of(office()),
                List.of(new Link(
                        LinkKind.ONLINE_SERVICE,
                        "Online",
                        "",
                        URI.create("https://antrag.example/hund"),
                        Provenance.GENERAL))));

        assertFalse(json.contains("<"));
        Node read = JsonTree.read(json.getBytes(UTF_8));
        assertEquals("cpsv:PublicService", read.text("@type"));
        assertEquals("http://data.europa.eu/m8g/", read.first("@context").text("cv"));
        assertEquals("de", read.first("dct:title").text("@language"));
        assertEquals("Lang", read.first("dct:description").text("@value"));
        assertEquals("urn:de:fim:leika:leistung:99102013104000", read.text("dct:identifier"));
        assertEquals(
                "Steueramt",
                read.first("cv:hasCompetentAuthority").first("skos:prefLabel").text("@value"));
        assertEquals(
                "https://antrag.example/hund",
                read.first("cv:hasChannel").first("foaf:page").text("@id"));
        assertEquals(
                "25 Euro", read.first("cv:hasCost").first("dct:description").text("@value"));
        assertTrue(read.all("cpsv:hasInput").isEmpty());
    }

    @Test
    void officesAreFoundByLetterKindAndWords() {
        AuthorityGuide guide = AuthorityGuide.of(List.of(
                office("3", "Zulassungsstelle", "Amt"),
                office("2", "Ämter für Bauen", "Amt"),
                office("1", "Archiv", ""),
                office("1", "doppelt", ""),
                office("4", "1. Bürgermeister", "")));

        assertEquals(
                List.of("1. Bürgermeister", "Ämter für Bauen", "Archiv", "Zulassungsstelle"),
                guide.all().stream().map(Authority::name).toList());
        assertEquals(List.of("#", "A", "Z"), List.copyOf(guide.byLetter().keySet()));
        assertEquals(2, guide.byLetter().get("A").size());
        assertEquals(List.of("", "Amt"), List.copyOf(guide.byKind().keySet()));
        assertEquals(
                List.of("2"),
                guide.find("bauen ÄMTER").stream().map(Authority::id).toList());
        assertEquals(4, guide.find("musterstadt").size());
        assertEquals(4, guide.find("  ").size());
        assertEquals(0, guide.find("bauen archiv").size());
    }

    @Test
    void officesWithoutAnIdAreToldApartByTheirNames() {
        AuthorityGuide guide = AuthorityGuide.of(
                List.of(office("", "Standesamt", ""), office("", "Bauamt", ""), office("", "Bauamt", "")));

        assertEquals(
                List.of("Bauamt", "Standesamt"),
                guide.all().stream().map(Authority::name).toList());
    }

    private static Authority office(String id, String name, String kind) {
        return new Authority(
                id,
                name,
                kind,
                List.of(),
                List.of(new Authority.Address(Authority.Purpose.VISITORS, "", "Marktplatz 1", "01234", "Musterstadt")));
    }

    @Test
    void officeIsDescribedForSearchEngines() throws Exception {
        Node read = JsonTree.read(JsonLd.of(office()).getBytes(UTF_8));

        assertEquals("https://schema.org", read.text("@context"));
        assertEquals("+49 9081 84-0", read.text("telephone"));
        assertEquals("01234", read.first("address").text("postalCode"));
    }

    private static Authority office() {
        return new Authority(
                "5",
                "Steueramt",
                "",
                List.of(new Authority.Contact(Authority.Channel.PHONE, "+49 9081 84-0")),
                List.of(new Authority.Address(Authority.Purpose.VISITORS, "", "Marktplatz 1", "01234", "Musterstadt")));
    }

    private static LifeSituation situation(String id, String parent) {
        return new LifeSituation(id, parent, "Lage " + id, new Text("", Provenance.GENERAL), "", List.of());
    }

    private static List<String> ids(List<LifeSituation> situations) {
        return situations.stream().map(LifeSituation::id).toList();
    }
}
