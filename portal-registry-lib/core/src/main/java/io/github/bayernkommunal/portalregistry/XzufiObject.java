package io.github.bayernkommunal.portalregistry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One object of an XZuFi message: the union of versions 2.2.0 and 2.3.1.
 *
 * <p>Types and parts are named as in the standard, so that whoever knows it finds the way. A part that is absent is an empty text, an
 * empty list, {@link Code#NONE} or {@link Identifikator#NONE}; code lists are open, unknown codes arrive unchanged. Times keep their
 * written form.
 *
 * @source standard urn:xoev-de:fim:standard:xzufi; spellings that no public data shows are inferred, see docs/protocol.md
 */
public sealed interface XzufiObject
        permits XzufiLeistung,
                XzufiSpezialisierung,
                XzufiOrganisationseinheit,
                XzufiOnlinedienst,
                XzufiZustaendigkeit,
                XzufiFormular {

    /** Kinds of objects, with the word that a deletion uses. */
    enum Klasse {
        /** An administrative service. */
        LEISTUNG("Leistung"),
        /** An addition to an administrative service for an area. */
        SPEZIALISIERUNG("LeistungSpezialisierung"),
        /** An office. */
        ORGANISATIONSEINHEIT("Organisationseinheit"),
        /** An online service. */
        ONLINEDIENST("Onlinedienst"),
        /** Who is responsible for what where. */
        ZUSTAENDIGKEIT("Zustaendigkeit"),
        /** A form. */
        FORMULAR("Formular");

        private final String wort;

        Klasse(String wort) {
            this.wort = wort;
        }

        /**
         * The word that a deletion uses.
         *
         * @return for example {@code Leistung}
         */
        public String wort() {
            return wort;
        }

        /**
         * The kind that a word names.
         *
         * @param wort for example {@code Leistung}
         * @return the kind, unless it is unknown
         */
        public static Optional<Klasse> of(String wort) {
            for (Klasse klasse : values()) {
                if (klasse.wort.equals(wort)) {
                    return Optional.of(klasse);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The kind of the object.
     *
     * @return the kind
     */
    Klasse klasse();

    /**
     * The key of the object; unique only together with its agency.
     *
     * @return the key
     */
    Identifikator id();

    /**
     * A key. Two keys are the same when agency and value are the same.
     *
     * @param agency key of the editorial office ({@code schemeAgencyID}); empty if absent
     * @param scheme what it identifies, the attribute of schemes; empty if absent
     * @param wert the value
     * @param more further attributes by name
     */
    record Identifikator(String agency, String scheme, String wert, Map<String, String> more) {

        /** No key. */
        public static final Identifikator NONE = new Identifikator("", "", "", Map.of());

        /** Copies the attributes. {@inheritDoc} */
        public Identifikator {
            more = Map.copyOf(more);
        }

        /**
         * A key without further attributes.
         *
         * @param agency key of the editorial office; empty for none
         * @param scheme what it identifies; empty for none
         * @param wert the value
         * @return the key
         */
        public static Identifikator of(String agency, String scheme, String wert) {
            return new Identifikator(agency, scheme, wert, Map.of());
        }

        /**
         * Whether there is no key.
         *
         * @return true if the value is empty
         */
        public boolean isEmpty() {
            return wert.isEmpty();
        }

        /** Agency and value, for example {@code L100042:4711}. */
        @Override
        public String toString() {
            return agency + ":" + wert;
        }
    }

    /**
     * An entry of a code list.
     *
     * @param liste name of the list ({@code listURI}); empty if absent
     * @param version version of the list ({@code listVersionID}); empty if absent
     * @param code the code
     * @param name its name; empty if absent
     */
    record Code(String liste, String version, String code, String name) {

        /** No code. */
        public static final Code NONE = new Code("", "", "", "");

        /**
         * An entry without name.
         *
         * @param liste name of the list
         * @param version version of the list
         * @param code the code
         * @return the entry
         */
        public static Code of(String liste, String version, String code) {
            return new Code(liste, version, code, "");
        }

        /**
         * Whether there is no code.
         *
         * @return true if the code is empty
         */
        public boolean isEmpty() {
            return code.isEmpty();
        }
    }

    /**
     * A text in one language.
     *
     * @param sprache two letters ({@code languageCode})
     * @param wert the text; HTML in descriptions. It comes as it was written: never show it without {@link #html()}
     */
    record Text(String sprache, String wert) {

        /**
         * The text as HTML, reduced to an allow-list of elements, so that it can be written into a page as it is.
         *
         * @return safe HTML
         */
        public String html() {
            return io.github.bayernkommunal.portalregistry.internal.Html.safe(wert);
        }
    }

    /**
     * A link.
     *
     * @param sprache language of what it leads to; empty if absent
     * @param uri the address as written; never fetched by this library unasked
     * @param titel what it is called; empty if absent
     * @param beschreibung what to find there; empty if absent
     * @param position where to show it ({@code positionDarstellung}); empty if absent
     */
    record Link(String sprache, String uri, String titel, String beschreibung, String position) {

        /**
         * A link without a place of its own among others.
         *
         * @param sprache language of what it leads to; empty for none
         * @param uri the address
         * @param titel what it is called; empty for none
         * @return the link
         */
        public static Link of(String sprache, String uri, String titel) {
            return new Link(sprache, uri, titel, "", "");
        }
    }

    /**
     * A time in which something holds.
     *
     * @param beginn first moment; empty if open
     * @param ende last moment; empty if open
     * @param zusatz remarks
     */
    record Zeitraum(String beginn, String ende, List<Text> zusatz) {

        /** Copies the list. {@inheritDoc} */
        public Zeitraum {
            zusatz = List.copyOf(zusatz);
        }
    }

    /**
     * Who changed what when.
     *
     * @param erstelltDatumZeit when it was made; empty if absent
     * @param erstelltDurch by whom; empty if absent
     * @param geaendertDatumZeit when it was changed; empty if absent
     * @param geaendertDurch by whom; empty if absent
     * @param version number of the version; empty if absent
     */
    record Versionsinformation(
            String erstelltDatumZeit,
            String erstelltDurch,
            String geaendertDatumZeit,
            String geaendertDurch,
            String version) {

        /** Nothing known. */
        public static final Versionsinformation NONE = new Versionsinformation("", "", "", "", "");

        /**
         * Whether nothing is known.
         *
         * @return true if every part is empty
         */
        public boolean isEmpty() {
            return equals(NONE);
        }
    }

    /**
     * A language in which the object is available.
     *
     * @param languageCode two letters
     * @param deutsch name of the language in German; empty if absent
     * @param nativ name of the language in itself; empty if absent
     * @param maschinell whether it was translated by a machine: {@code true}, {@code false}, or empty before 2.3.1
     * @param version who changed it when
     * @param uebersetzung where a translation by a machine comes from; since 2.3.1
     */
    record Sprachversion(
            String languageCode,
            String deutsch,
            String nativ,
            String maschinell,
            Versionsinformation version,
            Uebersetzung uebersetzung) {

        /**
         * A language, and nothing else known.
         *
         * @param languageCode two letters
         * @param deutsch name of the language in German
         * @param nativ name of the language in itself
         * @return the language
         */
        public static Sprachversion of(String languageCode, String deutsch, String nativ) {
            return new Sprachversion(languageCode, deutsch, nativ, "", Versionsinformation.NONE, Uebersetzung.NONE);
        }
    }

    /**
     * Where a translation by a machine comes from.
     *
     * @param originalSprache language of the original, two letters; empty if there is no translation
     * @param originalID key of the original
     * @param uebersetztDurch what translated it; empty if absent
     * @source XZuFi 2.3.1, maschinelleUebersetzung
     */
    record Uebersetzung(String originalSprache, Identifikator originalID, String uebersetztDurch) {

        /** Not translated by a machine. */
        public static final Uebersetzung NONE = new Uebersetzung("", Identifikator.NONE, "");
    }

    /**
     * Whoever publishes the object.
     *
     * @param id key
     * @param idSekundaer further keys
     * @param bezeichnung names
     * @param kurzbezeichnung short names
     * @param beschreibung in words
     * @param standardZustaendigkeitsgebiet areas for which it is usually responsible
     */
    record Herausgeber(
            Identifikator id,
            List<Identifikator> idSekundaer,
            List<Text> bezeichnung,
            List<Text> kurzbezeichnung,
            List<Text> beschreibung,
            List<Gebiet> standardZustaendigkeitsgebiet) {

        /** Nobody. */
        public static final Herausgeber NONE = of(Identifikator.NONE, List.of());

        /** Copies the lists. {@inheritDoc} */
        public Herausgeber {
            idSekundaer = List.copyOf(idSekundaer);
            bezeichnung = List.copyOf(bezeichnung);
            kurzbezeichnung = List.copyOf(kurzbezeichnung);
            beschreibung = List.copyOf(beschreibung);
            standardZustaendigkeitsgebiet = List.copyOf(standardZustaendigkeitsgebiet);
        }

        /**
         * A publisher with key and names.
         *
         * @param id key
         * @param bezeichnung names
         * @return the publisher
         */
        public static Herausgeber of(Identifikator id, List<Text> bezeichnung) {
            return new Herausgeber(id, List.of(), bezeichnung, List.of(), List.of(), List.of());
        }
    }

    /**
     * An area.
     *
     * @param id key
     * @param idSekundaer further keys
     * @param typ key of the kind of area
     * @param typKlasse class of the kind of area
     * @param typBezeichnung names of the kind of area
     * @param uebergeordnetesGebietID areas above
     * @param untergeordnetesGebietID areas below
     * @param verwaltungspolitischeKodierung its keys in official directories
     * @param bezeichnung names
     * @param kurzbezeichnung short names
     * @param beschreibung in words
     * @param herausgeber whoever publishes it
     * @param versionsinformation who changed it when
     * @param gueltigkeit when it holds
     * @source XZuFi 2.2.0, Gebiet
     */
    record Gebiet(
            Identifikator id,
            List<Identifikator> idSekundaer,
            Identifikator typ,
            Code typKlasse,
            List<Text> typBezeichnung,
            List<Identifikator> uebergeordnetesGebietID,
            List<Identifikator> untergeordnetesGebietID,
            Kodierung verwaltungspolitischeKodierung,
            List<Text> bezeichnung,
            List<Text> kurzbezeichnung,
            List<Text> beschreibung,
            Herausgeber herausgeber,
            Versionsinformation versionsinformation,
            List<Zeitraum> gueltigkeit) {

        /** Copies the lists. {@inheritDoc} */
        public Gebiet {
            idSekundaer = List.copyOf(idSekundaer);
            typBezeichnung = List.copyOf(typBezeichnung);
            uebergeordnetesGebietID = List.copyOf(uebergeordnetesGebietID);
            untergeordnetesGebietID = List.copyOf(untergeordnetesGebietID);
            bezeichnung = List.copyOf(bezeichnung);
            kurzbezeichnung = List.copyOf(kurzbezeichnung);
            beschreibung = List.copyOf(beschreibung);
            gueltigkeit = List.copyOf(gueltigkeit);
        }
    }

    /**
     * The keys of a place in official directories ({@code verwaltungspolitischeKodierung}).
     *
     * @param kreis district
     * @param bezirk administrative region
     * @param bundesland state
     * @param gemeindeschluessel 8-digit key of the municipality
     * @param regionalschluessel 12-digit regional key
     * @param nation country
     * @param gemeindeverband association of municipalities
     */
    record Kodierung(
            Code kreis,
            Code bezirk,
            Code bundesland,
            Code gemeindeschluessel,
            Code regionalschluessel,
            Code nation,
            Code gemeindeverband) {

        /** No keys. */
        public static final Kodierung NONE =
                new Kodierung(Code.NONE, Code.NONE, Code.NONE, Code.NONE, Code.NONE, Code.NONE, Code.NONE);
    }
}
