package io.github.bayernkommunal.portalregistry;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One online service of a municipality: what citizens find in the portal and where the link leads.
 *
 * <p>Immutable. Two services with the same content are equal.
 *
 * @source XZuFi 2.2.0, Onlinedienst; the limits of length are our choice
 */
public final class OnlineService {

    /** Longest address in characters. */
    public static final int LONGEST_ADDRESS = 2000;

    /** Longest title in characters. */
    public static final int LONGEST_TITLE = 255;

    /** Longest description in characters. */
    public static final int LONGEST_DESCRIPTION = 20_000;

    private final String id;
    private final SortedSet<Leistungsschluessel> leistungen;
    private final SortedSet<Ars> areas;
    private final SortedMap<String, String> titles;
    private final SortedMap<String, String> descriptions;
    private final URI address;
    private final @Nullable TrustLevel trustLevel;
    private final boolean payment;

    private OnlineService(OnlineService from, SortedSet<Ars> sameAreas) {
        this.id = from.id;
        this.leistungen = from.leistungen;
        this.areas = sameAreas;
        this.titles = from.titles;
        this.descriptions = from.descriptions;
        this.address = from.address;
        this.trustLevel = from.trustLevel;
        this.payment = from.payment;
    }

    private OnlineService(Builder from, URI address) {
        this.id = from.id;
        this.leistungen = Collections.unmodifiableSortedSet(new TreeSet<>(from.leistungen));
        this.areas = Collections.unmodifiableSortedSet(new TreeSet<>(from.areas));
        this.titles = Collections.unmodifiableSortedMap(new TreeMap<>(from.titles));
        this.descriptions = Collections.unmodifiableSortedMap(new TreeMap<>(from.descriptions));
        this.address = address;
        this.trustLevel = from.trustLevel;
        this.payment = from.payment;
    }

    /**
     * Starts an online service.
     *
     * @param id the operator's own key of the service; stays the same for ever and is never used for another service: 1 to 100
     *     letters, digits, hyphens and underscores
     * @return a builder that still needs a service key, an area, a title and an address
     */
    public static Builder builder(String id) {
        return new Builder(id);
    }

    /**
     * A builder with this content, to make a changed copy.
     *
     * @return a new builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(id);
        copy.leistungen.addAll(leistungen);
        copy.areas.addAll(areas);
        copy.titles.putAll(titles);
        copy.descriptions.putAll(descriptions);
        copy.address = address;
        copy.trustLevel = trustLevel;
        copy.payment = payment;
        return copy;
    }

    /** The same service that shares the set with others: thousands of services are offered in the same thousands of areas. */
    OnlineService sharing(SortedSet<Ars> sameAreas) {
        return sameAreas == areas ? this : new OnlineService(this, sameAreas);
    }

    /**
     * The operator's own key of the service.
     *
     * @return the key
     */
    public String id() {
        return id;
    }

    /**
     * The administrative services that can be applied for here.
     *
     * @return at least one key, in order
     */
    public SortedSet<Leistungsschluessel> leistungen() {
        return leistungen;
    }

    /**
     * Where the service is offered.
     *
     * @return at least one area, in order
     */
    public SortedSet<Ars> areas() {
        return areas;
    }

    /**
     * The German title.
     *
     * @return 1 to 255 characters
     */
    public String title() {
        return Objects.requireNonNull(titles.get("de"));
    }

    /**
     * Titles by language, {@code de} and perhaps {@code en}.
     *
     * @return the titles
     */
    public SortedMap<String, String> titles() {
        return titles;
    }

    /**
     * Descriptions by language, {@code de} and perhaps {@code en}; HTML of the allowed elements or plain text.
     *
     * @return the descriptions, perhaps none
     */
    public SortedMap<String, String> descriptions() {
        return descriptions;
    }

    /**
     * Where the link in the portal leads.
     *
     * @return an https address
     */
    public URI address() {
        return address;
    }

    /**
     * The level of identification that the service asks for.
     *
     * @return the level, if it was stated
     */
    public Optional<TrustLevel> trustLevel() {
        return Optional.ofNullable(trustLevel);
    }

    /**
     * Whether a fee is paid within the service.
     *
     * @return true if it is
     */
    public boolean payment() {
        return payment;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OnlineService that && sameButAreas(that) && AreaSets.same(areas, that.areas);
    }

