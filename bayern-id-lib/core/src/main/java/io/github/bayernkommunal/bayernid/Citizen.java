package io.github.bayernkommunal.bayernid;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The person who logged in, as the identity provider vouches for them.
 *
 * <p>Every piece of data may be absent, whatever was requested: it depends on the means of identification. Texts are
 * exactly as they came. {@code toString} shows no personal data.
 *
 * @source interface description of the Nutzerkonto 10.2, section 6
 */
public final class Citizen {

    /**
     * One value with its rating.
     *
     * @param text the text as it came
     * @param rating how surely this one value is true; empty when the service did not rate it. It may be lower than the
     *     login's level.
     */
    public record Value(String text, Optional<TrustLevel> rating) {
        @Override
        public String toString() {
            return "Value[***, rating=" + rating.map(TrustLevel::name).orElse("none") + "]";
        }
    }

    /**
     * A postal address; each part may be absent.
     *
     * @param street street with house number, in one text
     * @param postalCode postal code
     * @param town town
     * @param country ISO 3166-1 alpha-2
     */
    public record Address(
            Optional<String> street, Optional<String> postalCode, Optional<String> town, Optional<String> country) {
        @Override
        public String toString() {
            return "Address[***]";
        }
    }

    /** Form of address, ISO 5218. */
    public enum Gender {
        /** Code 0. */
        UNKNOWN,
        /** Code 1. */
        MALE,
        /** Code 2. */
        FEMALE,
        /** Code 9: not stated or not applicable. */
        NOT_STATED
    }

    private final TrustLevel trustLevel;
    private final Map<String, List<Value>> values;

    private Citizen(TrustLevel trustLevel, Map<String, List<Value>> values) {
        this.trustLevel = trustLevel;
        this.values = values;
    }

    /**
     * A person made of values, for an application's own tests.
     *
     * @param trustLevel level of the login
     * @param values attribute to text
     * @return a person with these values, none of them rated
     */
    public static Citizen of(TrustLevel trustLevel, Map<Attribute, String> values) {
        Map<String, List<Value>> copy = new LinkedHashMap<>();
        values.forEach((attribute, text) -> copy.put(attribute.name(), List.of(new Value(text, Optional.empty()))));
        return new Citizen(trustLevel, java.util.Collections.unmodifiableMap(copy));
    }

