package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.SampleCatalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.DeliveryService;
import io.github.bayernkommunal.portalregistry.testkit.internal.pvog.PvogStore;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveredDocumentsHaveTheirOwnStructureTest {

    private final Catalogue catalogue = SampleCatalogue.with(Map.of(), 0, 0);
    private final PvogStore store = new PvogStore();
    private final DeliveryService delivery = new DeliveryService(
            catalogue, store, Clock.systemUTC(), () -> URI.create("https://127.0.0.1:1"), "client", "secret");

    @ParameterizedTest
    @ValueSource(strings = {"v2/verwaltungsobjekte", "v3/verwaltungsobjekte/xzufi-2-3-1"})
    void writingDeletingAndWritingAgainStaysInOrder(String path) {
        store.receive(List.of(entry("a"), entry("b")));
        store.receive(List.of(entry("b")));
        store.receive(List.of(entry("a"), entry("b")));
        TransferSchema schema = new TransferSchema();

        List<String> documents = documents(path);

        assertEquals(2, documents.size());
        for (String document : documents) {
            assertFalse(document.isEmpty());
            assertEquals(List.of(), schema.complaints(document.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private List<String> documents(String path) {
        List<String> documents = new ArrayList<>();
        Map<?, ?> block;
        String query = "index=0";
        do {
            block = block(path, query);
            documents.add((String) block.get("xzufiObjekte"));
            query = "index=" + block.get("naechsterIndex");
        } while (!(Boolean) block.get("vollstaendig"));
        return documents;
    }

    private Map<?, ?> block(String path, String query) {
        Reply reply = delivery.answer(new Request(
                "GET",
                URI.create(DeliveryService.BASE + path + "?" + query),
                List.of(),
                Map.of("index", List.of(query.substring("index=".length()))),
                Map.of("authorization", "Bearer " + token()),
                Map.of(),
                ""));
        return ((Fields) reply.json()).map();
    }

    private String token() {
        String body = delivery.token(new Request(
                        "POST",
                        URI.create(DeliveryService.TOKENS),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(
                                "grant_type", List.of("client_credentials"),
                                "client_id", List.of("client"),
                                "client_secret", List.of("secret")),
                        ""))
                .body();
        var matcher = Pattern.compile("\"access_token\":\"([^\"]+)\"").matcher(body);
        matcher.find();
        return matcher.group(1);
    }

    private static RegisteredEntry entry(String id) {
        return new RegisteredEntry(
                "L199999",
                id,
                SampleCatalogue.MUSTERSTADT_ARS,
                Map.of("de", "Dienst " + id),
                Map.of(),
                URI.create("https://dienste.musterstadt.example/" + id + "?a=1&b=2"),
                List.of("99115004001000"),
                "40",
                URI.create("https://feed.example/"));
    }
}
