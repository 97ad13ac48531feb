package io.github.bayernkommunal.portalregistry.testkit.internal.fim;

import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Mishaps;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Refusal;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Reply;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The lists of the catalogue: profiles, and texts by source. */
public final class FimService {

    /** Where the interface begins. */
    public static final String BASE = "/api/v1/";

    /** When the catalogue of the simulator was last changed. */
    private static final LocalDateTime CHANGED = LocalDateTime.of(2026, 2, 1, 12, 0, 0, 123_456_000);

    private static final List<String> SOURCES = List.of("leika", "landesredaktion", "pvog");

    private final Catalogue catalogue;
    private final Mishaps mishaps;

    public FimService(Catalogue catalogue, Mishaps mishaps) {
        this.catalogue = catalogue;
        this.mishaps = mishaps;
    }

    /** Answers one call. */
    public Reply answer(Request request) {
        if (!request.method().equals("GET")) {
            throw Refusal.of(405, "{\"detail\":\"Method Not Allowed\"}");
        }
        return switch (request.uri().getPath()) {
            case BASE + "leistung-steckbriefe" -> list(request, List.of("leika"));
            case BASE + "leistung-stammtexte" ->
                list(
                        request,
                        request.parameter("source")
                                .map(source -> {
                                    if (!SOURCES.contains(source)) {
                                        throw Refusal.of(422, "{\"detail\":[{\"loc\":[\"query\",\"source\"]}]}");
                                    }
                                    return List.of(source);
                                })
                                .orElse(SOURCES));
            default -> throw Refusal.of(404, "{\"detail\":\"Not Found\"}");
        };
    }

    private Reply list(Request request, List<String> sources) {
        int offset = request.number("offset", 0, 0, 999_999_999);
        int limit = request.number("limit", 200, 1, 200);
        String part = request.parameter("leistungsschluessel").orElse("");
        List<Map<String, Object>> all = new ArrayList<>();
        if (changedSince(request.parameter("updated_since").orElse(""))) {
            for (Leistung service : catalogue.services()) {
                if (service.key().contains(part)) {
                    sources.forEach(source -> all.add(item(service, source)));
                }
            }
        }
        List<Map<String, Object>> page = new ArrayList<>();
        if (mishaps.loopingPages()) {
            for (int i = 0; i < limit; i++) {
                page.add(all.get(i % all.size()));
            }
        } else {
            page.addAll(all.subList(Math.min(offset, all.size()), (int) Math.min((long) offset + limit, all.size())));
        }
        return Reply.json(new Fields()
                .put("items", page)
                .put("offset", offset)
                .put("limit", limit)
                .put("count", page.size())
                .put("total_count", all.size()));
    }

    private static boolean changedSince(String moment) {
        if (moment.isEmpty()) {
            return true;
        }
        try {
            Instant since = OffsetDateTime.parse(moment).toInstant();
            return !CHANGED.toInstant(ZoneOffset.UTC).isBefore(since);
        } catch (DateTimeParseException e) {
            throw Refusal.of(422, "{\"detail\":[{\"loc\":[\"query\",\"updated_since\"]}]}");
        }
    }

    private static Map<String, Object> item(Leistung service, String source) {
        return new Fields()
                .put("redaktion_id", source.equals("leika") ? "B100019" : "L100042")
                .put("leistung_id", Long.toString(service.id()))
                .put("source", source)
                .put("title", service.title().de())
                .put("leistungsschluessel", List.of(service.key()))
                .put("leistungstyp", "lov")
                .put("leistungsadressat", List.of("001"))
                .put("typisierung", List.of("2/3"))
                .put("freigabe_status", 6)
                .put("leistungsbezeichnung", service.title().de())
                .put("leistungsbezeichnung_2", service.title().de())
                .put("kurztext", "<p>" + service.summary().de() + "</p>")
                .put("volltext", "<p>" + service.description().de() + "</p><script>alert(1)</script>")
                .put("geaendert_datum_zeit", CHANGED.toString())
                .map();
    }
}
