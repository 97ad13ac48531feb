package io.github.bayernkommunal.portalregistry.testkit.internal.pvog;

import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Place;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The open search service of the federal portal network, as far as this simulator has it. */
public final class SearchService {

    /** Where it begins. */
    public static final String BASE = "/suchdienst/api/";

    private static final String AGENCY = "L100042";
    private static final String BAVARIA = "090000000000";
    private static final int LARGEST_PAGE = 1000;
    private static final int PREFIX = 2;

    private final Catalogue catalogue;
    private final PvogStore store;

    public SearchService(Catalogue catalogue, PvogStore store) {
        this.catalogue = catalogue;
        this.store = store;
    }

    /** Answers without asking who calls. */
    public Reply answer(Request request) {
        if (!request.method().equals("GET")) {
            throw Refusal.of(405, "GET only");
        }
        List<String> path = request.path().subList(PREFIX, request.path().size());
        if (path.size() == 4 && path.get(3).equals("detail") && path.get(1).equals("servicedescriptions")) {
            return Reply.json(detail(request, path.get(2)));
        }
        return switch (String.join("/", path)) {
            case "v2/servicedescriptions/leikahierarchy", "v3/servicedescriptions/leikaid" ->
                Reply.json(byKey(request));
            case "v2/organisationunits/titles" -> Reply.json(titles(request));
            case "v5/organisationunits/detail" -> Reply.json(office(request));
            case "v1beta2/onlineservices" -> Reply.json(onlineServices(request));
            case "v2/onlineservices/detail" -> Reply.json(onlineService(request));
            case "v2/locations", "v3/locations", "v3/locations/ars" -> Reply.json(locations(request));
            default -> throw Refusal.notFound("The resource");
        };
    }

    private Fields byKey(Request request) {
        List<String> keys = request.query().getOrDefault("leikaIds", List.of());
        Optional<Place> place = place(request);
        int size = request.number("size", 20, 1, LARGEST_PAGE);
        int page = request.number("page", 0, 0, 999_999);
        List<Map<String, Object>> all = keys.stream()
                .distinct()
                .flatMap(key -> catalogue.serviceByKey(key).stream())
                .map(service -> description(service, place).map())
                .toList();
        List<Map<String, Object>> content =
                all.stream().skip((long) page * size).limit(size).toList();
        return new Fields()
                .put("content", content)
                .put("number", page)
                .put("size", size)
                .put("totalElements", all.size())
                .put("last", (long) (page + 1) * size >= all.size());
    }

    private Map<String, Object> detail(Request request, String id) {
        Leistung service = service(id);
        Optional<Place> place = place(request);
        Fields fields = description(service, place);
        place.ifPresent(here -> {
            Office office = new Office(here, service.office());
            fields.put("organisations", List.of(title(office).map())).put("organisationIds", List.of(officeId(office)));
        });
        return fields.put("lastUpdate", "2026-03-03T03:00:00Z")
                .put("externalLastUpdate", "2026-03-02T08:15:00Z")
                .map();
    }

    private Fields description(Leistung service, Optional<Place> place) {
        // The text comes from the state's editors and holds for all of Bavaria; only links belong to a municipality.
        return new Fields()
                .put("id", AGENCY + ".LB." + service.id())
                .put("name", service.title().de())
                .put("ars", List.of(BAVARIA))
                .put("leikakeys", List.of(service.key()))
                .put(
                        "details",
                        List.of(
                                module("05", "Kurztext", service.summary().de()),
                                module("06", "Volltext", service.description().de()),
                                module(
                                        "08",
                                        "Erforderliche Unterlagen",
                                        service.details().documents()),
                                module(
                                        "09",
                                        "Voraussetzungen",
                                        service.details().requirements()),
                                module("98", "Kosten", service.details().fees())))
                .put(
                        "onlineServiceLinks",
                        place.map(here -> links(here, service)).orElse(List.of()))
                .put(
                        "sourcePortals",
                        List.of(new Fields()
                                .put("title", "BayernPortal")
                                .put("uri", "https://www.bayernportal.de/dokumente/leistung/" + service.id())
                                .map()));
    }

    private List<Map<String, Object>> links(Place place, Leistung service) {
        return store.in(place.ars()).values().stream()
                .filter(entry -> entry.leistungsschluessel().contains(service.key()))
                .map(entry -> new Fields()
                        .put("title", entry.title("de"))
                        .put("uri", entry.address().toString())
                        .map())
                .toList();
    }

    private static Map<String, Object> module(String code, String title, String text) {
        boolean empty = text.isEmpty();
        return new Fields()
                .put("code", code)
                .put("title", title)
                .put("text", empty ? "nicht angegeben" : text)
                .put("links", List.of())
                .put("details", List.of())
                .put("placeholder", empty)
                .map();
    }

