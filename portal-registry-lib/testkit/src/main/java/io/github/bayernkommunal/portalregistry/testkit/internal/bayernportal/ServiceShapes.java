package io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.testkit.RegisteredEntry;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Catalogue;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Place;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.RegionalAddition;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Topic;
import io.github.bayernkommunal.portalregistry.testkit.internal.collection.Registry;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Services, their descriptions, forms, online procedures and life situations as the portal writes them. */
final class ServiceShapes {

    private static final String CHANGED = "2026-03-02T09:15:00.000+01:00";

    private final Catalogue catalogue;
    private final Registry registry;

    ServiceShapes(Catalogue catalogue, Registry registry) {
        this.catalogue = catalogue;
        this.registry = registry;
    }

    /** What may be asked of a description. */
    record Wanted(
            @Nullable Place place,
            boolean additions,
            boolean responsibilities,
            boolean idOfGeneralData,
            boolean secureForm,
            String contacts) {}

    /** The short form of a list: plain texts. */
    Map<String, Object> leistung(Leistung service) {
        return new Fields()
                .put("id", service.id())
                .put("bezeichnung", service.title().de())
                .put("url", url(service))
                .put("letzteAenderung", CHANGED)
                .putList("lebenslagen", "lebenslage", topicsOf(service))
                .putList("synonyme", "synonym", synonyms(service))
                .map();
    }

    /** The long form: texts wrapped as {@code {"value": …}}. */
    Map<String, Object> description(Leistung service, Wanted wanted) {
        Leistung.Details details = service.details();
        Optional<RegionalAddition> addition =
                wanted.place() == null ? Optional.empty() : catalogue.addition(service, wanted.place());
        Fields fields = new Fields()
                .put("id", service.id())
                .put("bezeichnung", new Text(service.title().de()))
                .put("url", url(service))
                .put("letzteAenderung", CHANGED)
                .put("status", "VEROEFFENTLICHT")
                .put("stand", new Text("02.03.2026"))
                .put("kurzbeschreibung", new Text("<p>" + service.summary().de() + "</p>"))
                .put("langbeschreibung", new Text(service.description().de()))
                .put("voraussetzungen", new Text(details.requirements()))
                .put("verfahrensablauf", new Text("<p>Sie stellen den Antrag, wir prüfen ihn.</p>"))
                .put("fristen", new Text(details.deadlines()))
                .put("bearbeitungsdauer", new Text(details.duration()))
                .put("unterlagen", new Text(details.documents()))
                .put("kosten", new Text(details.fees()))
                .put("rechtsbehelf", new Text("<p>Verwaltungsgerichtliche Klage</p>"))
                .put("verantwortlicheBehoerde", new Text("Bayerisches Staatsministerium (Beispiel)"))
                .put("idAllgemeineDaten", wanted.idOfGeneralData() ? service.id() : null)
                .putList("synonyme", "synonym", synonyms(service))
                .putList("lebenslagen", "lebenslage", topicsOf(service))
                .putList("onlineVerfahren", "onlineVerfahren", procedures(service, wanted.place()))
                .putList("rechtsvorschriften", "rechtsvorschrift", List.of(link("Beispielgesetz", url(service))))
                .putList("links", "link", List.of())
                .putList("verwandteLeistungen", "verwandteLeistung", related(service));
        if (wanted.responsibilities() && wanted.place() != null) {
            fields.putList("zustaendigkeiten", "zustaendig", List.of(responsible(service, wanted.place(), wanted)));
        }
        if (wanted.additions() && addition.isPresent()) {
            fields.putList(
                    "regionaleErgaenzungen",
                    "regionaleErgaenzung",
                    List.of(new Fields().put("id", addition.get().id()).map()));
        }
        return fields.map();
    }

    /** A regional addition is itself a description that holds only what differs. */
    Map<String, Object> addition(RegionalAddition addition) {
        return new Fields()
                .put("id", addition.id())
                .put("bezeichnung", new Text(addition.leistung().title().de()))
                .put("letzteAenderung", CHANGED)
                .put("hinweise", new Text(addition.notes()))
                .put("kosten", new Text(addition.fees()))
                .put("langbeschreibung", new Text(""))
                .map();
    }

    Map<String, Object> withForms(Leistung service) {
        return group(service).putList("formulare", "formular", forms(service)).map();
    }

    List<Map<String, Object>> forms(Leistung service) {
        return List.of(new Fields()
                .put("id", service.id() + 500_000)
                .put("kurzbeschreibung", "Antrag (PDF)")
                .put("langbeschreibung", "")
                .put("url", url(service) + "/antrag.pdf")
                .put("schriftformErfordernis", new Fields().put("beschreibung", "Unterschrift erforderlich"))
                .put("vorausfuellbar", false)
                .map());
    }

