package io.github.bayernkommunal.portalregistry.internal.fim;

import io.github.bayernkommunal.portalregistry.FimCatalogue.Entry;
import io.github.bayernkommunal.portalregistry.FimCatalogue.Source;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Asks the FIM portal page by page and keeps nothing but the ids it has seen. */
public final class CatalogueReader {

    private static final int SIZE = 200;
    private static final int MOST_PAGES = 5_000;

    private final RestCaller caller;

    /** A reader of the service that the caller calls. */
    public CatalogueReader(RestCaller caller) {
        this.caller = caller;
    }

    /**
     * Reads every entry of a list.
     *
     * @param resource last part of the path
     * @param query parameters without paging, each followed by an ampersand
     * @return how many different entries there were
     */
    public long read(String resource, String query, Consumer<Entry> into) {
        Set<String> seen = new HashSet<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            List<Node> items = page(resource, query, page);
            boolean fresh = false;
            for (Node item : items) {
                Entry entry = entry(item);
                if (seen.add(entry.office() + " " + entry.id() + " " + entry.source())) {
                    fresh = true;
                    into.accept(entry);
                }
            }
            if (items.size() < SIZE) {
                return seen.size();
            }
            if (!fresh) {
                break;
            }
        }
        throw new PortalRegistryProtocolException(
                "PORTAL-311",
                "fim %s: the list never ends, its pages repeat. Read it again later; tell the operator of the service"
                        .formatted(resource),
                null);
    }

    private List<Node> page(String resource, String query, int page) {
        String path = "api/v1/" + resource + "?" + query + "limit=" + SIZE + "&offset=" + (long) page * SIZE;
        Node answer = caller.get("fim " + resource, path)
                .map(Answer::content)
                .filter(content -> content.names().contains("total_count"))
                .orElseThrow(() -> new PortalRegistryProtocolException(
                        "PORTAL-316",
                        "fim %s: what every list of the FIM portal has was not found. Check the address"
                                .formatted(resource),
                        null));
        return answer.all("items");
    }

    private static Entry entry(Node item) {
        return new Entry(
                item.text("redaktion_id"),
                item.text("leistung_id"),
                new Source(item.text("source")),
                item.all("leistungsschluessel").stream()
                        .map(Node::text)
                        .filter(key -> key.matches("[0-9]{14}"))
                        .map(Leistungsschluessel::of)
                        .toList(),
                Html.plain(item.text("leistungsbezeichnung", "title")),
                Html.plain(item.text("leistungsbezeichnung_2")),
                Html.safe(item.text("kurztext")),
                Html.safe(item.text("volltext")),
                item.all("typisierung").stream().map(Node::text).toList(),
                item.text("freigabe_status"),
                moment(item.text("geaendert_datum_zeit")));
    }

    /** The portal leaves out the zone in places; it is UTC then. */
    private static Optional<Instant> moment(String text) {
        try {
            return text.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            text.matches(".*(Z|[+-][0-9]{2}:?[0-9]{2})$")
                                    ? OffsetDateTime.parse(text).toInstant()
                                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Ends the threads. */
    public void close() {
        caller.close();
    }
}
