package io.github.bayernkommunal.portalregistry;

import io.github.bayernkommunal.portalregistry.XzufiLeistung.Einordnung;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.Kategorie;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.Struktur;
import io.github.bayernkommunal.portalregistry.XzufiLeistung.TextModul;
import io.github.bayernkommunal.portalregistry.XzufiObject.Code;
import io.github.bayernkommunal.portalregistry.XzufiObject.Herausgeber;
import io.github.bayernkommunal.portalregistry.XzufiObject.Identifikator;
import io.github.bayernkommunal.portalregistry.XzufiObject.Link;
import io.github.bayernkommunal.portalregistry.XzufiObject.Sprachversion;
import io.github.bayernkommunal.portalregistry.XzufiObject.Text;
import io.github.bayernkommunal.portalregistry.XzufiObject.Versionsinformation;
import io.github.bayernkommunal.portalregistry.XzufiObject.Zeitraum;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Valid objects with every part filled; a test changes one. */
final class XzufiSamples {

    static final String AGENCY = "L199999";
    static final XzufiKopf KOPF = XzufiKopf.of(
            UUID.fromString("0b8a4a0e-5a7e-4c55-9d0a-2f1f8f7c6a11"),
            Instant.parse("2026-03-02T08:00:00Z"),
            "Landesredaktion Bayern",
            "Musterstadt");

    private XzufiSamples() {}

    static Identifikator id(String scheme, String value) {
        return Identifikator.of(AGENCY, scheme, value);
    }

    static Identifikator area(String ars) {
        return Identifikator.of("", XzufiZustaendigkeit.REGION, ars);
    }

    static List<Text> texts(String german, String english) {
        return List.of(new Text("de", german), new Text("en", english));
    }

    static TextModul title(String german) {
        return new TextModul(
                "1",
                Code.of(XzufiLeistung.TEXTMODULE, "20240216", "03"),
                List.of(),
                texts(german, "Register a dog"),
                List.of(),
                Identifikator.NONE,
                List.of(),
                List.of());
    }

    static Versionsinformation changed() {
        return new Versionsinformation("2026-01-01T00:00:00Z", "a", "2026-03-01T10:00:00Z", "b", "7");
    }

    static Sprachversion german() {
        return Sprachversion.of("de", "Deutsch", "Deutsch");
    }

    static Zeitraum thisYear() {
        return new Zeitraum("2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z", List.of(new Text("de", "nur 2026")));
    }

    static XzufiLeistung leistung(String value) {
        return XzufiLeistung.of(
                id("Leistung", value), List.of(Samples.DOG_TAX), List.of(title("Hund zur Hundesteuer anmelden")));
    }