    /** Whether everything but the areas is the same. */
    boolean sameButAreas(OnlineService that) {
        return id.equals(that.id)
                && payment == that.payment
                && address.equals(that.address)
                && titles.equals(that.titles)
                && leistungen.equals(that.leistungen)
                && Objects.equals(trustLevel, that.trustLevel)
                && descriptions.equals(that.descriptions);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, address, titles, payment);
    }

    /** Key and German title. */
    @Override
    public String toString() {
        return id + " \"" + title() + "\"";
    }

    /**
     * Level of identification; values added to the code list later arrive unchanged.
     *
     * @param code two digits of the code list Vertrauensniveau
     * @source code list urn:xoev-de:fim:codeliste:vertrauensniveau; the meaning of the four constants is assumed
     */
    public record TrustLevel(String code) {
        /** Own statement, not verified. */
        public static final TrustLevel BASIC = new TrustLevel("10");
        /** Low. */
        public static final TrustLevel LOW = new TrustLevel("20");
        /** Substantial, for example a certificate of the tax administration. */
        public static final TrustLevel SUBSTANTIAL = new TrustLevel("30");
        /** High, for example the online ID card. */
        public static final TrustLevel HIGH = new TrustLevel("40");

        /** Checks that there are two digits. {@inheritDoc} */
        public TrustLevel {
            if (!code.matches("[0-9]{2}")) {
                throw new IllegalArgumentException("A trust level is a code of two digits, for example 30");
            }
        }
    }

    /** Collects what makes an online service; {@link #build()} names every problem at once. */
    public static final class Builder {

        private final String id;
        private final SortedSet<Leistungsschluessel> leistungen = new TreeSet<>();
        private final SortedSet<Ars> areas = new TreeSet<>();
        private final Map<String, String> titles = new TreeMap<>();
        private final Map<String, String> descriptions = new TreeMap<>();
        private @Nullable URI address;
        private @Nullable TrustLevel trustLevel;
        private boolean payment;

        private Builder(String id) {
            this.id = id;
        }

        /**
         * Adds an administrative service that can be applied for here.
         *
         * @param key its key; begins with 99
         * @return this builder
         */
        public Builder leistung(Leistungsschluessel key) {
            leistungen.add(key);
            return this;
        }

        /**
         * Adds an area where the service is offered.
         *
         * @param area a municipality, or an area for whose municipalities it holds
         * @return this builder
         */
        public Builder offeredIn(Ars area) {
            areas.add(area);
            return this;
        }

        /**
         * Adds several areas where the service is offered.
         *
         * @param more the areas
         * @return this builder
         */
        public Builder offeredIn(Collection<Ars> more) {
            areas.addAll(more);
            return this;
        }

        /**
         * Sets the German title.
         *
         * @param title 1 to 255 characters
         * @return this builder
         */
        public Builder title(String title) {
            return title(Locale.GERMAN, title);
        }

        /**
         * Sets the title in a language.
         *
         * @param language German or English; the portal accepts no other
         * @param title 1 to 255 characters
         * @return this builder
         */
        public Builder title(Locale language, String title) {
            titles.put(language.getLanguage(), title.strip());
            return this;
        }

        /**
         * Sets the German description.
         *
         * @param description plain text or HTML of the allowed elements, at most 20,000 characters
         * @return this builder
         */
        public Builder description(String description) {
            return description(Locale.GERMAN, description);
        }

        /**
         * Sets the description in a language.
         *
         * @param language German or English; the portal accepts no other
         * @param description plain text or HTML of the allowed elements, at most 20,000 characters
         * @return this builder
         */
        public Builder description(Locale language, String description) {
            descriptions.put(language.getLanguage(), description.strip());
            return this;
        }

        /**
         * Sets where the link in the portal leads.
         *
         * @param address an https address of at most 2000 characters
         * @return this builder
         */
        public Builder address(URI address) {
            this.address = address;
            return this;
        }

        /**
         * States the level of identification that the service asks for.
         *
         * @param level the level
         * @return this builder
         */
        public Builder trustLevel(TrustLevel level) {
            this.trustLevel = level;
            return this;
        }

        /**
         * States whether a fee is paid within the service.
         *
         * @param payment true if it is; default false
         * @return this builder
         */
        public Builder payment(boolean payment) {
            this.payment = payment;
            return this;
        }

        /**
         * Makes the service.
         *
         * @return the service
         * @throws IllegalArgumentException naming every missing or wrong part
         */
        public OnlineService build() {
            List<String> problems = new ArrayList<>();
            OnlineServiceRules.check(id, leistungen, areas, titles, descriptions, address, problems);
            if (!problems.isEmpty() || address == null) {
                throw new IllegalArgumentException("The online service has %d problem(s):\n- %s"
                        .formatted(problems.size(), String.join("\n- ", problems)));
            }
            return new OnlineService(this, address);
        }
    }
}
