package io.github.bayernkommunal.portalregistry.testkit.internal.routing;

import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Place;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which mailbox of an office serves a service in an area. In this simulator only the first municipality has mailboxes. */
public final class RoutingService {

    /** Where it begins. */
    public static final String BASE = "/routing/v2/";

    private static final int PREFIX = 2;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\d*().-]{2,}");

    private final Catalogue catalogue;
    private final DestinationSigner signer;
    private final Clock clock;

    public RoutingService(Catalogue catalogue, DestinationSigner signer, Clock clock) {
        this.catalogue = catalogue;
        this.signer = signer;
        this.clock = clock;
    }

    /** Answers without asking who calls. */
    public Reply answer(Request request) {
        return switch (String.join(
                "/", request.path().subList(PREFIX, request.path().size()))) {
            case "routes" -> Reply.json(routes(request));
            case "areas" -> Reply.json(areas(request));
            case "info" -> Reply.json(new Fields().put("version", "2.0.0"));
            default -> throw Refusal.notFound("The resource");
        };
    }

    private Fields routes(Request request) {
        String key = request.parameter("leikaKey").orElse("");
        if (!key.matches("99\\d{12}")) {
            throw Refusal.problem("leikaKey must be 99 and 12 digits");
        }
        List<String> selectors = List.of("ars", "ags", "areaId").stream()
                .filter(name -> request.parameter(name).isPresent())
                .toList();
        if (selectors.size() != 1) {
            throw Refusal.problem("exactly one of ars, ags and areaId is needed");
        }
        int limit = number(request, "limit", 100, 1, 500);
        int offset = number(request, "offset", 0, 0, 999_999);
        List<Map<String, Object>> all = place(selectors.get(0), request)
                .filter(place -> place.number() == 0)
                .flatMap(place -> catalogue.serviceByKey(key).map(service -> route(place, service)))
                .map(List::of)
                .orElse(List.of());
        List<Map<String, Object>> routes =
                all.stream().skip(offset).limit(limit).toList();
        return new Fields()
                .put("count", routes.size())
                .put("offset", offset)
                .put("totalCount", all.size())
                .put("routes", routes);
    }

    private Optional<Place> place(String selector, Request request) {
        String value = request.parameter(selector).orElse("");
        if (selector.equals("areaId")) {
            return catalogue.places().stream()
                    .filter(place -> value.equals(Integer.toString(place.number() + 1)))
                    .findFirst();
        }
        String allowed = selector.equals("ars") ? "\\d{2}|\\d{3}|\\d{5}|\\d{9}|\\d{12}" : "\\d{2}|\\d{3}|\\d{5}|\\d{8}";
        if (!value.matches(allowed)) {
            throw Refusal.problem(selector + " has a wrong number of digits");
        }
        return selector.equals("ars") ? catalogue.placeByArs(value) : catalogue.placeByAgs(value);
    }

    private Map<String, Object> route(Place place, Leistung service) {
        Office office = new Office(place, service.office());
        String destination = UUID.nameUUIDFromBytes(Long.toString(office.id()).getBytes(StandardCharsets.UTF_8))
                .toString();
        Fields payload = new Fields()
                .put("submissionHost", "submission.example")
                .put("iss", "https://routing.example")
                .put(
                        "services",
                        List.of(new Fields()
                                .put(
                                        "gebietIDs",
                                        List.of("urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs:"
                                                + place.ars()))
                                .put("leistungIDs", List.of("urn:de:fim:leika:leistung:" + service.key()))
                                .map()))
                .put("destinationId", destination)
                .put("iat", clock.instant().getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        return new Fields()
                .put("destinationId", destination)
                .put("destinationSignature", signer.sign(payload))
                .put("destinationName", office.name())
                .put("contactPersons", List.of())
                .put(
                        "address",
                        new Fields()
                                .put("street", "Marktplatz")
                                .put(
                                        "houseNumber",
                                        Integer.toString(office.kind().number()))
                                .put("zip", office.postcode())
                                .put("city", place.name()))
                .put("contactFormUrl", office.website() + "/kontakt")
                .map();
    }

    private Fields areas(Request request) {
        List<String> terms = request.query().getOrDefault("areaSearchexpression", List.of());
        if (terms.isEmpty()
                || terms.size() > 10
                || !terms.stream().allMatch(term -> WORD.matcher(term).matches())) {
            throw Refusal.problem("areaSearchexpression: 1 to 10 words of at least 2 characters");
        }
        List<Predicate<String>> wanted =
                terms.stream().map(RoutingService::matching).toList();
        List<Map<String, Object>> all = catalogue.places().stream()
                .filter(place -> wanted.stream().allMatch(term -> term.test(place.name())))
                .map(place -> new Fields()
                        .put("id", Integer.toString(place.number() + 1))
                        .put("name", place.name())
                        .put("type", "Gemeinde")
                        .map())
                .toList();
        int limit = number(request, "limit", 100, 1, 500);
        int offset = number(request, "offset", 0, 0, 999_999);
        List<Map<String, Object>> areas = all.stream().skip(offset).limit(limit).toList();
        return new Fields()
                .put("count", areas.size())
                .put("offset", offset)
                .put("totalCount", all.size())
                .put("areas", areas);
    }

    private static Predicate<String> matching(String term) {
        String[] parts = term.toLowerCase(Locale.GERMAN).split("\\*", -1);
        Pattern word = Pattern.compile(Arrays.stream(parts)
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
        return name -> Arrays.stream(name.toLowerCase(Locale.GERMAN).split(" ", -1))
                .anyMatch(part -> word.matcher(part).matches());
    }

    private static int number(Request request, String name, int otherwise, int least, int most) {
        try {
            return request.number(name, otherwise, least, most);
        } catch (Refusal wrong) {
            throw Refusal.problem(name + " must be between " + least + " and " + most);
        }
    }
}
