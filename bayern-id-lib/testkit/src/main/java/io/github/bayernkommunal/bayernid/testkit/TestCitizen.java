package io.github.bayernkommunal.bayernid.testkit;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An invented person with an account, and the means by which the person logs in.
 *
 * <p>What reaches the application depends on the means: data from an ID card arrive in capitals, a declared account
 * delivers nothing that anybody checked, a login without account has no id and no mailbox.
 *
 * @source BundID interface description 10.2, chapters 5 and 6
 */
public final class TestCitizen {

    /** A means of identification as the service names it. */
    public enum Means {
        /** Online function of the German ID card, level 4. */
        EID("eID", 4),
        /** ELSTER certificate of a natural person, level 3. */
        ELSTER("Elster", 3),
        /** Bavarian Authega certificate, level 3. */
        AUTHEGA("Authega", 3),
        /** Means of another member state, level 2, 3 or 4; 3 unless {@link TestCitizen#atLevel} says otherwise. */
        EIDAS("eIDAS", 3),
        /** User name and password, level 1. */
        BENUTZERNAME("Benutzername", 1),
        /** Account of another federal service, level as that account says; 3 unless stated otherwise. */
        FINK("FINK", 3),
        /** Ukrainian Diia application, level 3. */
        DIIA("Diia", 3);

        private final String wireName;
        private final int usualLevel;

        Means(String wireName, int usualLevel) {
            this.wireName = wireName;
            this.usualLevel = usualLevel;
        }

        /**
         * The name in requests and in the attribute AssertionProvedBy.
         *
         * @return exact case
         */
        public String wireName() {
            return wireName;
        }

        int usualLevel() {
            return usualLevel;
        }
    }

    private final String key;
    private final Map<Datum, String> data;
    private final Set<Means> possible;
    private final Means means;
    private final int level;
    private final boolean temporary;

    private TestCitizen(
            String key, Map<Datum, String> data, Set<Means> possible, Means means, int level, boolean temporary) {
        this.key = key;
        this.data = data;
        this.possible = possible;
        this.means = means;
        this.level = level;
        this.temporary = temporary;
    }

    /**
     * Begins a person with no data and an ID card.
     *
     * @param key short name without blanks; the same key is the same account
     * @return a builder
     */
    public static Builder named(String key) {
        return new Builder(key);
    }

    /**
     * The people every simulator knows.
     *
     * @return about a dozen; the first has every attribute
     */
    public static List<TestCitizen> catalogue() {
        return TestPeople.all();
    }

