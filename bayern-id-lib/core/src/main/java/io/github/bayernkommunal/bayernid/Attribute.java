package io.github.bayernkommunal.bayernid;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One piece of data that can be asked for and may come back; the constants are the catalogue of the service.
 *
 * <p>Only the object identifier counts: two attributes are equal when it is the same. Which attributes arrive depends on
 * the means of identification, so every one of them may be absent.
 *
 * @source interface description of the Nutzerkonto 10.2, sections 6.1 and 6.2
 */
public final class Attribute {

    private static final Pattern NAME = Pattern.compile("urn:oid:[0-2](\\.(0|[1-9][0-9]*))+");

    /** First name or names; may be absent even with the eID ({@code givenName}). */
    public static final Attribute GIVEN_NAME =
            new Attribute("urn:oid:2.5.4.42", "givenName", "First name or names; may be absent even with the eID");

    /** Family name ({@code surname}). */
    public static final Attribute SURNAME = new Attribute("urn:oid:2.5.4.4", "surname", "Family name");

    /** E-mail address of the account ({@code mail}). */
    public static final Attribute EMAIL =
            new Attribute("urn:oid:0.9.2342.19200300.100.1.3", "mail", "E-mail address of the account");

    /** Street with house number, in one text ({@code postalAddress}). */
    public static final Attribute STREET =
            new Attribute("urn:oid:2.5.4.16", "postalAddress", "Street with house number, in one text");

    /** Postal code ({@code postalCode}). */
    public static final Attribute POSTAL_CODE = new Attribute("urn:oid:2.5.4.17", "postalCode", "Postal code");

    /** Town ({@code localityName}). */
    public static final Attribute TOWN = new Attribute("urn:oid:2.5.4.7", "localityName", "Town");

    /** Country of the address, ISO 3166-1 alpha-2 ({@code country}). */
    public static final Attribute COUNTRY =
            new Attribute("urn:oid:1.2.40.0.10.2.1.1.225599", "country", "Country of the address, ISO 3166-1 alpha-2");

    /** Doctoral or academic title ({@code personalTitle}). */
    public static final Attribute TITLE =
            new Attribute("urn:oid:0.9.2342.19200300.100.1.40", "personalTitle", "Doctoral or academic title");

    /** Form of address, ISO 5218 ({@code gender}). */
    public static final Attribute GENDER =
            new Attribute("urn:oid:1.3.6.1.4.1.33592.1.3.5", "gender", "Form of address, ISO 5218");

    /** Date of birth; day or month may be unknown ({@code birthdate}). */
    public static final Attribute BIRTH_DATE =
            new Attribute("urn:oid:1.2.40.0.10.2.1.1.55", "birthdate", "Date of birth; day or month may be unknown");

    /** Place of birth ({@code placeOfBirth}). */
    public static final Attribute PLACE_OF_BIRTH =
            new Attribute("urn:oid:1.3.6.1.5.5.7.9.2", "placeOfBirth", "Place of birth");

    /** Name at birth ({@code birthName}). */
    public static final Attribute BIRTH_NAME =
            new Attribute("urn:oid:1.2.40.0.10.2.1.1.225566", "birthName", "Name at birth");

    /** Nationality as an ICAO code; Germany is D ({@code nationality}). */
    public static final Attribute NATIONALITY = new Attribute(
            "urn:oid:1.2.40.0.10.2.1.1.225577", "nationality", "Nationality as an ICAO code; Germany is D");

    /** Kind of the eID document (TR-03127); ID is the identity card ({@code documentType}). */
    public static final Attribute DOCUMENT_TYPE = new Attribute(
            "urn:oid:1.2.40.0.10.2.1.1.552255",
            "documentType",
            "Kind of the eID document (TR-03127); ID is the identity card");

    /** De-Mail address ({@code DeMail}). */
    public static final Attribute DE_MAIL =
            new Attribute("urn:oid:1.3.6.1.4.1.55605.70737875.1.1.1.7.1", "DeMail", "De-Mail address");

    /** Telephone number in international notation ({@code telephoneNumber}). */
    public static final Attribute TELEPHONE =
            new Attribute("urn:oid:2.5.4.20", "telephoneNumber", "Telephone number in international notation");

    /** Member state that vouches for an eIDAS login ({@code eIDAS-Issuing-Country}). */
    public static final Attribute EIDAS_COUNTRY = new Attribute(
            "urn:oid:1.3.6.1.4.1.25484.494450.10.1",
            "eIDAS-Issuing-Country",
            "Member state that vouches for an eIDAS login");

