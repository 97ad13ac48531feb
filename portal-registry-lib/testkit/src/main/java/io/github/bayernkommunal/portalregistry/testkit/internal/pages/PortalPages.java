package io.github.bayernkommunal.portalregistry.testkit.internal.pages;

import io.github.bayernkommunal.portalregistry.testkit.CollectionReport;
import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Place;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Collector;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Registry;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Answer;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Markup;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a citizen sees: search, result list, the page of a service with its online services. */
public final class PortalPages {

    private static final int MOST_CHOICES = 500;
    private static final ZoneId HERE = ZoneId.of("Europe/Berlin");
    private static final DateTimeFormatter TIME_DE = DateTimeFormatter.ofPattern(
                    "d. MMMM yyyy, HH:mm 'Uhr'", Locale.GERMAN)
            .withZone(HERE);
    private static final DateTimeFormatter TIME_EN =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm", Locale.UK).withZone(HERE);

    private final Catalogue catalogue;
    private final Registry registry;
    private final Collector collector;

    public PortalPages(Catalogue catalogue, Registry registry, Collector collector) {
        this.catalogue = catalogue;
        this.registry = registry;
        this.collector = collector;
    }

    /** The style sheet of every page. */
    public static Answer style(Request request) {
        return Answer.of("text/css; charset=utf-8", Page.STYLE);
    }

    /** The start page with search field, life situations and the last collections. */
    public Answer home(Request request) {
        View view = view(request);
        if (!request.path().isEmpty()) {
            return missing(view);
        }
        String topics =
                items(catalogue.topics(), topic -> Markup.escape(topic.title().in(view.language)));
        String runs = items(
                lastRuns(),
                run -> Markup.escape("%s: %s, %s %d, %s %d, %s %d"
                        .formatted(
                                view.say(TIME_DE, TIME_EN).format(run.at()),
                                run.outcome() == CollectionReport.Outcome.COMPLETED
                                        ? view.say("vollständig", "complete")
                                        : view.say("abgebrochen", "aborted"),
                                view.say("neu", "added"),
                                run.added(),
                                view.say("geändert", "changed"),
                                run.changed(),
                                view.say("entfernt", "removed"),
                                run.removed())));
        String content = form(view, "")
                + "<h2>%s</h2><ul>%s</ul>".formatted(view.say("Lebenslagen", "Life situations"), topics)
                + "<h2>%s</h2>%s"
                        .formatted(
                                view.say("Letzte Abholungen", "Latest collections"),
                                runs.isEmpty()
                                        ? "<p>%s</p>".formatted(view.say("Noch keine.", "None yet."))
                                        : "<ul>" + runs + "</ul>");
        return Page.of(
                200,
                view.language,
                view.say("Was möchten Sie erledigen?", "What do you want to do?"),
                "/?lang=" + view.other(),
                content);
    }

