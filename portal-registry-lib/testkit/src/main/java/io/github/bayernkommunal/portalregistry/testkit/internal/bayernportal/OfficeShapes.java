package io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal;

import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Office;
import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Place;
import io.github.bayernkommunal.portalregistry.testkit.internal.web.Fields;
import java.util.List;
import java.util.Map;

/** Offices, buildings and people as the portal writes them; member names exactly as clients have seen them. */
final class OfficeShapes {

    // A grey pixel: the format is what counts.
    private static final String LOGO =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

    private OfficeShapes() {}

    static Map<String, Object> dienststelle(Place place, List<Office> offices, boolean full) {
        Fields fields = new Fields()
                .put("id", place.id())
                .put("bezeichnung", place.name())
                .put("bezeichnungZusatz", "")
                .put("behoerdenart", "Gemeinde")
                .put("behoerdengruppe", "Kommunalverwaltung")
                .put("email", "poststelle@" + place.domain())
                .put("website", "https://www." + place.domain())
                .put("sortierreihenfolge", place.number())
                .put("dienststellenschluessel", place.dienststellenschluessel())
                .put("dienststelleLfdNr", 1)
                .put("mitgliedVonVerwaltungsgemeinschaft", place.ars().charAt(5) == '5');
        if (full) {
            fields.putList(
                            "behoerdeZuordnungen",
                            "behoerde",
                            offices.stream().map(OfficeShapes::reference).toList())
                    .putList(
                            "behoerdenGebaeudeZuordnungen",
                            "gebaeude",
                            offices.stream()
                                    .map(office -> building(office, "id"))
                                    .toList());
        }
        return fields.map();
    }

    private static Map<String, Object> reference(Office office) {
        return new Fields()
                .put("id", office.id())
                .put("bezeichnung", office.name())
                .map();
    }

    /** Inside a responsibility the id is spelled {@code behoerdId}. */
    static Map<String, Object> responsible(Office office, boolean secureForm) {
        return new Fields()
                .put("behoerdId", office.id())
                .put("bezeichnung", office.name())
                .put("email", office.email())
                .put("website", office.website())
                .put("linkSicheresKontaktformular", secureForm ? office.website() + "/kontakt" : null)
                .map();
    }

    static Map<String, Object> behoerde(Office office, boolean full, boolean secureForm) {
        Fields fields = new Fields()
                .put("id", office.id())
                .put("bezeichnung", office.name())
                .put("behoerdenart", "Amt")
                .put("behoerdengruppe", "Kommunalverwaltung")
                .put("email", office.email())
                .put("website", office.website())
                .put("sortierreihenfolge", office.kind().number());
        if (full) {
            fields.put("kurzbeschreibung", "<p>" + office.name() + " hilft Ihnen gern.</p>")
                    .put(
                            "logo",
                            new Fields()
                                    .put("value", LOGO)
                                    .put("mimetype", "image/png")
                                    .put("alt", "Wappen")
                                    .put("title", "Wappen")
                                    .put("quelle", office.place().name()))
                    .putList(
                            "behoerdeZuordnungen",
                            "behoerde",
                            List.of(new Fields()
                                    .put("id", office.place().id())
                                    .put("bezeichnung", office.place().name())
                                    .map()))
                    .putList("behoerdenGebaeudeZuordnungen", "gebaeude", List.of(building(office, "id")));
        }
        return fields.put("linkSicheresKontaktformular", secureForm ? office.website() + "/kontakt" : null)
                .map();
    }

    /** A building; embedded its id is spelled {@code id}, alone {@code gebaeudeId}. */
    static Map<String, Object> building(Office office, String idName) {
        String town = office.place().name();
        Fields fields = new Fields()
                .put("behoerdeId", office.id())
                .put(idName, office.buildingId())
                .put("bezeichnung", "Rathaus")
                .put("sortierreihenfolge", 1)
                .put("hausanschriftStrasse", office.street())
                .put("hausanschriftPLZ", office.postcode())
                .put("hausanschriftOrt", town)
                .put("postanschriftStrasse", office.street())
                .put("postanschriftPLZ", office.postcode())
                .put("postanschriftOrt", town);
        numbers(fields, office, "0");
        return fields.put("oeffnungszeiten", hours("oeffnungszeit")).map();
    }

    static Map<String, Object> person(Office office, boolean full, List<Leistung> services) {
        Fields fields = new Fields()
                .put("ansprechpartnerId", office.personId())
                .put("anrede", office.salutation())
                .put("vorname", office.givenName())
                .put("nachname", office.surname())
                .put("funktion", "Sachbearbeitung")
                .put("stellenbezeichnung", "Team " + office.kind().number())
                .put("email", office.email())
                .put("website", office.website())
                .put("zimmer", office.room())
                .put("sortierreihenfolge", 1)
                .put("behoerdeId", office.id())
                .put("behoerdeBezeichnung", office.name())
                .put("gebaeudeId", office.buildingId())
                .put("gebaeudeBezeichnung", "Rathaus");
        numbers(fields, office, office.extension());
        if (full) {
            fields.put("sprechzeiten", hours("sprechzeit"))
                    .putList(
                            "leistungen",
                            "lg",
                            services.stream()
                                    .map(service -> new Fields()
                                            .put("id", service.id())
                                            .put("bezeichnung", service.title().de())
                                            .map())
                                    .toList());
        }
        return fields.map();
    }

    private static void numbers(Fields fields, Office office, String extension) {
        for (String kind : List.of("telefon", "fax")) {
            fields.put(kind + "Landvorwahl", "+49")
                    .put(kind + "Ortsvorwahl", "09999")
                    .put(kind + "Anlage", "%03d".formatted(100 + office.place().number() % 900))
                    .put(kind + "Durchwahl", kind.equals("fax") ? "99" : extension);
        }
    }

    private static Fields hours(String name) {
        return new Fields()
                .put("nachVereinbarung", false)
                .put(
                        name,
                        List.of(new Fields()
                                .put(
                                        "zeitangabe",
                                        List.of(new Fields()
                                                .put("typ", "Montag bis Freitag")
                                                .put("vonVormittags", "08:00")
                                                .put("bisVormittags", "12:00")
                                                .put("vonNachmittags", "13:00")
                                                .put("bisNachmittags", "16:00")
                                                .map()))
                                .map()))
                .put("sonderzeiten", List.of());
    }
}
