package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

import io.github.bayernkommunal.portalregistry.testkit.internal.catalogue.Leistung.Details;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The built-in catalogue. Every text is written for this simulator; keys marked "sample" have the form of a
 * Leistungsschluessel and no official meaning.
 */
public final class SampleCatalogue {

    /** In no real district: Kreis 99 of Oberbayern does not exist. */
    public static final String MUSTERSTADT_ARS = "091990123123";

    /** Member of an association of municipalities, which shows as the digit 5 in its ARS. */
    public static final String BEISPIELDORF_ARS = "091995101130";

    /** The only real key; examples in the documentation use it. */
    public static final String MUENCHEN_ARS = "091620000000";

    private static final long FAMILY = 10;
    private static final long BIRTH = 11;
    private static final long PAPERS = 20;
    private static final long HOME = 30;
    private static final long MOVING = 31;
    private static final long TRAFFIC = 40;
    private static final long PARKING = 71;
    private static final long BUSINESS = 50;
    private static final long PETS = 60;

    private SampleCatalogue() {}

    /**
     * The catalogue with further municipalities and generated ones.
     *
     * @param named further municipalities: name by ARS
     * @param generatedPlaces how many municipalities to invent in addition
     * @param generatedServices how many services to invent in addition
     */
    public static Catalogue with(Map<String, String> named, int generatedPlaces, int generatedServices) {
        List<Place> places = new ArrayList<>();
        places.add(new Place(0, MUSTERSTADT_ARS, "Stadt Musterstadt"));
        places.add(new Place(1, BEISPIELDORF_ARS, "Gemeinde Beispieldorf"));
        places.add(new Place(2, MUENCHEN_ARS, "Landeshauptstadt München (Beispiel)"));
        named.forEach((ars, name) -> places.add(new Place(places.size(), ars, name)));
        for (int i = 0; i < generatedPlaces; i++) {
            // District 98 does not exist either; number and association share the digits of the municipality.
            String municipality = "%03d".formatted(i % 1000);
            String ars = "09%d980%s%s".formatted(1 + i / 1000, municipality, municipality);
            places.add(new Place(places.size(), ars, "Gemeinde Neudorf " + (i + 1)));
        }

        List<Leistung> services = new ArrayList<>(sampleServices());
        List<Office.Kind> kinds = List.of(Office.Kind.values());
        for (int i = 0; i < generatedServices; i++) {
            services.add(new Leistung(
                    Ids.SERVICES + 1000 + i,
                    "99900%03d%03d000".formatted(i / 1000, i % 1000),
                    kinds.get(i % kinds.size()),
                    new Words("Beispielleistung " + (i + 1) + "; Beantragung", "Sample service " + (i + 1)),
                    new Words("<p>Erzeugte Leistung für Lastversuche.</p>", "<p>Generated service for load tests.</p>"),
                    new Words("<p>Ohne Bedeutung.</p>", "<p>Without meaning.</p>"),
                    new Details("", "", "", "", ""),
                    List.of(HOME),
                    List.of()));
        }

        Catalogue catalogue = new Catalogue(places, services, topics());
        Leistung dogTax = services.get(3);
        Leistung parking = services.get(1);
        return catalogue
                .with(new RegionalAddition(
                        Ids.ADDITIONS + 1,
                        places.get(0),
                        dogTax,
                        "<p>In Musterstadt tragen Hunde eine Steuermarke.</p>",
                        "<p>Erster Hund: 60 EUR im Jahr</p>"))
                .with(new RegionalAddition(
                        Ids.ADDITIONS + 2,
                        places.get(0),
                        parking,
                        "<p>Es gibt die Parkzonen <strong>A</strong> bis <strong>D</strong>.</p>",
                        "<p>30,70 EUR im Jahr</p>"));
    }

    private static List<Topic> topics() {
        return List.of(
                new Topic(FAMILY, new Words("Familie", "Family"), null),
                new Topic(BIRTH, new Words("Geburt", "Birth"), FAMILY),
                new Topic(PAPERS, new Words("Ausweise und Nachweise", "Identity papers and certificates"), null),
                new Topic(HOME, new Words("Wohnen", "Housing"), null),
                new Topic(MOVING, new Words("Umzug", "Moving"), HOME),
                new Topic(TRAFFIC, new Words("Verkehr", "Traffic"), null),
                new Topic(PARKING, new Words("Parken", "Parking"), TRAFFIC),
                new Topic(BUSINESS, new Words("Unternehmen", "Business"), null),
                new Topic(PETS, new Words("Tiere", "Animals"), null));
    }

