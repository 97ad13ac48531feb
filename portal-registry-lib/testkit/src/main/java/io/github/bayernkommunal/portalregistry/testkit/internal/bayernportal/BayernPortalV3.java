package io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal.ServiceShapes.Wanted;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Place;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Topic;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Registry;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Mishaps;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The 23 resources of the export web services, version 3. */
public final class BayernPortalV3 {

    /** Where the resources begin. */
    public static final String BASE = "/rest/allgemein/v3/";

    private static final int PREFIX = 3;
    private static final Set<String> CONTACTS = Set.of("DIREKTBEVORZUGT", "DIREKT", "ALLE", "NEIN");

    private final Catalogue catalogue;
    private final Mishaps mishaps;
    private final ServiceShapes services;

    public BayernPortalV3(Catalogue catalogue, Registry registry, Mishaps mishaps) {
        this.catalogue = catalogue;
        this.mishaps = mishaps;
        this.services = new ServiceShapes(catalogue, registry);
    }

    /** Answers a request whose credentials were accepted. */
    public Reply answer(Request request) {
        if (!request.method().equals("GET")) {
            throw Refusal.of(405, "Es gibt nur lesende Aufrufe (GET).");
        }
        List<String> path = request.path().subList(PREFIX, request.path().size());
        if (path.isEmpty()) {
            throw Refusal.notFound("Die Ressource");
        }
        Resource resource = switch (path.get(0)) {
            case "dienststellen" -> dienststellen(path, request);
            case "behoerden" -> behoerden(path, request);
            case "ansprechpartner" -> ansprechpartner(path, request);
            case "leistungen" -> leistungen(path, request);
            case "leistungsbeschreibungen" -> leistungsbeschreibungen(path, request);
            case "lebenslagen" -> lebenslagen(path, request);
            default -> throw Refusal.notFound("Die Ressource " + path.get(0));
        };
        return resource.as(request.headers().getOrDefault("accept", "*/*"));
    }

    private Resource dienststellen(List<String> path, Request request) {
        if (path.size() == 1) {
            boolean full = request.flag("full", false);
            return paged(
                    "GetDienststellenResponse",
                    "dienststelle",
                    catalogue.places(),
                    request,
                    place -> OfficeShapes.dienststelle(place, catalogue.offices(place), full));
        }
        Place place = catalogue
                .placeByDienststelle(path.get(1))
                .orElseThrow(() -> Refusal.notFound("Die Dienststelle " + path.get(1)));
        if (path.size() == 2) {
            return list(
                    "GetDienststelleResponse",
                    "dienststelle",
                    List.of(OfficeShapes.dienststelle(place, catalogue.offices(place), true)));
        }
        place(request);
        return switch (rest(path, 2)) {
            case "leistungen" -> shortList("GetLeistungenResponse", catalogue.services());
            case "leistungsbeschreibungen" -> {
                Wanted wanted = wanted(request, place, request.flag("mitZustaendigkeiten", false));
                yield list(
                        "GetLeistungsbeschreibungenResponse",
                        "leistungsbeschreibung",
                        each(catalogue.services(), service -> services.description(service, wanted)));
            }
            case "formulare" ->
                request.flag("gruppiertNachLeistungen", true)
                        ? list(
                                "GetFormulareResponse",
                                "leistungMitFormularen",
                                each(catalogue.services(), services::withForms))
                        : list(
                                "GetFormulareResponse",
                                "formular",
                                catalogue.services().stream()
                                        .flatMap(service -> services.forms(service).stream())
                                        .toList());
            case "onlineverfahren" -> onlineProcedures(place, request.flag("gruppiertNachLeistungen", true));
            case "lebenslagen" ->
                list(
                        "GetLebenslagenResponse",
                        "lebenslage",
                        each(catalogue.topics(), topic -> services.lebenslage(topic, false)));
            default -> throw Refusal.notFound("Die Ressource " + rest(path, 2));
        };
    }

    private Resource onlineProcedures(Place place, boolean grouped) {
        List<Leistung> offered = catalogue.services().stream()
                .filter(service -> services.hasProcedure(service, place))
                .toList();
        return grouped
                ? list(
                        "GetOnlineverfahrenResponse",
                        "leistungMitOnlineverfahren",
                        each(offered, service -> services.withProcedures(service, place)))
                : list(
                        "GetOnlineverfahrenResponse",
                        "onlineverfahren",
                        offered.stream()
                                .flatMap(service -> services.detailedProcedures(service, place).stream())
                                .distinct()
                                .toList());
    }

