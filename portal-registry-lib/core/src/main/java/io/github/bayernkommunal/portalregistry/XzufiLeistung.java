package io.github.bayernkommunal.portalregistry;

import java.util.List;
import java.util.Optional;

/**
 * An administrative service with its texts.
 *
 * @param id key
 * @param idSekundaer further keys
 * @param struktur place in the catalogue
 * @param referenzLeiKa catalogue keys of 14 digits; {@code referenzLeistungsschluessel} since 2.3.1
 * @param modulText texts of the standard's types
 * @param modulTextIndividuell texts of own types
 * @param module the other modules
 * @param einordnung classification
 * @param leistungImKontextID services that are offered together with it
 * @param prozessID processes
 * @param herausgeber whoever publishes it
 * @param gueltigkeitGebietID where it holds
 * @param versionsinformation who changed it when
 * @param sprachversion languages
 * @param gueltigkeit when it holds
 * @source XZuFi 2.2.0 and 2.3.1, Leistung
 */
public record XzufiLeistung(
        Identifikator id,
        List<Identifikator> idSekundaer,
        Struktur struktur,
        List<Code> referenzLeiKa,
        List<TextModul> modulText,
        List<TextModul> modulTextIndividuell,
        XzufiModule module,
        Einordnung einordnung,
        List<Identifikator> leistungImKontextID,
        List<Identifikator> prozessID,
        Herausgeber herausgeber,
        List<Identifikator> gueltigkeitGebietID,
        Versionsinformation versionsinformation,
        List<Sprachversion> sprachversion,
        List<Zeitraum> gueltigkeit)
        implements XzufiObject {

    /** Code list of the types of texts. */
    public static final String TEXTMODULE = "urn:de:xzufi:codeliste:leistungstextmodulleika";

    /** Type of the text that is the official name. */
    public static final String BEZEICHNUNG = "02";

    /** Type of the text that is the name for citizens. */
    public static final String BEZEICHNUNG_II = "03";

    /** Copies the lists. {@inheritDoc} */
    public XzufiLeistung {
        idSekundaer = List.copyOf(idSekundaer);
        referenzLeiKa = List.copyOf(referenzLeiKa);
        modulText = List.copyOf(modulText);
        modulTextIndividuell = List.copyOf(modulTextIndividuell);
        leistungImKontextID = List.copyOf(leistungImKontextID);
        prozessID = List.copyOf(prozessID);
        gueltigkeitGebietID = List.copyOf(gueltigkeitGebietID);
        sprachversion = List.copyOf(sprachversion);
        gueltigkeit = List.copyOf(gueltigkeit);
    }

    /**
     * A service with key, catalogue keys and texts, and nothing else.
     *
     * @param id key
     * @param keys catalogue keys
     * @param texts texts
     * @return the service
     */
    public static XzufiLeistung of(Identifikator id, List<Leistungsschluessel> keys, List<TextModul> texts) {
        return new XzufiLeistung(
                id,
                List.of(),
                Struktur.NONE,
                keys.stream()
                        .map(key -> Code.of("urn:de:fim:leika:leistung", "1", key.value()))
                        .toList(),
                texts,
                List.of(),
                XzufiModule.NONE,
                Einordnung.NONE,
                List.of(),
                List.of(),
                Herausgeber.NONE,
                List.of(),
                Versionsinformation.NONE,
                List.of(),
                List.of());
    }

    /**
     * Place in the catalogue.
     *
     * @param typ type as written in {@code xsi:type}; empty if absent
     * @param leistungsgruppierung group
     * @param leistungsobjektID object
     * @param verrichtung kind of act
     * @param verrichtungsdetail detail of the act
     */
    public record Struktur(
            String typ,
            Code leistungsgruppierung,
            Identifikator leistungsobjektID,
            Code verrichtung,
            List<Text> verrichtungsdetail) {

        /** Not placed. */
        public static final Struktur NONE = new Struktur("", Code.NONE, Identifikator.NONE, Code.NONE, List.of());

        /** Copies the list. {@inheritDoc} */
        public Struktur {
            verrichtungsdetail = List.copyOf(verrichtungsdetail);
        }
    }

    /**
     * A text of one type, in all languages.
     *
     * @param position where to show it; empty if absent
     * @param typ type, for example 02 for the official name
     * @param abweichendeBezeichnung other headings
     * @param inhalt the text, HTML
     * @param link links
     * @param id key of the text itself; {@link XzufiObject.Identifikator#NONE} if it has none
     * @param idSekundaer further keys
     * @param gueltigkeit when it holds
     */
    public record TextModul(
            String position,
            Code typ,
            List<Text> abweichendeBezeichnung,
            List<Text> inhalt,
            List<Link> link,
            Identifikator id,
            List<Identifikator> idSekundaer,
            List<Zeitraum> gueltigkeit) {

        /**
         * A text of one type.
         *
         * @param typ type, for example 02 for the official name
         * @param inhalt the text in its languages
         * @return the module
         */
        public static TextModul of(Code typ, List<Text> inhalt) {
            return new TextModul("", typ, List.of(), inhalt, List.of(), Identifikator.NONE, List.of(), List.of());
        }

        /** Copies the lists. {@inheritDoc} */
        public TextModul {
            idSekundaer = List.copyOf(idSekundaer);
            gueltigkeit = List.copyOf(gueltigkeit);
            abweichendeBezeichnung = List.copyOf(abweichendeBezeichnung);
            inhalt = List.copyOf(inhalt);
            link = List.copyOf(link);
        }
    }

    /**
     * Classification.
     *
     * @param typisierung who regulates and who executes
     * @param vertrauensniveau level of identification
     * @param leistungsadressat 001 citizens, 002 business, 003 administration
     * @param schriftform whether a written form is required: {@code true}, {@code false} or empty
     * @param kategorie categories
     * @param klassifizierung further codes, for example circumstances of life
     * @param informationsbereichSDG areas of the Single Digital Gateway, 7 digits
     * @param kennzeichenEA whether the single contact point handles it; several codes since 2.3.1
     * @param wirtschaftszweig lines of business
     * @param rechtsform legal forms
     * @param staatsangehoerigkeit nationalities
     * @param statusKatalog status in the catalogue; since 2.3.1
     * @param statusBibliothek status in the library, 5 and 6 count as approved; since 2.3.1
     * @param detailstufe how detailed the description is, 101 to 105; since 2.3.1
     * @param bezugsortTyp which place decides who is responsible, 001 to 005 or words; since 2.3.1
     * @param persoenlich whether people must come in person: {@code true}, {@code false} or empty; since 2.3.1
     * @param formlos whether no form is needed: {@code true}, {@code false} or empty; since 2.3.1
     * @param informationsbereichSDG2 areas of the second level of the Single Digital Gateway, 4 digits; since 2.3.1
     * @param staatengruppe groups of states, 01 to 04; since 2.3.1
     */
    public record Einordnung(
            List<Code> typisierung,
            Code vertrauensniveau,
            List<Code> leistungsadressat,
            String schriftform,
            List<Kategorie> kategorie,
            List<Code> klassifizierung,
            List<Code> informationsbereichSDG,
            List<String> kennzeichenEA,
            List<Wirtschaftszweig> wirtschaftszweig,
            List<Code> rechtsform,
            List<Code> staatsangehoerigkeit,
            Code statusKatalog,
            Code statusBibliothek,
            Code detailstufe,
            Code bezugsortTyp,
            String persoenlich,
            String formlos,
            List<Code> informationsbereichSDG2,
            List<Code> staatengruppe) {

        /** Not classified. */
        public static final Einordnung NONE = new Einordnung(
                List.of(), Code.NONE, List.of(), "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), Code.NONE, Code.NONE, Code.NONE, Code.NONE, "", "", List.of(), List.of());

        /** Copies the lists. {@inheritDoc} */
        public Einordnung {
            typisierung = List.copyOf(typisierung);
            leistungsadressat = List.copyOf(leistungsadressat);
            kategorie = List.copyOf(kategorie);
            klassifizierung = List.copyOf(klassifizierung);
            informationsbereichSDG = List.copyOf(informationsbereichSDG);
            kennzeichenEA = List.copyOf(kennzeichenEA);
            wirtschaftszweig = List.copyOf(wirtschaftszweig);
            rechtsform = List.copyOf(rechtsform);
            staatsangehoerigkeit = List.copyOf(staatsangehoerigkeit);
            informationsbereichSDG2 = List.copyOf(informationsbereichSDG2);
            staatengruppe = List.copyOf(staatengruppe);
        }
    }

    /**
     * A line of business.
     *
     * @param code its code
     * @param spezifischeID keys of special lines within
     */
    public record Wirtschaftszweig(Code code, List<Identifikator> spezifischeID) {

        /** Copies the list. {@inheritDoc} */
        public Wirtschaftszweig {
            spezifischeID = List.copyOf(spezifischeID);
        }
    }

    /**
     * A category.
     *
     * @param id key
     * @param idSekundaer further keys
     * @param uebergeordneteKategorieID the category above; {@link XzufiObject.Identifikator#NONE} if absent
     * @param untergeordneteKategorieID the categories below
     * @param bezeichnung names
     * @param beschreibung in words
     * @param klasse key of the system of categories
     * @param klasseBezeichnung names of the system of categories
     * @param klasseTyp kind of the system of categories, 001 to 004; since 2.3.1
     * @param piktogrammID its picture; since 2.3.1
     */
    public record Kategorie(
            Identifikator id,
            List<Identifikator> idSekundaer,
            Identifikator uebergeordneteKategorieID,
            List<Identifikator> untergeordneteKategorieID,
            List<Text> bezeichnung,
            List<Text> beschreibung,
            Identifikator klasse,
            List<Text> klasseBezeichnung,
            Code klasseTyp,
            Identifikator piktogrammID) {

        /** Copies the lists. {@inheritDoc} */
        public Kategorie {
            idSekundaer = List.copyOf(idSekundaer);
            untergeordneteKategorieID = List.copyOf(untergeordneteKategorieID);
            beschreibung = List.copyOf(beschreibung);
            bezeichnung = List.copyOf(bezeichnung);
            klasseBezeichnung = List.copyOf(klasseBezeichnung);
        }
    }

    /** {@link XzufiObject.Klasse#LEISTUNG}. */
    @Override
    public Klasse klasse() {
        return Klasse.LEISTUNG;
    }

    /**
     * The first text of a type, in a language or else in German.
     *
     * @param typ type, for example 02 for the official name
     * @param sprache two letters
     * @return the text, if there is one
     */
    public Optional<Text> text(String typ, String sprache) {
        List<Text> found = modulText.stream()
                .filter(modul -> modul.typ().code().equals(typ))
                .flatMap(modul -> modul.inhalt().stream())
                .toList();
        return found.stream()
                .filter(text -> text.sprache().equals(sprache))
                .findFirst()
                .or(() -> found.stream()
                        .filter(text -> text.sprache().equals("de"))
                        .findFirst());
    }
}
