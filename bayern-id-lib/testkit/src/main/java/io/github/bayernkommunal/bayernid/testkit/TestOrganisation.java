package io.github.bayernkommunal.bayernid.testkit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An invented company or body with an account of Mein Unternehmenskonto.
 *
 * @source public configurations of users of Mein Unternehmenskonto (attribute names and shapes)
 */
public final class TestOrganisation {

    private final String key;
    private final Map<String, String> texts;
    private final Map<String, Map<String, String>> structures;

    private TestOrganisation(String key, Map<String, String> texts, Map<String, Map<String, String>> structures) {
        this.key = key;
        this.texts = texts;
        this.structures = structures;
    }

    /**
     * Begins an organisation that was identified substantially and logs in substantially.
     *
     * @param key short name of a-z, 0-9 and -; the same key is the same account
     * @param name {@code Firmenname}
     * @return a builder
     */
    public static Builder named(String key, String name) {
        return new Builder(key, name);
    }

    /**
     * The organisations every simulator knows.
     *
     * @return a limited company, an association and a sole trader
     */
    public static List<TestOrganisation> catalogue() {
        return List.of(
                named("muster-gmbh", "Muster & Söhne Bau GmbH")
                        .with("PersTyp", "NNatPers")
                        .with("Rechtsform", "350")
                        .with("RechtsformText", "Gesellschaft mit beschränkter Haftung")
                        .with("Taetigkeit", "412")
                        .with("TaetigkeitText", "Bau von Gebäuden")
                        .with("Registernummer", "12345")
                        .with("Registerart", "HRB")
                        .with("Registergericht", "Musterstadt")
                        .with("OrganizationEmail", "bau@muster.example")
                        .with("umsatzsteuerId", "DE999999999")
                        .address("Inland", "Gewerbering", "5 b", "99901", "Musterstadt", "DE")
                        .actingPerson("Erika", "Muster", "1970-04-01")
                        .build(),
                named("tsv-neudorf", "TSV 1899 Neudorf e. V.")
                        .with("PersTyp", "NNatPers")
                        .with("Rechtsform", "710")
                        .with("RechtsformText", "Eingetragener Verein")
                        .with("Registernummer", "77")
                        .with("Registerart", "VR")
                        .with("Registergericht", "Neudorf")
                        .address("Inland", "Am Sportplatz", "1", "99902", "Neudorf", "DE")
                        .actingPerson("Bernd", "Probst", "1961-02-28")
                        .build(),
                named("friseurin", "Haarstudio Łucja")
                        .with("PersTyp", "NatPers")
                        .with("DatenkranzTyp", "IdNr")
                        .with("Vorname", "Łucja")
                        .with("Name", "Ślązak")
                        .with("Geburtsdatum", "24.12.1985")
                        .address("AUSLAND", "ulica Długa", "3", "", "Kraków", "PL")
                        .build());
    }

    /**
     * One of {@link #catalogue()}.
     *
     * @param key for example {@code muster-gmbh}
     * @return the organisation
     * @throws IllegalArgumentException if none has that key
     */
    public static TestOrganisation of(String key) {
        return catalogue().stream()
                .filter(organisation -> organisation.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The catalogue has no organisation '" + key + "'"));
    }

    /**
     * A copy with one other value; empty removes it. That is how an application meets a test account
     * ({@code IstTestkonto}) or a level it does not accept.
     *
     * @param name attribute name
     * @param value exact text
     * @return a copy
     */
    public TestOrganisation with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(texts);
        if (value.isEmpty()) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new TestOrganisation(key, Collections.unmodifiableMap(changed), structures);
    }

    /**
     * Short name of the organisation.
     *
     * @return unique in the catalogue
     */
    public String key() {
        return key;
    }

    /**
     * Simple attributes, without the pseudonym, which depends on the service.
     *
     * @return name to text
     */
    public Map<String, String> texts() {
        return texts;
    }

    /**
     * Attributes with parts, such as {@code Unternehmensanschrift}.
     *
     * @return attribute name to its parts, in order
     */
    public Map<String, Map<String, String>> structures() {
        return structures;
    }

    /**
     * The key only.
     *
     * @return the short name
     */
    @Override
    public String toString() {
        return key;
    }

    /** Collects what is known about an organisation. */
    public static final class Builder {

        private final String key;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final Map<String, Map<String, String>> structures = new LinkedHashMap<>();

        private Builder(String key, String name) {
            if (!key.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException(
                        "The key of an organisation has 1 to 40 characters of a-z, 0-9 and -; got '%s'".formatted(key));
            }
            this.key = key;
            texts.put("ElsterVertrauensniveauIdentifizierung", "substanziell");
            texts.put("ElsterVertrauensniveauAuthentifizierung", "substanziell");
            texts.put("IstTestkonto", "false");
            texts.put("DatenkranzTyp", "StNr");
            texts.put("Firmenname", name);
        }

        /**
         * A simple attribute.
         *
         * @param name attribute name, such as {@code Rechtsform}
         * @param value exact text
         * @return this
         */
        public Builder with(String name, String value) {
            texts.put(name, value);
            return this;
        }

        /**
         * {@code Unternehmensanschrift}.
         *
         * @param type {@code Inland} or {@code Ausland}, in any case
         * @param street name
         * @param number house number
         * @param postalCode may be empty abroad
         * @param town name
         * @param country two letters
         * @return this
         */
        public Builder address(
                String type, String street, String number, String postalCode, String town, String country) {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("Typ", type);
            parts.put("Strasse", street);
            parts.put("Hausnummer", number);
            if (!postalCode.isEmpty()) {
                parts.put("PLZ", postalCode);
            }
            parts.put("Ort", town);
            parts.put("Land", country);
            structures.put("Unternehmensanschrift", Collections.unmodifiableMap(parts));
            return this;
        }

        /**
         * {@code HandelndePerson}.
         *
         * @param givenName first name
         * @param surname family name
         * @param born date of birth as text
         * @return this
         */
        public Builder actingPerson(String givenName, String surname, String born) {
            Map<String, String> parts = new LinkedHashMap<>();
            parts.put("Vorname", givenName);
            parts.put("Nachname", surname);
            parts.put("Geburtsdatum", born);
            structures.put("HandelndePerson", Collections.unmodifiableMap(parts));
            return this;
        }

        /**
         * The finished organisation.
         *
         * @return immutable
         */
        public TestOrganisation build() {
            return new TestOrganisation(
                    key,
                    Collections.unmodifiableMap(new LinkedHashMap<>(texts)),
                    Collections.unmodifiableMap(new LinkedHashMap<>(structures)));
        }
    }
}