    private Resource behoerden(List<String> path, Request request) {
        if (path.size() == 1) {
            boolean full = request.flag("full", false);
            return paged(
                    "GetBehoerdenResponse",
                    "behoerde",
                    catalogue.offices(),
                    request,
                    office -> OfficeShapes.behoerde(office, full, false));
        }
        Office office =
                catalogue.office(id(path.get(1))).orElseThrow(() -> Refusal.notFound("Die Behörde " + path.get(1)));
        if (path.size() == 2) {
            Map<String, Object> shape =
                    OfficeShapes.behoerde(office, true, request.flag("sicheresKontaktformular", false));
            return root("GetBehoerdeResponse", "behoerde", "behoerde", shape);
        }
        if (path.size() >= 4 && path.get(2).equals("gebaeude")) {
            return building(path, office);
        }
        return switch (rest(path, 2)) {
            case "leistungen" -> {
                request.flag("nurDirekteLeistungszuordnungen", false);
                yield shortList("GetLeistungenResponse", catalogue.servicesOf(office.kind()));
            }
            case "abgegebene-leistungen" -> shortList("GetAbgegebeneLeistungenResponse", List.of());
            case "ansprechpartner" -> {
                Map<String, Object> people =
                        new Fields().put("ap", List.of(person(office, true))).map();
                yield new Resource(new Fields().put("ansprechpartner", people).map(), "ansprechpartner", people);
            }
            default -> throw Refusal.notFound("Die Ressource " + rest(path, 2));
        };
    }

    private Resource building(List<String> path, Office office) {
        if (id(path.get(3)) != office.buildingId()) {
            throw Refusal.notFound("Das Gebäude " + path.get(3));
        }
        if (path.size() == 4) {
            // The element name begins with a capital letter in XML and with a small one in JSON.
            return root(
                    "GetBehoerdenGebaeudeResponse",
                    "BehoerdenGebaeude",
                    "behoerdenGebaeude",
                    OfficeShapes.building(office, "gebaeudeId"));
        }
        if (path.size() == 6 && path.get(4).equals("ansprechpartner") && id(path.get(5)) == office.personId()) {
            return root("GetAnsprechpartnerResponse", "ansprechpartner", "ansprechpartner", person(office, true));
        }
        throw Refusal.notFound("Der Ansprechpartner");
    }

    private Resource ansprechpartner(List<String> path, Request request) {
        if (path.size() == 1) {
            boolean full = request.flag("full", false);
            return list("ansprechpartner", "ap", each(catalogue.offices(), office -> person(office, full)));
        }
        Office office = catalogue
                .officeOfPerson(id(path.get(1)))
                .orElseThrow(() -> Refusal.notFound("Der Ansprechpartner " + path.get(1)));
        if (path.size() == 2) {
            return list("ansprechpartner", "ap", List.of(person(office, true)));
        }
        if (rest(path, 2).equals("leistungen")) {
            request.flag("nurDirekteLeistungszuordnungen", false);
            return shortList("GetLeistungenResponse", catalogue.servicesOf(office.kind()));
        }
        throw Refusal.notFound("Die Ressource " + rest(path, 2));
    }

    private Resource leistungen(List<String> path, Request request) {
        place(request);
        return switch (path.size()) {
            case 1 -> shortList("GetLeistungenResponse", catalogue.services());
            case 2 -> itself("GetLeistungResponse", services.leistung(service(path.get(1))));
            default -> throw Refusal.notFound("Die Ressource " + rest(path, 1));
        };
    }

    private Resource leistungsbeschreibungen(List<String> path, Request request) {
        Place place = place(request);
        if (path.size() == 1) {
            Wanted wanted = wanted(request, place, false);
            return list(
                    "GetLeistungsbeschreibungenResponse",
                    "leistungsbeschreibung",
                    each(catalogue.services(), service -> services.description(service, wanted)));
        }
        if (path.size() != 2) {
            throw Refusal.notFound("Die Ressource " + rest(path, 1));
        }
        Wanted wanted = wanted(request, place, true);
        return itself(
                "GetLeistungsbeschreibungResponse",
                catalogue
                        .addition(id(path.get(1)))
                        .filter(addition -> addition.place().equals(place))
                        .map(services::addition)
                        .orElseGet(() -> services.description(service(path.get(1)), wanted)));
    }