    private static List<Leistung> sampleServices() {
        return List.of(
                // sample key
                service(
                        1,
                        "99115004001000",
                        Office.Kind.BUERGERBUERO,
                        new Words("Führungszeugnis; Beantragung", "Certificate of good conduct; application"),
                        new Words(
                                "Ein Führungszeugnis gibt Auskunft darüber, ob Sie vorbestraft sind.",
                                "A certificate of good conduct states whether you have a criminal record."),
                        "13,00 EUR",
                        List.of(PAPERS),
                        List.of("Polizeiliches Führungszeugnis", "Strafregisterauszug")),
                service(
                        90,
                        "99108001001000",
                        Office.Kind.VERKEHRSAMT,
                        new Words("Bewohnerparkausweis; Beantragung", "Resident's parking permit; application"),
                        new Words(
                                "Mit dem Bewohnerparkausweis parken Sie in Ihrer Wohngegend.",
                                "With a resident's parking permit you park near your home."),
                        "Je nach Gemeinde",
                        List.of(PARKING),
                        List.of("Anwohnerparken")),
                // sample key
                service(
                        91,
                        "99108018001000",
                        Office.Kind.VERKEHRSAMT,
                        new Words("Bewohnerparkkarte; Verlängerung", "Resident's parking card; renewal"),
                        new Words(
                                "Ihre Parkkarte läuft ab? Hier verlängern Sie sie.",
                                "Your parking card expires? Renew it here."),
                        "Je nach Gemeinde",
                        List.of(PARKING),
                        List.of("Anwohnerparken verlängern")),
                service(
                        4,
                        "99102013104000",
                        Office.Kind.STEUERAMT,
                        new Words("Hundesteuer; Anmeldung", "Dog tax; registration"),
                        new Words("Wer einen Hund hält, meldet ihn an.", "Whoever keeps a dog registers it."),
                        "Je nach Gemeinde",
                        List.of(PETS),
                        List.of("Hund anmelden")),
                service(
                        5,
                        "99008001012000",
                        Office.Kind.BUERGERBUERO,
                        new Words("Personalausweis; Beantragung", "Identity card; application"),
                        new Words("Den Personalausweis beantragen Sie persönlich.", "Apply for the card in person."),
                        "Je nach Alter",
                        List.of(PAPERS),
                        List.of("Ausweis", "eID")),
                service(
                        6,
                        "99085001012000",
                        Office.Kind.BUERGERBUERO,
                        new Words("Reisepass; Beantragung", "Passport; application"),
                        new Words("Für Reisen außerhalb der EU.", "For travel outside the EU."),
                        "Je nach Alter",
                        List.of(PAPERS),
                        List.of("Pass")),
                service(
                        7,
                        "99027002012000",
                        Office.Kind.STANDESAMT,
                        new Words("Geburtsurkunde; Ausstellung", "Birth certificate; issue"),
                        new Words("Sie erhalten eine Urkunde aus dem Register.", "You receive a certificate."),
                        "12,00 EUR",
                        List.of(BIRTH),
                        List.of("Abstammungsurkunde")),
                service(
                        8,
                        "99050012104000",
                        Office.Kind.GEWERBEAMT,
                        new Words("Gewerbe; Anmeldung", "Trade; registration"),
                        new Words("Wer ein Gewerbe beginnt, meldet es an.", "Whoever starts a trade registers it."),
                        "Je nach Gemeinde",
                        List.of(BUSINESS),
                        List.of("Gewerbeschein")),
                service(
                        9,
                        "99107023037000",
                        Office.Kind.BUERGERBUERO,
                        new Words("Wohngeld; Mietzuschuss", "Housing benefit; rent subsidy"),
                        new Words("Ein Zuschuss zur Miete.", "A subsidy for your rent."),
                        "Keine",
                        List.of(HOME),
                        List.of("Mietzuschuss")),
                // sample key
                service(
                        10,
                        "99115005104000",
                        Office.Kind.BUERGERBUERO,
                        new Words("Wohnsitz; Anmeldung", "Residence; registration"),
                        new Words("Nach einem Umzug melden Sie sich an.", "Register after you have moved."),
                        "Keine",
                        List.of(MOVING),
                        List.of("Ummeldung", "Umzug")),
                // sample key
                service(
                        11,
                        "99115002001000",
                        Office.Kind.BUERGERBUERO,
                        new Words("Meldebescheinigung; Beantragung", "Certificate of residence; application"),
                        new Words("Sie weist nach, wo Sie wohnen.", "It proves where you live."),
                        "5,00 EUR",
                        List.of(MOVING, PAPERS),
                        List.of("Aufenthaltsbescheinigung")),
                // sample key
                service(
                        12,
                        "99012001001000",
                        Office.Kind.BAUAMT,
                        new Words("Baugenehmigung; Beantragung", "Building permit; application"),
                        new Words("Wer bauen will, braucht meist eine Genehmigung.", "Building mostly needs a permit."),
                        "Je nach Bauwert",
                        List.of(HOME),
                        List.of("Bauantrag")));
    }

    private static Leistung service(
            int number,
            String key,
            Office.Kind office,
            Words title,
            Words summary,
            String fees,
            List<Long> topics,
            List<String> synonyms) {
        Words description = new Words(
                "<p>" + summary.de() + "</p><p>Diese Beschreibung ist ein <strong>Beispiel</strong>.</p>",
                "<p>" + summary.en() + "</p><p>This description is a <strong>sample</strong>.</p>");
        return new Leistung(
                Ids.SERVICES + number,
                key,
                office,
                title,
                summary,
                description,
                new Details(
                        "<p>Sie wohnen in der Gemeinde.</p>",
                        "<ul><li>Personalausweis oder Reisepass</li></ul>",
                        "<p>Keine</p>",
                        "<p>Etwa zwei Wochen</p>",
                        "<p>" + fees + "</p>"),
                topics,
                synonyms);
    }
}