    static Citizen ofValues(TrustLevel trustLevel, Map<String, List<Value>> values) {
        return new Citizen(trustLevel, java.util.Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    /** {@return level that this login reached; at least the demanded one} */
    public TrustLevel trustLevel() {
        return trustLevel;
    }

    /** {@return stable pseudonym of the person at this service provider; absent for a temporary login} */
    public Optional<CitizenId> id() {
        return value(Attribute.CITIZEN_ID).map(CitizenId::of);
    }

    /** {@return handle of the mailbox for later messages; absent for temporary logins and for accounts of other states} */
    public Optional<String> postboxHandle() {
        return value(Attribute.POSTBOX_HANDLE);
    }

    /** {@return means of identification that was used} */
    public Optional<AuthenticationMethod> method() {
        return value(Attribute.PROVED_BY)
                .filter(text -> text.matches("[A-Za-z_][A-Za-z0-9_.-]{0,63}"))
                .map(AuthenticationMethod::of);
    }

    /** {@return first name or names; with the eID in capitals} */
    public Optional<String> givenName() {
        return value(Attribute.GIVEN_NAME);
    }

    /** {@return family name} */
    public Optional<String> surname() {
        return value(Attribute.SURNAME);
    }

    /** {@return doctoral or academic title} */
    public Optional<String> title() {
        return value(Attribute.TITLE);
    }

    /** {@return name at birth} */
    public Optional<String> birthName() {
        return value(Attribute.BIRTH_NAME);
    }

    /** {@return stage or religious name} */
    public Optional<String> artisticName() {
        return value(Attribute.ARTISTIC_NAME);
    }

    /** {@return date of birth; day or month may be unknown} */
    public Optional<PartialDate> birthDate() {
        return value(Attribute.BIRTH_DATE).map(PartialDate::of);
    }

    /** {@return place of birth} */
    public Optional<String> placeOfBirth() {
        return value(Attribute.PLACE_OF_BIRTH);
    }

    /** {@return postal address; present when at least one part of it is} */
    public Optional<Address> address() {
        Address address =
                new Address(value(Attribute.STREET), value(Attribute.POSTAL_CODE), value(Attribute.TOWN), country());
        boolean empty = address.street().isEmpty()
                && address.postalCode().isEmpty()
                && address.town().isEmpty()
                && address.country().isEmpty();
        return empty ? Optional.empty() : Optional.of(address);
    }

    // The eID says D; the service turns it into DE, older data may not have been turned.
    private Optional<String> country() {
        return value(Attribute.COUNTRY).map(text -> text.equals("D") ? "DE" : text);
    }

    /** {@return form of address; a code outside ISO 5218 counts as unknown} */
    public Optional<Gender> gender() {
        return value(Attribute.GENDER).map(code -> switch (code) {
            case "1" -> Gender.MALE;
            case "2" -> Gender.FEMALE;
            case "9" -> Gender.NOT_STATED;
            default -> Gender.UNKNOWN;
        });
    }

    /** {@return nationality as an ICAO code, Germany is {@code D}; absent on identity cards issued before November 2019} */
    public Optional<String> nationality() {
        return value(Attribute.NATIONALITY);
    }

    /** {@return kind of the eID document; {@code ID} is the German identity card} */
    public Optional<String> documentType() {
        return value(Attribute.DOCUMENT_TYPE);
    }

    /** {@return e-mail address of the account; not verified by the means of identification} */
    public Optional<String> email() {
        return value(Attribute.EMAIL);
    }

    /** {@return De-Mail address} */
    public Optional<String> deMail() {
        return value(Attribute.DE_MAIL);
    }

    /** {@return telephone number in international notation} */
    public Optional<String> telephone() {
        return value(Attribute.TELEPHONE);
    }

    /** {@return member state that vouches for an eIDAS login, ISO 3166-1 alpha-2} */
    public Optional<String> eidasCountry() {
        return value(Attribute.EIDAS_COUNTRY);
    }

    /** {@return official key of the place of residence} */
    public Optional<String> communityId() {
        return value(Attribute.COMMUNITY_ID);
    }

    /** {@return id that groups messages and status updates of one application} */
    public Optional<String> applicationId() {
        return value(Attribute.APPLICATION_ID);
    }

    /** {@return pseudonym of a temporary login; means something only together with {@link #method()}, new with a new card} */
    public Optional<String> pseudonym() {
        return value(Attribute.PSEUDONYM);
    }

    /** {@return whether a second factor was used, as far as the service says so} */
    public Optional<Boolean> secondFactor() {
        return value(Attribute.SECOND_FACTOR).flatMap(text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** {@return whether nothing lasting identifies the person: no account, so no id and no mailbox} Ask for another login later. */
    public boolean isTemporary() {
        return id().isEmpty() && postboxHandle().isEmpty();
    }

    /** {@return whether an account of another German state answered; its data vary, and it has no mailbox here} */
    public boolean isFromAnotherState() {
        return method().filter(AuthenticationMethod.FINK::equals).isPresent();
    }

    /**
     * The text of an attribute; blank counts as absent.
     *
     * @param attribute which one
     * @return the text as it came
     */
    public Optional<String> value(Attribute attribute) {
        return rated(attribute).map(Value::text);
    }

    /**
     * The text of an attribute with its rating.
     *
     * @param attribute which one
     * @return the text as it came, and how sure it is
     */
    public Optional<Value> rated(Attribute attribute) {
        List<Value> found = values.getOrDefault(attribute.name(), List.of());
        return found.stream().findFirst().filter(value -> !value.text().isBlank());
    }

    /**
     * All values of an attribute, also of one that the catalogue does not know.
     *
     * @param attribute which one
     * @return unmodifiable, empty when nothing came
     */
    public List<Value> values(Attribute attribute) {
        return values.getOrDefault(attribute.name(), List.of());
    }

    /**
     * All values under a name that is no object identifier, for example {@code HandelndePerson/Vorname} of Mein
     * Unternehmenskonto.
     *
     * @param name name on the wire; parts of a value follow after a slash
     * @return unmodifiable, empty when nothing came
     */
    public List<Value> valuesNamed(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** {@return names on the wire of everything that came, in the order it came; not necessarily object identifiers} */
    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public String toString() {
        return "Citizen[level=" + trustLevel + ", attributes=" + values.size() + "]";
    }
}