    private Resource lebenslagen(List<String> path, Request request) {
        if (path.size() == 1) {
            boolean withServices = request.flag("leistungenZugeordnet", false);
            return list(
                    "GetLebenslagenResponse",
                    "lebenslage",
                    each(catalogue.topics(), topic -> services.lebenslage(topic, withServices)));
        }
        Topic topic = catalogue
                .topic(id(path.get(1)))
                .filter(found -> path.size() == 2)
                .orElseThrow(() -> Refusal.notFound("Die Lebenslage " + path.get(1)));
        return itself("GetLebenslageResponse", services.lebenslage(topic, true));
    }

    private Wanted wanted(Request request, @Nullable Place place, boolean responsibilities) {
        String contacts =
                request.parameter("behoerdenAnsprechpartnerZuordnungen").orElse("NEIN");
        if (!CONTACTS.contains(contacts)) {
            throw Refusal.invalid(
                    "behoerdenAnsprechpartnerZuordnungen", contacts, "DIREKTBEVORZUGT, DIREKT, ALLE, NEIN");
        }
        return new Wanted(
                place,
                request.flag("mitRegionalenErgaenzungen", true),
                responsibilities,
                request.flag("mitIDallgemeineDaten", false),
                request.flag("sicheresKontaktformular", false),
                contacts);
    }

    private <T> Resource paged(
            String xmlRoot, String name, List<T> all, Request request, Function<T, Map<String, Object>> shape) {
        int page = request.number("page", 0, 0, 999_999_999);
        int size = request.number("size", 100, 1, 100);
        List<T> wanted = new ArrayList<>();
        if (mishaps.loopingPages()) {
            for (int i = 0; i < size; i++) {
                wanted.add(all.get(i % all.size()));
            }
        } else {
            all.stream().skip((long) page * size).limit(size).forEach(wanted::add);
        }
        return list(xmlRoot, name, each(wanted, shape));
    }

    private Map<String, Object> person(Office office, boolean full) {
        return OfficeShapes.person(office, full, catalogue.servicesOf(office.kind()));
    }

    private Resource shortList(String xmlRoot, List<Leistung> found) {
        return list(xmlRoot, "leistung", each(found, services::leistung));
    }

    private Leistung service(String id) {
        return catalogue.service(id(id)).orElseThrow(() -> Refusal.notFound("Die Leistung " + id));
    }

    private @Nullable Place place(Request request) {
        String ags = request.parameter("gemeindekennziffer").orElse("");
        if (ags.isEmpty()) {
            return null;
        }
        if (!ags.matches("\\d{8}")) {
            throw Refusal.invalid("gemeindekennziffer", ags, "acht Ziffern, zum Beispiel 09162000");
        }
        return catalogue.placeByAgs(ags).orElseThrow(() -> Refusal.notFound("Die Gemeinde " + ags));
    }

    private static long id(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.invalid("id", text, "eine positive ganze Zahl");
        }
        return Long.parseLong(text);
    }

    private static String rest(List<String> path, int from) {
        return String.join("/", path.subList(from, path.size()));
    }

    private static <T> List<Map<String, Object>> each(List<T> values, Function<T, Map<String, Object>> shape) {
        return values.stream().map(shape).toList();
    }

    private static Resource list(String xmlRoot, String name, List<Map<String, Object>> values) {
        Map<String, Object> content = new Fields().put(name, values).map();
        return new Resource(content, xmlRoot, content);
    }

    private static Resource root(String xmlRoot, String xmlName, String jsonName, Map<String, Object> value) {
        return new Resource(
                new Fields().put(jsonName, value).map(),
                xmlRoot,
                new Fields().put(xmlName, value).map());
    }

    private static Resource itself(String xmlRoot, Map<String, Object> value) {
        return new Resource(value, xmlRoot, value);
    }

    /** An answer in both forms, until the Accept header has chosen one. */
    private record Resource(Map<String, Object> json, String xmlRoot, Map<String, Object> xml) {

        Reply as(String accept) {
            if (accept.contains("application/json")) {
                return Reply.json(json);
            }
            if (accept.contains("xml") || accept.contains("*/*")) {
                return new Reply(json, xmlRoot, xml);
            }
            throw Refusal.of(406, "Möglich sind application/json und application/xml.");
        }
    }
}
