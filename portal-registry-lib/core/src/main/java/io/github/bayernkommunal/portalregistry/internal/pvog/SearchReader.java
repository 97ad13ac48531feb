package io.github.bayernkommunal.portalregistry.internal.pvog;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Authority;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.Pvog.Place;
import io.github.bayernkommunal.portalregistry.ServiceDescription;
import io.github.bayernkommunal.portalregistry.ServiceSummary;
import io.github.bayernkommunal.portalregistry.internal.Html;
import io.github.bayernkommunal.portalregistry.internal.RegionalKeys;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.Caller;
import io.github.bayernkommunal.portalregistry.internal.http.Nothing;
import io.github.bayernkommunal.portalregistry.internal.http.Pages;
import io.github.bayernkommunal.portalregistry.internal.http.StoredAnswers;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Asks the search service and understands its answers. */
public final class SearchReader {

    private static final int SIZE = 100;
    // A search is answered even if it finds nothing.
    private static final String ALWAYS_THERE = "v2/locations?q=M%C3%BCnchen";

    private final Caller caller;
    private final StoredAnswers answers;
    private final boolean stored;

    /** A reader over answers that may be stored. */
    public SearchReader(Caller caller, StoredAnswers answers, boolean stored) {
        this.caller = caller;
        this.answers = answers;
        this.stored = stored;
    }

    /** The same, asking every time. */
    public SearchReader uncached() {
        return new SearchReader(caller, answers, false);
    }

    /** All services of a place. */
    public List<ServiceSummary> services(Ars place) {
        String operation = "pvog servicedescriptions";
        return Pages.all(
                        operation,
                        SIZE,
                        page -> get(operation, "v7/servicedescriptions/" + place + "?q=&size=" + SIZE + "&page=" + page)
                                .map(answer -> answer.content()
                                        .unwrap("serviceDescriptions")
                                        .all("content"))
                                .orElse(List.of()),
                        node -> node.text("id"))
                .stream()
                .map(node -> new ServiceSummary(node.text("id"), Html.plain(node.text("name")), "", List.of()))
                .toList();
    }

    /** The description of a service at a place. */
    public Optional<ServiceDescription> service(String id, Ars place) {
        if (!id.matches("[A-Z][0-9]{6}[._]LB[._][A-Za-z0-9_.-]{1,200}")) {
            throw new IllegalArgumentException("An id of the PVOG looks like L100042.LB.4711");
        }
        return get("pvog servicedescriptions/{id}/detail", "v6/servicedescriptions/" + id + "/detail?ars=" + place)
                .map(answer -> DetailMapper.description(id, answer.content(), place, answer.readAt()));
    }

    /** The id of the description that is nearest to the place and carries the key. */
    public Optional<String> idOf(Leistungsschluessel key, Ars place) {
        String operation = "pvog servicedescriptions/leikahierarchy";
        List<Node> found = Pages.all(
                operation,
                SIZE,
                page -> get(
                                operation,
                                "v2/servicedescriptions/leikahierarchy?ars=" + place + "&leikaIds=" + key + "&page="
                                        + page + "&size=" + SIZE)
                        .map(answer -> answer.content().list("content"))
                        .orElse(List.of()),
                node -> node.text("id"));
        return found.stream()
                .filter(node ->
                        node.all("leikakeys").stream().anyMatch(k -> k.text().equals(key.value())))
                .max(Comparator.comparingInt(node -> depth(node, place)))
                .map(node -> node.text("id"));
    }

    /** How near to the place the nearest area is for which the description holds; other areas do not count. */
    private static int depth(Node description, Ars place) {
        return description.all("ars").stream()
                .flatMap(ars -> RegionalKeys.of(ars.text()).stream())
                .filter(area -> area.contains(place))
                .mapToInt(area -> area.level().digits())
                .max()
                .orElse(-1);
    }

    /** An office. */
    public Optional<Authority> authority(String id) {
        if (!id.matches("[A-Z][0-9]{6}[._]OE[._][A-Za-z0-9_.-]{1,200}")) {
            throw new IllegalArgumentException("An id of an office in the PVOG looks like L100042.OE.2292");
        }
        return get("pvog organisationunits/detail", "v5/organisationunits/detail?q=" + id)
                .map(answer -> DetailMapper.authority(id, answer.content()));
    }

    /** The places that the words may mean. */
    public List<Place> places(String words) {
        if (words.isBlank()) {
            return List.of();
        }
        List<Place> places = new ArrayList<>();
        get("pvog locations", "v2/locations?q=" + URLEncoder.encode(words.strip(), StandardCharsets.UTF_8))
                .ifPresent(answer -> {
                    for (Node node : answer.content().list("content")) {
                        RegionalKeys.of(node.text("ars"))
                                .ifPresent(ars -> places.add(
                                        new Place(Html.plain(node.text("name")), ars, Html.plain(node.text("zip")))));
                    }
                });
        return List.copyOf(places);
    }

    private Optional<Answer> get(String operation, String path) {
        return Nothing.confirmed(operation, asked(operation, path), () -> asked("pvog locations", ALWAYS_THERE));
    }

    private Optional<Answer> asked(String operation, String path) {
        return stored ? answers.get(operation, path) : answers.ask(operation, path);
    }

    /** Ends the threads. */
    public void close() {
        caller.close();
    }
}