    Map<String, Object> withProcedures(Leistung service, Place place) {
        return group(service)
                .putList("onlineverfahren", "onlineverfahren", detailedProcedures(service, place))
                .map();
    }

    List<Map<String, Object>> detailedProcedures(Leistung service, Place place) {
        return registry.entriesFor(place.ars(), service.key()).stream()
                .map(entry -> new Fields()
                        .put("id", procedureId(entry))
                        .put("kurzbeschreibung", entry.title("de"))
                        .put("langbeschreibung", entry.description("de"))
                        .put("hilfetext", "")
                        .put(
                                "sprache",
                                List.copyOf(entry.titles().keySet().stream()
                                        .sorted()
                                        .toList()))
                        .put("identifizierungsmittel", List.of("BayernID"))
                        .put("zahlungsweise", List.of())
                        .put("url", entry.address().toString())
                        .map())
                .toList();
    }

    boolean hasProcedure(Leistung service, Place place) {
        return !registry.entriesFor(place.ars(), service.key()).isEmpty();
    }

    Map<String, Object> lebenslage(Topic topic, boolean withServices) {
        Fields fields = new Fields()
                .put("id", topic.id())
                .put("bezeichnung", topic.title().de())
                .put("kurzbeschreibung", "<p>Alles zum Thema " + topic.title().de() + "</p>")
                .put("langbeschreibung", "")
                .put("kategorie", "Bürger")
                .put("vorgaengerId", topic.parent())
                .put("stand", "02.03.2026");
        if (withServices) {
            fields.putList(
                    "leistungen",
                    "leistung",
                    catalogue.services().stream()
                            .filter(service -> service.topics().contains(topic.id()))
                            .map(service -> new Fields()
                                    .put("id", service.id())
                                    .put("bezeichnung", service.title().de())
                                    .map())
                            .toList());
        }
        return fields.map();
    }

    private Fields group(Leistung service) {
        return new Fields()
                .put("leistungId", service.id())
                .put("leistungBezeichnung", service.title().de())
                .put("leistungUrl", url(service));
    }

    private List<Map<String, Object>> procedures(Leistung service, @Nullable Place place) {
        return place == null
                ? List.of()
                : registry.entriesFor(place.ars(), service.key()).stream()
                        .map(entry -> new Fields()
                                .put("kurzbeschreibung", entry.title("de"))
                                .put("langbeschreibung", entry.description("de"))
                                .put("url", entry.address().toString())
                                .map())
                        .toList();
    }

    private Map<String, Object> responsible(Leistung service, Place place, Wanted wanted) {
        Office office = new Office(place, service.office());
        Map<String, Object> responsible = OfficeShapes.responsible(office, wanted.secureForm());
        if (!wanted.contacts().equals("NEIN")) {
            responsible.put(
                    "behoerdenAnsprechpartnerZuordnungen",
                    new Fields()
                            .put("ap", List.of(OfficeShapes.person(office, false, List.of())))
                            .map());
        }
        return responsible;
    }

    private List<Map<String, Object>> related(Leistung service) {
        return catalogue.servicesOf(service.office()).stream()
                .filter(other -> !other.equals(service))
                .limit(2)
                .map(other -> new Fields()
                        .put("id", other.id())
                        .put("bezeichnung", other.title().de())
                        .map())
                .toList();
    }

    private List<Map<String, Object>> topicsOf(Leistung service) {
        // The id of a life situation is written as a text here and as a number in its own resource.
        return service.topics().stream()
                .flatMap(id -> catalogue.topic(id).stream())
                .map(topic -> new Fields()
                        .put("id", Long.toString(topic.id()))
                        .put("bezeichnung", topic.title().de())
                        .map())
                .toList();
    }

    private static List<Text> synonyms(Leistung service) {
        return service.synonyms().stream().map(Text::new).toList();
    }

    private static Map<String, Object> link(String title, String url) {
        return new Fields()
                .put("kurzbeschreibung", title)
                .put("langbeschreibung", "")
                .put("url", url)
                .map();
    }

    private static String url(Leistung service) {
        return "https://www.bayernportal.de/dokumente/leistung/" + service.id();
    }

    private static long procedureId(RegisteredEntry entry) {
        // Stable for the same supplier and id, above the range of an int as all ids of the portal.
        return 88_000_000_000L + Integer.toUnsignedLong((entry.agencyId() + '|' + entry.id()).hashCode());
    }
}