    /**
     * One of {@link #catalogue()}.
     *
     * @param key for example {@code anna}
     * @return the person
     * @throws IllegalArgumentException if nobody has that key
     */
    public static TestCitizen of(String key) {
        return catalogue().stream()
                .filter(citizen -> citizen.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The catalogue has no '%s'; it has %s"
                        .formatted(
                                key, catalogue().stream().map(TestCitizen::key).toList())));
    }

    /**
     * The same person with another means, at that means' usual level.
     *
     * @param other any means, also one the person is not listed with
     * @return a copy
     */
    public TestCitizen using(Means other) {
        return new TestCitizen(key, data, possible, other, other.usualLevel(), false);
    }

    /**
     * The same person and means at another level; that is how an application meets a level it does not accept.
     *
     * @param other 1 to 4
     * @return a copy
     */
    public TestCitizen atLevel(int other) {
        if (other < 1 || other > 4) {
            throw new IllegalArgumentException("A level is 1, 2, 3 or 4; got " + other);
        }
        return new TestCitizen(key, data, possible, means, other, temporary);
    }

    /**
     * The same person without an account: neither service-specific id nor mailbox.
     *
     * @return a copy
     * @throws IllegalStateException with user name and password or Diia, which always mean an account
     */
    public TestCitizen withoutAccount() {
        if (means == Means.BENUTZERNAME || means == Means.DIIA) {
            throw new IllegalStateException(means.wireName() + " always logs in to an account");
        }
        return new TestCitizen(key, data, possible, means, level, true);
    }

    /**
     * Short name of the person.
     *
     * @return unique in the catalogue
     */
    public String key() {
        return key;
    }

    /**
     * How the person logs in.
     *
     * @return the means
     */
    public Means means() {
        return means;
    }

    /**
     * What the person could log in with.
     *
     * @return at least one
     */
    public Set<Means> possibleMeans() {
        return possible;
    }

    /**
     * Level of trust of the login.
     *
     * @return 1 to 4
     */
    public int level() {
        return level;
    }

    /**
     * Whether the login has no account.
     *
     * @return true if neither id nor mailbox will be delivered
     */
    public boolean isTemporary() {
        return temporary;
    }

    /**
     * Address of the person's mailbox, the same for every service.
     *
     * @return a UUID, or empty for a login without account and for FINK
     */
    public Optional<String> postboxHandle() {
        return temporary || means == Means.FINK
                ? Optional.empty()
                : Optional.of(data.getOrDefault(
                        Datum.POSTBOX_HANDLE,
                        UUID.nameUUIDFromBytes(("mailbox of " + key).getBytes(StandardCharsets.UTF_8))
                                .toString()));
    }

    /**
     * A personal attribute exactly as this means delivers it.
     *
     * @param name friendly name such as {@code surname}, or {@code urn:oid:…}
     * @return the text, or empty if this means does not deliver it
     */
    public Optional<String> value(String name) {
        return Optional.ofNullable(delivered().get(Datum.of(name)));
    }

    /** Everything that is known about the person. */
    Map<Datum, String> known() {
        return data;
    }

    /** Everything personal that this means delivers. */
    Map<Datum, String> delivered() {
        Map<Datum, String> result = new EnumMap<>(Datum.class);
        data.forEach((datum, value) -> {
            if (delivers(datum)) {
                // What comes from the chip is stored there in capitals, with ẞ for ß.
                boolean capitals = means == Means.EID && CAPITALS.contains(datum);
                result.put(datum, capitals ? value.replace("ß", "ẞ").toUpperCase(Locale.ROOT) : value);
            }
        });
        return result;
    }

    private static final Set<Datum> CAPITALS = EnumSet.of(
            Datum.GIVEN_NAME,
            Datum.SURNAME,
            Datum.BIRTH_NAME,
            Datum.PLACE_OF_BIRTH,
            Datum.PERSONAL_TITLE,
            Datum.ARTISTIC_NAME,
            Datum.POSTAL_ADDRESS,
            Datum.LOCALITY_NAME);

    private boolean delivers(Datum datum) {
        return switch (datum.kind()) {
            case IDENTITY -> means != Means.BENUTZERNAME || !datum.equals(Datum.PERSONAL_TITLE);
            case EID_CARD -> means == Means.EID;
            case EIDAS -> means == Means.EIDAS;
            case ACCOUNT, DECLARED -> !temporary;
            case TECHNICAL, RETIRED -> false;
        };
    }

    /** What a person at the simulator's page reads. */
    String displayName() {
        String name = (data.getOrDefault(Datum.GIVEN_NAME, "") + " " + data.getOrDefault(Datum.SURNAME, "")).trim();
        return name.isEmpty() ? key : name;
    }

    /**
     * The key only: never personal data, although they are invented.
     *
     * @return for example {@code anna by eID at level 4}
     */
    @Override
    public String toString() {
        return "%s by %s at level %d%s".formatted(key, means.wireName(), level, temporary ? " without account" : "");
    }

    /** Collects what is known about an invented person. */
    public static final class Builder {

        private final String key;
        private final Map<Datum, String> data = new EnumMap<>(Datum.class);
        private final Set<Means> means = EnumSet.noneOf(Means.class);

        private Builder(String key) {
            if (!key.matches("[a-z0-9-]{1,40}")) {
                throw new IllegalArgumentException(
                        "The key of a person has 1 to 40 characters of a-z, 0-9 and -; got '%s'".formatted(key));
            }
            this.key = key;
        }

        /**
         * First and family name.
         *
         * @param givenName may be empty: some people have one name only
         * @param surname may be empty
         * @return this
         */
        public Builder name(String givenName, String surname) {
            return with("givenName", givenName).with("surname", surname);
        }

        /**
         * Date of birth.
         *
         * @param date {@code YYYY-MM-DD}, or shorter where month or day are unknown
         * @return this
         */
        public Builder born(String date) {
            return with("birthdate", date);
        }

        /**
         * Postal address in Germany.
         *
         * @param street with house number
         * @param postalCode five digits
         * @param town name
         * @return this
         */
        public Builder address(String street, String postalCode, String town) {
            return with("postalAddress", street)
                    .with("postalCode", postalCode)
                    .with("localityName", town)
                    .with("country", "DE");
        }

        /**
         * Any attribute of the interface description.
         *
         * @param name friendly name such as {@code birthName}, or {@code urn:oid:…}
         * @param value exact text; empty removes the attribute
         * @return this
         */
        public Builder with(String name, String value) {
            if (value.isEmpty()) {
                data.remove(Datum.of(name));
            } else {
                data.put(Datum.of(name), value);
            }
            return this;
        }

        /**
         * What the person can log in with; the first is used until {@link TestCitizen#using} says otherwise.
         *
         * @param first preferred
         * @param others further ones
         * @return this
         */
        public Builder means(Means first, Means... others) {
            means.clear();
            means.add(first);
            means.addAll(List.of(others));
            preferred = first;
            return this;
        }

        private Means preferred = Means.EID;

        /**
         * The finished person.
         *
         * @return immutable
         */
        public TestCitizen build() {
            if (means.isEmpty()) {
                means.add(preferred);
            }
            return new TestCitizen(
                    key,
                    new EnumMap<>(data),
                    java.util.Collections.unmodifiableSet(EnumSet.copyOf(means)),
                    preferred,
                    preferred.usualLevel(),
                    false);
        }
    }
}