    /** With every part that both versions have. */
    static XzufiLeistung fullLeistung() {
        return new XzufiLeistung(
                new Identifikator(AGENCY, "Leistung", "4711", Map.of("schemeVersionID", "2")),
                List.of(id("Alt", "0815")),
                new Struktur(
                        "xzufi:LeistungsstrukturObjektMitVerrichtungUndDetail",
                        Code.of("urn:g", "1", "102"),
                        id("Objekt", "013"),
                        Code.of("urn:v", "1", "104"),
                        List.of(new Text("de", "für einen Hund"))),
                List.of(Code.of("urn:de:fim:leika:leistung", "", "99102013104000")),
                List.of(title("Hund <b>zur</b> Hundesteuer & mehr anmelden")),
                List.of(new TextModul(
                        "",
                        Code.of("urn:eigen", "1", "77"),
                        List.of(new Text("de", "Besonderes")),
                        List.of(new Text("de", "<p>Eigener Text</p>")),
                        List.of(new Link("de", "https://musterstadt.example/", "Mehr", "Alles Weitere", "")),
                        Identifikator.NONE,
                        List.of(),
                        List.of())),
                new XzufiModule(
                        List.of(new XzufiModule.FristModul(
                                Code.NONE,
                                List.of(new XzufiModule.Frist(
                                        Code.of("urn:f", "1", "001"),
                                        "2",
                                        Code.of("urn:z", "1", "WOCHE"),
                                        "3",
                                        Code.of("urn:z", "1", "MONAT"),
                                        "",
                                        "",
                                        List.of(new Text("de", "nach Einzug")),
                                        "",
                                        List.of())),
                                List.of(new Text("de", "Fristen")),
                                List.of(Link.of("", "https://fristen.example/", "")))),
                        List.of(new XzufiModule.KostenModul(
                                Code.NONE,
                                List.of(
                                        new XzufiModule.Kosten(
                                                Code.of("urn:k", "1", "001"),
                                                new XzufiModule.Betrag("30.70", "EUR"),
                                                XzufiModule.Betrag.NONE,
                                                XzufiModule.Betrag.NONE,
                                                "true",
                                                List.of(),
                                                List.of()),
                                        new XzufiModule.Kosten(
                                                Code.of("urn:k", "1", "002"),
                                                XzufiModule.Betrag.NONE,
                                                XzufiModule.Betrag.NONE,
                                                XzufiModule.Betrag.NONE,
                                                "",
                                                List.of(new Text("de", "frei für Assistenzhunde")),
                                                List.of()),
                                        new XzufiModule.Kosten(
                                                Code.of("urn:k", "1", "003"),
                                                XzufiModule.Betrag.NONE,
                                                new XzufiModule.Betrag("10", "EUR"),
                                                new XzufiModule.Betrag("100", "EUR"),
                                                "",
                                                List.of(new Text("de", "je nach Hund")),
                                                List.of())),
                                List.of(),
                                List.of())),
                        List.of(new XzufiModule.DauerModul(
                                Code.NONE,
                                List.of(new XzufiModule.Frist(
                                        Code.NONE,
                                        "1",
                                        Code.of("urn:z", "1", "TAG"),
                                        "",
                                        Code.NONE,
                                        "",
                                        "",
                                        List.of(),
                                        "",
                                        List.of())),
                                List.of())),
                        List.of(new XzufiModule.Begriff(new Text("de", "Hundemarke"), Code.of("urn:b", "1", "001"))),
                        List.of(new XzufiModule.Freigabe(
                                Code.NONE, "2026-02-01", List.of(new Text("de", "Ministerium")))),
                        List.of(new XzufiModule.Hinweis(Code.NONE, List.of(new Text("de", "Hinweis")), List.of())),
                        List.of(new XzufiModule.DokumentModul(
                                Code.NONE,
                                List.of(new XzufiModule.Dokument(
                                        Code.of("urn:d", "5", "001"),
                                        List.of(new Text("de", "Ausweis")),
                                        List.of(new Text("de", "gültig")),
                                        List.of(id("Formular", "F1")),
                                        Code.NONE,
                                        Code.NONE,
                                        List.of(),
                                        "")),
                                List.of(new XzufiModule.Dokument(
                                        Code.of("urn:d", "5", "002"),
                                        List.of(new Text("de", "Bescheid")),
                                        List.of(),
                                        List.of(),
                                        Code.NONE,
                                        Code.NONE,
                                        List.of(),
                                        "")),
                                List.of(new Text("de", "Bitte im Original")),
                                List.of())),
                        List.of(new XzufiModule.Ursprungsportal(
                                "de", "https://www.musterstadt.example/hund", "Portal", List.of()))),
                new Einordnung(
                        List.of(Code.of("urn:de:fim:leika:typisierung", "1", "4a")),
                        Code.of("urn:xoev-de:fim:codeliste:vertrauensniveau", "1", "30"),
                        List.of(Code.of("urn:a", "1", "001")),
                        "false",
                        List.of(new Kategorie(
                                id("Kategorie", "K1"),
                                List.of(),
                                id("Kategorie", "K0"),
                                List.of(),
                                List.of(new Text("de", "Tiere")),
                                List.of(),
                                id("Klasse", "KL"),
                                List.of(new Text("de", "Themen")),
                                Code.NONE,
                                Identifikator.NONE)),
                        List.of(Code.of("urn:xoev-de:fim:codeliste:pvlagen", "1", "2100400")),
                        List.of(Code.of("urn:xoev-de:fim:codeliste:sdginformationsbereich", "4", "0000000")),
                        List.of(),
                        List.of(new XzufiLeistung.Wirtschaftszweig(Code.of("urn:w", "1", "A"), List.of())),
                        List.of(Code.of("urn:r", "1", "B")),
                        List.of(Code.of("urn:s", "1", "000")),
                        Code.NONE,
                        Code.NONE,
                        Code.NONE,
                        Code.NONE,
                        "",
                        "",
                        List.of(),
                        List.of()),
                List.of(id("Leistung", "4712")),
                List.of(id("Prozess", "P1")),
                Herausgeber.of(id("Herausgeber", "H1"), List.of(new Text("de", "Musterstadt"))),
                List.of(area("097790194194")),
                changed(),
                List.of(german()),
                List.of(thisYear()));
    }