    /** {@code /suche?q=…&gemeinde=…}. */
    public Answer search(Request request) {
        View view = view(request);
        String query = request.parameter("q").orElse("").strip();
        List<Leistung> found = query.isEmpty() ? List.of() : catalogue.search(query);
        String heading = query.isEmpty()
                ? view.say("Suche", "Search")
                : view.say("%d Treffer", found.size() == 1 ? "%d result" : "%d results")
                        .formatted(found.size());
        String list = items(
                found,
                service -> "<a href=\"/leistung/%d?gemeinde=%s&amp;lang=%s\">%s</a><br>%s"
                        .formatted(
                                service.id(),
                                view.place.ags(),
                                view.language,
                                Markup.escape(service.title().in(view.language)),
                                Markup.escape(service.summary().in(view.language))));
        String content = form(view, query)
                + (found.isEmpty()
                        ? "<p>%s</p>"
                                .formatted(view.say(
                                        "Versuchen Sie es mit einem anderen Wort, zum Beispiel: Führungszeugnis.",
                                        "Try another word, for example: parking."))
                        : "<h2>%s</h2><ul class=\"plain\">%s</ul>".formatted(view.say("Leistungen", "Services"), list));
        String other = "/suche?q=%s&gemeinde=%s&lang=%s"
                .formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), view.place.ags(), view.other());
        return Page.of(200, view.language, heading, other, content);
    }

    /** {@code /leistung/{id}?gemeinde=AGS}. */
    public Answer service(Request request) {
        View view = view(request);
        List<String> path = request.path();
        Optional<Leistung> found = path.size() == 2 && path.get(1).matches("\\d{1,18}")
                ? catalogue.service(Long.parseLong(path.get(1)))
                : Optional.empty();
        if (found.isEmpty()) {
            return missing(view);
        }
        Leistung service = found.get();
        String content = service.description().in(view.language)
                + online(view, service)
                + details(view, service)
                + office(view, new Office(view.place, service.office()));
        return Page.of(
                200,
                view.language,
                service.title().in(view.language),
                "/leistung/%d?gemeinde=%s&lang=%s".formatted(service.id(), view.place.ags(), view.other()),
                content);
    }

    private String online(View view, Leistung service) {
        List<RegisteredEntry> entries = registry.entriesFor(view.place.ars(), service.key());
        String heading = "<h2>%s</h2>".formatted(view.say("Online erledigen", "Do it online"));
        if (entries.isEmpty()) {
            return heading
                    + "<p>%s</p>"
                            .formatted(view.say(
                                    "Diese Gemeinde bietet dafür noch keinen Online-Dienst an.",
                                    "This municipality does not offer an online service for it yet."));
        }
        // The description passed the collector's allow-list of elements before it was published.
        return heading
                + "<ul class=\"plain\">"
                + items(
                        entries,
                        entry -> "<strong>%s</strong>%s<p><a class=\"action\" href=\"%s\">%s</a></p>"
                                .formatted(
                                        Markup.escape(entry.title(view.language)),
                                        "<div>" + entry.description(view.language) + "</div>",
                                        Markup.escape(entry.address().toString()),
                                        view.say("Online beantragen", "Apply online")
                                                + "<span class=\"skip\">: " + Markup.escape(entry.title(view.language))
                                                + "</span>"))
                + "</ul>";
    }

    private static String details(View view, Leistung service) {
        if (view.language.equals("en")) {
            return "<h2>Good to know</h2><dl><dt>Fees</dt><dd lang=\"de\">%s</dd></dl>"
                    .formatted(service.details().fees().replaceAll("([0-9]+),([0-9]{2}) EUR", "€$1.$2"));
        }
        return "<h2>Gut zu wissen</h2><dl><dt>Unterlagen</dt><dd>%s</dd><dt>Fristen</dt><dd>%s</dd>"
                        .formatted(
                                service.details().documents(), service.details().deadlines())
                + "<dt>Dauer</dt><dd>%s</dd><dt>Kosten</dt><dd>%s</dd></dl>"
                        .formatted(
                                service.details().duration(), service.details().fees());
    }

    private static String office(View view, Office office) {
        return "<h2>%s</h2><address>%s<br>%s<br>%s %s<br><a href=\"mailto:%s\">%s</a></address>"
                .formatted(
                        view.say("Zuständige Stelle", "Responsible office"),
                        Markup.escape(office.name(view.language)),
                        office.street(),
                        office.postcode(),
                        Markup.escape(office.place().name()),
                        office.email(),
                        office.email());
    }

    private String form(View view, String query) {
        String places = items(
                catalogue.places().stream().limit(MOST_CHOICES).toList(),
                place -> "<option value=\"%s\"%s>%s</option>"
                        .formatted(
                                place.ags(), place.equals(view.place) ? " selected" : "", Markup.escape(place.name())),
                "");
        return """
                <form action="/suche" method="get" role="search">
                <label for="q">%s</label><input id="q" name="q" type="search" value="%s">
                <label for="gemeinde">%s</label><select id="gemeinde" name="gemeinde">%s</select>
                <input type="hidden" name="lang" value="%s"><button type="submit">%s</button>
                </form>
                """.formatted(
                        view.say("Leistung", "Service"),
                        Markup.escape(query),
                        view.say("Gemeinde", "Municipality"),
                        places,
                        view.language,
                        view.say("Suchen", "Search"));
    }

    private List<CollectionReport> lastRuns() {
        List<CollectionReport> runs = collector.runs();
        return runs.subList(Math.max(0, runs.size() - 5), runs.size());
    }

    private Answer missing(View view) {
        return Page.of(
                404,
                view.language,
                view.say("Diese Seite gibt es nicht", "There is no such page"),
                "/?lang=" + view.other(),
                form(view, ""));
    }

    private View view(Request request) {
        String language = request.parameter("lang").filter("en"::equals).orElse("de");
        Place place = request.parameter("gemeinde")
                .flatMap(catalogue::placeByAgs)
                .orElse(catalogue.places().get(0));
        return new View(language, place);
    }

    private static <T> String items(List<T> values, Function<T, String> content) {
        return items(values, value -> "<li>" + content.apply(value) + "</li>", "");
    }

    private static <T> String items(List<T> values, Function<T, String> content, String separator) {
        return values.stream().map(content).collect(Collectors.joining(separator));
    }

    private record View(String language, Place place) {

        <T> T say(T de, T en) {
            return language.equals("en") ? en : de;
        }

        String other() {
            return say("en", "de");
        }
    }
}
