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