    /** Official key of the place of residence, from the eID ({@code communityId}). */
    public static final Attribute COMMUNITY_ID = new Attribute(
            "urn:oid:1.3.6.1.4.1.25484.494450.5",
            "communityId",
            "Official key of the place of residence, from the eID");

    /** Issuing state; no longer supplied since 2019 ({@code issuingState}). */
    public static final Attribute ISSUING_STATE = new Attribute(
            "urn:oid:1.2.40.0.10.2.1.1.552244", "issuingState", "Issuing state; no longer supplied since 2019");

    /** Stage or religious name; removed from the BundID in 2021 ({@code artisticName}). */
    public static final Attribute ARTISTIC_NAME = new Attribute(
            "urn:oid:1.2.40.0.10.2.1.1.552233",
            "artisticName",
            "Stage or religious name; removed from the BundID in 2021");

    /** Stable pseudonym of the person at this service provider ({@code bPK2}). */
    public static final Attribute CITIZEN_ID = new Attribute(
            "urn:oid:1.3.6.1.4.1.25484.494450.3", "bPK2", "Stable pseudonym of the person at this service provider");

    /** Predecessor of the pseudonym; deprecated, for migration only ({@code bPK}). */
    public static final Attribute OLD_CITIZEN_ID = new Attribute(
            "urn:oid:1.2.40.0.10.2.1.1.149", "bPK", "Predecessor of the pseudonym; deprecated, for migration only");

    /** Handle of the person's mailbox, for later messages ({@code legacyPostkorbHandle}). */
    public static final Attribute POSTBOX_HANDLE = new Attribute(
            "urn:oid:2.5.4.18", "legacyPostkorbHandle", "Handle of the person's mailbox, for later messages");

    /** Trust level of this login ({@code EID-CITIZEN-QAA-LEVEL}). */
    public static final Attribute LOGIN_LEVEL =
            new Attribute("urn:oid:1.2.40.0.10.2.1.1.261.94", "EID-CITIZEN-QAA-LEVEL", "Trust level of this login");

    /** Means of identification that was used ({@code AssertionProvedBy}). */
    public static final Attribute PROVED_BY = new Attribute(
            "urn:oid:1.3.6.1.4.1.25484.494450.2", "AssertionProvedBy", "Means of identification that was used");

    /** Version of the interface ({@code Version}). */
    public static final Attribute INTERFACE_VERSION =
            new Attribute("urn:oid:1.3.6.1.4.1.25484.494450.1", "Version", "Version of the interface");

    /** Id that groups messages and status updates of one application ({@code applicationId}). */
    public static final Attribute APPLICATION_ID = new Attribute(
            "urn:oid:1.3.6.1.4.1.25484.494450.4",
            "applicationId",
            "Id that groups messages and status updates of one application");

    /** Pseudonym of a temporary login; unique only together with the means, new with a new card ({@code pseudonym}). */
    public static final Attribute PSEUDONYM = new Attribute(
            "urn:oid:1.2.40.0.10.2.1.1.226699",
            "pseudonym",
            "Pseudonym of a temporary login; unique only together with the means, new with a new card");

    /** Whether a second factor was used ({@code mfa}). */
    public static final Attribute SECOND_FACTOR =
            new Attribute("urn:oid:1.3.6.1.4.1.25484.494450.7", "mfa", "Whether a second factor was used");

    private static final List<Attribute> CATALOGUE = List.of(
            GIVEN_NAME,
            SURNAME,
            EMAIL,
            STREET,
            POSTAL_CODE,
            TOWN,
            COUNTRY,
            TITLE,
            GENDER,
            BIRTH_DATE,
            PLACE_OF_BIRTH,
            BIRTH_NAME,
            NATIONALITY,
            DOCUMENT_TYPE,
            DE_MAIL,
            TELEPHONE,
            EIDAS_COUNTRY,
            COMMUNITY_ID,
            ISSUING_STATE,
            ARTISTIC_NAME,
            CITIZEN_ID,
            OLD_CITIZEN_ID,
            POSTBOX_HANDLE,
            LOGIN_LEVEL,
            PROVED_BY,
            INTERFACE_VERSION,
            APPLICATION_ID,
            PSEUDONYM,
            SECOND_FACTOR);

    private static final Map<String, Attribute> BY_NAME =
            CATALOGUE.stream().collect(Collectors.toUnmodifiableMap(Attribute::name, Function.identity()));