    private List<Map<String, Object>> titles(Request request) {
        Leistung service = service(request.parameter("lbId").orElse(""));
        return place(request)
                .map(place -> List.of(title(new Office(place, service.office())).map()))
                .orElse(List.of());
    }

    private static Fields title(Office office) {
        return new Fields()
                .put("id", officeId(office))
                .put("title", office.name())
                .put("role", new Fields().put("code", "01").put("name", "zuständige Stelle"));
    }

    private Fields office(Request request) {
        String id = request.parameter("q").orElse("");
        Office office = local(id, "OE")
                .flatMap(local ->
                        local.matches("\\d{1,18}") ? catalogue.office(Long.parseLong(local)) : Optional.empty())
                .orElseThrow(() -> Refusal.notFound("The organisation unit " + id));
        return new Fields()
                .put("id", id)
                .put("title", office.name())
                .put(
                        "location",
                        new Fields()
                                .put(
                                        "addresses",
                                        List.of(new Fields()
                                                .put("type", "Hausanschrift")
                                                .put("street", office.street())
                                                .put("zip", office.postcode())
                                                .put("city", office.place().name())
                                                .map()))
                                .put(
                                        "communications",
                                        List.of(new Fields()
                                                .put("code", "02")
                                                .put("value", "+49 9999 100-" + office.extension())
                                                .map())))
                .put(
                        "internetAddresses",
                        List.of(new Fields().put("uri", office.website()).map()));
    }

    private Fields onlineServices(Request request) {
        List<String> keys = request.query().getOrDefault("leikaIds", List.of());
        int from = request.number("nextPageToken", 0, 0, 999_999_999);
        List<Map<String, Object>> all = place(request)
                .map(place -> store.in(place.ars()).entrySet().stream()
                        .filter(entry -> keys.isEmpty()
                                || entry.getValue().leistungsschluessel().stream()
                                        .anyMatch(keys::contains))
                        .map(entry -> shape(entry.getKey(), entry.getValue()).map())
                        .toList())
                .orElse(List.of());
        int to = Math.min(all.size(), from + LARGEST_PAGE);
        return new Fields()
                .put("totalHits", all.size())
                .put("nextPageToken", to < all.size() ? Integer.toString(to) : null)
                .put("onlineServices", from >= all.size() ? List.of() : all.subList(from, to));
    }

    private Fields onlineService(Request request) {
        String id = request.parameter("q").orElse("");
        String local = local(id, "OD").orElse("");
        RegisteredEntry entry = store.byId(local);
        if (entry == null) {
            throw Refusal.notFound("The online service " + id);
        }
        return shape(local, entry);
    }

    private static Fields shape(String localId, RegisteredEntry entry) {
        return new Fields()
                .put("id", AGENCY + ".OD." + localId)
                .put("title", entry.title("de"))
                .put("leikakeys", entry.leistungsschluessel())
                .put("ars", List.of(entry.ars()))
                .put(
                        "links",
                        List.of(new Fields()
                                .put("uri", entry.address().toString())
                                .map()));
    }

    private List<Map<String, Object>> locations(Request request) {
        String query = request.parameter("q").orElse("").toLowerCase(Locale.GERMAN);
        return catalogue.places().stream()
                .filter(place -> place.name().toLowerCase(Locale.GERMAN).contains(query)
                        || place.ars().startsWith(query))
                .limit(request.number("limit", 20, 1, 100))
                .map(place -> new Fields()
                        .put("name", place.name())
                        .put("gemeinde", place.name())
                        .put("ars", place.ars())
                        .put("ags", place.ags())
                        .put("zip", new Office(place, Office.Kind.BUERGERBUERO).postcode())
                        .put("zipCodeCount", 1)
                        .map())
                .toList();
    }

    private Optional<Place> place(Request request) {
        String ars = request.parameter("ars").orElse("");
        if (!ars.isEmpty() && !ars.matches("\\d{12}")) {
            throw Refusal.invalid("ars", ars, "12 digits");
        }
        return catalogue.placeByArs(ars);
    }

    private Leistung service(String id) {
        return local(id, "LB")
                .flatMap(local ->
                        local.matches("\\d{1,18}") ? catalogue.service(Long.parseLong(local)) : Optional.empty())
                .orElseThrow(() -> Refusal.notFound("The service description " + id));
    }

    private static Optional<String> local(String id, String kind) {
        // Both separators are in use.
        String prefix = AGENCY + "[._]" + kind + "[._]";
        return id.matches(prefix + ".+")
                ? Optional.of(id.substring(AGENCY.length() + kind.length() + 2))
                : Optional.empty();
    }

    private static String officeId(Office office) {
        return AGENCY + ".OE." + office.id();
    }
}
