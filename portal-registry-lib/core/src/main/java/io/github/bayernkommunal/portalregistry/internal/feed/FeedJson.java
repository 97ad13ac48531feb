package io.github.bayernkommunal.portalregistry.internal.feed;

import io.github.bayernkommunal.portalregistry.Ars;
import io.github.bayernkommunal.portalregistry.Leistungsschluessel;
import io.github.bayernkommunal.portalregistry.OnlineService;
import io.github.bayernkommunal.portalregistry.ServiceDirectory;
import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The JSON form of what is published, both for readers of the feed and for our own memory. */
final class FeedJson {

    private static final JsonProvider PROVIDER = JsonProvider.provider();
    private static final String VERSION = "1";

    private FeedJson() {}

    /** The list of one area, for readers. */
    static byte[] list(Ars area, Instant created, List<OnlineService> services) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = PROVIDER.createGenerator(out)) {
            json.writeStartObject().write("ars", area.value()).write("created", created.toString());
            services(json, services, service -> texts(json, "areas", List.of(area.value())));
            json.writeEnd();
        }
        return out.toByteArray();
    }

    /** The whole state, for ourselves. */
    static byte[] state(Publication publication) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = PROVIDER.createGenerator(out)) {
            json.writeStartObject()
                    .write("version", VERSION)
                    .write("created", publication.created().toString());
            Map<SortedSet<Ars>, Integer> sets = areaSets(json, publication.directory());
            services(
                    json,
                    publication.directory().services(),
                    service -> json.write("areaSet", sets.getOrDefault(service.areas(), 0)));
            json.writeStartArray("emptied");
            publication
                    .emptied()
                    .forEach((area, since) -> json.writeStartObject()
                            .write("ars", area.value())
                            .write("since", since.toString())
                            .writeEnd());
            json.writeEnd().writeEnd();
        }
        return out.toByteArray();
    }

    /** The state that {@link #state} wrote. */
    static Publication read(byte[] state) throws UnreadableException {
        Node root = JsonTree.read(state);
        if (!VERSION.equals(root.text("version"))) {
            throw new IllegalArgumentException("version '%s' is not known".formatted(root.text("version")));
        }
        try {
            Map<String, List<Ars>> sets = new HashMap<>();
            Node written = root.first("areaSets");
            for (String number : written.names()) {
                sets.put(
                        number,
                        written.all(number).stream()
                                .map(area -> Ars.of(area.text()))
                                .toList());
            }
            List<OnlineService> services = new ArrayList<>();
            for (Node service : root.all("onlineServices")) {
                services.add(service(service, sets.getOrDefault(service.text("areaSet"), List.of())));
            }
            SortedMap<Ars, Instant> emptied = new TreeMap<>();
            for (Node entry : root.all("emptied")) {
                emptied.put(Ars.of(entry.text("ars")), Instant.parse(entry.text("since")));
            }
            return new Publication(ServiceDirectory.of(services), Instant.parse(root.text("created")), emptied);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time cannot be read", e);
        }
    }

    /** Writes every set of areas once: services by the thousand share them. */
    private static Map<SortedSet<Ars>, Integer> areaSets(JsonGenerator json, ServiceDirectory directory) {
        Map<SortedSet<Ars>, Integer> numbers = new LinkedHashMap<>();
        json.writeStartObject("areaSets");
        for (OnlineService service : directory.services()) {
            int next = numbers.size();
            if (numbers.putIfAbsent(service.areas(), next) == null) {
                texts(
                        json,
                        String.valueOf(next),
                        service.areas().stream().map(Ars::value).toList());
            }
        }
        json.writeEnd();
        return numbers;
    }

    private static void services(JsonGenerator json, List<OnlineService> services, Consumer<OnlineService> areas) {
        json.writeStartArray("onlineServices");
        for (OnlineService service : services) {
            json.writeStartObject().write("id", service.id());
            localised(json, "title", service.titles());
            localised(json, "description", service.descriptions());
            json.write("address", service.address().toString());
            texts(
                    json,
                    "leistungsschluessel",
                    service.leistungen().stream()
                            .map(Leistungsschluessel::value)
                            .toList());
            areas.accept(service);
            service.trustLevel().ifPresent(level -> json.write("trustLevel", level.code()));
            json.write("payment", service.payment()).writeEnd();
        }
        json.writeEnd();
    }

    private static void localised(JsonGenerator json, String name, SortedMap<String, String> texts) {
        json.writeStartObject(name);
        texts.forEach(json::write);
        json.writeEnd();
    }

    private static void texts(JsonGenerator json, String name, Collection<String> values) {
        json.writeStartArray(name);
        values.forEach(json::write);
        json.writeEnd();
    }

    private static OnlineService service(Node from, List<Ars> areas) {
        OnlineService.Builder service = OnlineService.builder(from.text("id"))
                .address(URI.create(from.text("address")))
                .payment("true".equals(from.text("payment")));
        for (String language : from.first("title").names()) {
            service.title(Locale.forLanguageTag(language), from.first("title").text(language));
        }
        for (String language : from.first("description").names()) {
            service.description(
                    Locale.forLanguageTag(language), from.first("description").text(language));
        }
        from.all("leistungsschluessel").forEach(key -> service.leistung(Leistungsschluessel.of(key.text())));
        service.offeredIn(areas);
        from.optional("trustLevel").ifPresent(code -> service.trustLevel(new OnlineService.TrustLevel(code)));
        return service.build();
    }
}