    static XzufiZustaendigkeit zustaendigkeit(String leistung) {
        return new XzufiZustaendigkeit(
                id("ZustaendigkeitOrganisationseinheit", "20-" + leistung),
                List.of(Identifikator.of("urn:de:fitko", XzufiZustaendigkeit.DESTINATION, "aaa.bbb.ccc")),
                Identifikator.NONE,
                id("Leistung", leistung),
                List.of(area("097790194194")),
                Code.of("urn:rolle", "1", "01"));
    }

    static XzufiOrganisationseinheit office() {
        return new XzufiOrganisationseinheit(
                id("Organisationseinheit", "20"),
                List.of(id("Alt", "2")),
                id("Organisationseinheit", "1"),
                List.of(new Text("de", "Stadt Musterstadt – Steueramt")),
                List.of(new Text("de", "<p>Steuern</p>")),
                List.of(new XzufiOrganisationseinheit.Anschrift(
                        Code.of("urn:xoev-de:fim:codeliste:xzufi.anschrifttyp", "2.0", "001"),
                        "Marktplatz",
                        "1",
                        "",
                        "01234",
                        "Musterstadt",
                        XzufiObject.Kodierung.NONE)),
                List.of(new XzufiOrganisationseinheit.Kommunikation(Code.of("urn:k", "1", "02"), "+49 9081 84-0")),
                List.of(Link.of("de", "https://www.musterstadt.example/", "")),
                List.of(zustaendigkeit("4711")),
                Herausgeber.NONE,
                changed(),
                List.of(german()),
                List.of(thisYear()));
    }

    static XzufiZustaendigkeit responsible(String leistung) {
        return new XzufiZustaendigkeit(
                id("ZustaendigkeitOnlinedienst", "900-" + leistung),
                List.of(),
                Identifikator.NONE,
                id("Leistung", leistung),
                List.of(area("097790194194")),
                Code.NONE);
    }

    static XzufiOnlinedienst online() {
        return new XzufiOnlinedienst(
                id("Onlinedienst", "900"),
                List.of(),
                texts("Hundesteuer online", "Dog tax online"),
                List.of(new Text("de", "<p>Anmelden</p>")),
                List.of(new XzufiOnlinedienst.DienstLink(
                        "de",
                        Code.of(XzufiOnlinedienst.LINKTYPEN, "1", "01"),
                        "https://dienste.musterstadt.example/hundesteuer",
                        "Hundesteuer anmelden")),
                Code.of(XzufiOnlinedienst.VERTRAUENSNIVEAUS, "1", "10"),
                List.of(new XzufiOnlinedienst.Parameter("efa.datenschutzerklaerung.url", "https://d.example/")),
                List.of(responsible("4711")),
                Herausgeber.of(id("Herausgeber", "H1"), List.of(new Text("de", "Musterstadt"))),
                changed(),
                List.of(german()),
                List.of(thisYear()));
    }

    static XzufiSpezialisierung addition() {
        return new XzufiSpezialisierung(
                id("Spezialisierung", "S1"),
                id("Leistung", "4711"),
                List.of(area("097790194194")),
                List.of(title("Hund in Musterstadt anmelden")),
                changed(),
                List.of(german()),
                List.of(thisYear()));
    }

    static XzufiFormular form() {
        return new XzufiFormular(
                id("Formular", "F1"),
                List.of(),
                List.of(new Text("de", "Anmeldung")),
                List.of(Link.of("de", "https://formulare.example/f.pdf", "PDF")),
                changed(),
                List.of(thisYear()));
    }
}