    private static final Map<String, Attribute> CONSTANTS = Map.ofEntries(
            Map.entry("GIVEN_NAME", GIVEN_NAME),
            Map.entry("SURNAME", SURNAME),
            Map.entry("EMAIL", EMAIL),
            Map.entry("STREET", STREET),
            Map.entry("POSTAL_CODE", POSTAL_CODE),
            Map.entry("TOWN", TOWN),
            Map.entry("COUNTRY", COUNTRY),
            Map.entry("TITLE", TITLE),
            Map.entry("GENDER", GENDER),
            Map.entry("BIRTH_DATE", BIRTH_DATE),
            Map.entry("PLACE_OF_BIRTH", PLACE_OF_BIRTH),
            Map.entry("BIRTH_NAME", BIRTH_NAME),
            Map.entry("NATIONALITY", NATIONALITY),
            Map.entry("DOCUMENT_TYPE", DOCUMENT_TYPE),
            Map.entry("DE_MAIL", DE_MAIL),
            Map.entry("TELEPHONE", TELEPHONE),
            Map.entry("EIDAS_COUNTRY", EIDAS_COUNTRY),
            Map.entry("COMMUNITY_ID", COMMUNITY_ID),
            Map.entry("ISSUING_STATE", ISSUING_STATE),
            Map.entry("ARTISTIC_NAME", ARTISTIC_NAME),
            Map.entry("CITIZEN_ID", CITIZEN_ID),
            Map.entry("OLD_CITIZEN_ID", OLD_CITIZEN_ID),
            Map.entry("POSTBOX_HANDLE", POSTBOX_HANDLE),
            Map.entry("LOGIN_LEVEL", LOGIN_LEVEL),
            Map.entry("PROVED_BY", PROVED_BY),
            Map.entry("INTERFACE_VERSION", INTERFACE_VERSION),
            Map.entry("APPLICATION_ID", APPLICATION_ID),
            Map.entry("PSEUDONYM", PSEUDONYM),
            Map.entry("SECOND_FACTOR", SECOND_FACTOR));

    private final String name;
    private final String friendlyName;
    private final String meaning;

    private Attribute(String name, String friendlyName, String meaning) {
        this.name = name;
        this.friendlyName = friendlyName;
        this.meaning = meaning;
    }

    /**
     * The attribute with this name on the wire, known or not.
     *
     * @param name object identifier in the form {@code urn:oid:2.5.4.42}
     * @return the attribute of the catalogue, or a new one
     * @throws IllegalArgumentException if the name has another form; the service would ignore the whole request
     */
    public static Attribute of(String name) {
        Attribute known = BY_NAME.get(name);
        if (known != null) {
            return known;
        }
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "An attribute is named by its object identifier, for example urn:oid:2.5.4.42, without blanks");
        }
        return new Attribute(name, name, "");
    }

    /**
     * The attribute that people call {@code text}: {@code givenName}, {@code postboxHandle}, {@code POSTBOX_HANDLE} or
     * {@code urn:oid:2.5.4.18}.
     *
     * @param text a short name, a constant or an object identifier
     * @return the attribute of the catalogue
     * @throws IllegalArgumentException if nothing is called so; the message lists the names
     */
    public static Attribute named(String text) {
        if (text.startsWith("urn:oid:")) {
            return of(text);
        }
        String wanted = plain(text);
        for (Map.Entry<String, Attribute> constant : CONSTANTS.entrySet()) {
            if (plain(constant.getKey()).equals(wanted)
                    || plain(constant.getValue().friendlyName).equals(wanted)) {
                return constant.getValue();
            }
        }
        throw new IllegalArgumentException("There is no attribute '%s'. Known names: %s, or urn:oid:…"
                .formatted(
                        io.github.bayernkommunal.bayernid.internal.Redact.line(text),
                        CATALOGUE.stream().map(Attribute::friendlyName).collect(Collectors.joining(", "))));
    }

    private static String plain(String text) {
        return text.replace("_", "").replace("-", "").toLowerCase(java.util.Locale.ROOT);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** {@return all attributes that the service describes, in its order} */
    public static List<Attribute> catalogue() {
        return CATALOGUE;
    }

    /** {@return the name on the wire, such as {@code urn:oid:2.5.4.42}} */
    public String name() {
        return name;
    }

    /** {@return the short name in the service's documents, such as {@code givenName}; it never decides anything} */
    public String friendlyName() {
        return friendlyName;
    }

    /** {@return what it means, in one line; empty for an attribute that is not in the catalogue} */
    public String meaning() {
        return meaning;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attribute attribute && attribute.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return friendlyName;
    }
}
