package io.github.bayernkommunal.bayernid.testkit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The attributes of the interface description: name on the wire, friendly name, and what a citizen reads. */
enum Datum {
    GIVEN_NAME("2.5.4.42", "givenName", "Vorname", "First name", Kind.IDENTITY),
    SURNAME("2.5.4.4", "surname", "Familienname", "Family name", Kind.IDENTITY),
    MAIL("0.9.2342.19200300.100.1.3", "mail", "E-Mail-Adresse", "E-mail address", Kind.ACCOUNT),
    POSTAL_ADDRESS("2.5.4.16", "postalAddress", "Straße und Hausnummer", "Street and number", Kind.IDENTITY),
    POSTAL_CODE("2.5.4.17", "postalCode", "Postleitzahl", "Postal code", Kind.IDENTITY),
    LOCALITY_NAME("2.5.4.7", "localityName", "Ort", "Town", Kind.IDENTITY),
    COUNTRY("1.2.40.0.10.2.1.1.225599", "country", "Land", "Country", Kind.IDENTITY),
    PERSONAL_TITLE("0.9.2342.19200300.100.1.40", "personalTitle", "Titel", "Title", Kind.IDENTITY),
    GENDER("1.3.6.1.4.1.33592.1.3.5", "gender", "Anrede", "Form of address", Kind.DECLARED),
    BIRTHDATE("1.2.40.0.10.2.1.1.55", "birthdate", "Geburtsdatum", "Date of birth", Kind.IDENTITY),
    PLACE_OF_BIRTH("1.3.6.1.5.5.7.9.2", "placeOfBirth", "Geburtsort", "Place of birth", Kind.IDENTITY),
    BIRTH_NAME("1.2.40.0.10.2.1.1.225566", "birthName", "Geburtsname", "Name at birth", Kind.IDENTITY),
    NATIONALITY("1.2.40.0.10.2.1.1.225577", "nationality", "Staatsangehörigkeit", "Nationality", Kind.EID_CARD),
    DOCUMENT_TYPE("1.2.40.0.10.2.1.1.552255", "documentType", "Ausweisart", "Kind of document", Kind.EID_CARD),
    DE_MAIL("1.3.6.1.4.1.55605.70737875.1.1.1.7.1", "DeMail", "De-Mail-Adresse", "De-Mail address", Kind.ACCOUNT),
    TELEPHONE_NUMBER("2.5.4.20", "telephoneNumber", "Telefonnummer", "Telephone number", Kind.ACCOUNT),
    EIDAS_COUNTRY(
            "1.3.6.1.4.1.25484.494450.10.1",
            "eIDAS-Issuing-Country",
            "Ausstellender Staat",
            "Issuing country",
            Kind.EIDAS),
    COMMUNITY_ID("1.3.6.1.4.1.25484.494450.5", "communityId", "Gemeindeschlüssel", "Municipality key", Kind.EID_CARD),
    ISSUING_STATE("1.2.40.0.10.2.1.1.552244", "issuingState", "Ausgebender Staat", "Issuing state", Kind.RETIRED),
    ARTISTIC_NAME("1.2.40.0.10.2.1.1.552233", "artisticName", "Künstlername", "Stage name", Kind.IDENTITY),
    BPK2("1.3.6.1.4.1.25484.494450.3", "bPK2", "Dienstspezifische Kennung", "Service-specific id", Kind.TECHNICAL),
    BPK("1.2.40.0.10.2.1.1.149", "bPK", "Ältere Kennung", "Former id", Kind.TECHNICAL),
    POSTBOX_HANDLE(
            "2.5.4.18", "legacyPostkorbHandle", "Adresse Ihres Postfachs", "Address of your mailbox", Kind.TECHNICAL),
    LEVEL("1.2.40.0.10.2.1.1.261.94", "EID-CITIZEN-QAA-LEVEL", "Vertrauensniveau", "Level of trust", Kind.TECHNICAL),
    PROVED_BY(
            "1.3.6.1.4.1.25484.494450.2",
            "AssertionProvedBy",
            "Anmeldemittel",
            "Means of identification",
            Kind.TECHNICAL),
    VERSION("1.3.6.1.4.1.25484.494450.1", "Version", "Version der Schnittstelle", "Interface version", Kind.TECHNICAL),
    APPLICATION_ID("1.3.6.1.4.1.25484.494450.4", "applicationId", "Antragskennung", "Application id", Kind.TECHNICAL),
    PSEUDONYM(
            "1.2.40.0.10.2.1.1.226699",
            "pseudonym",
            "Pseudonym des Ausweises",
            "Pseudonym of the card",
            Kind.TECHNICAL),
    MFA("1.3.6.1.4.1.25484.494450.7", "mfa", "Zweiter Faktor", "Second factor", Kind.TECHNICAL);

    /** Where a value comes from, which decides how far it can be trusted. */
    enum Kind {
        /** Read from the means of identification. */
        IDENTITY,
        /** Only on the chip of a German card. */
        EID_CARD,
        /** Only from another member state. */
        EIDAS,
        /** Kept in the account, checked by a confirmation mail at most. */
        ACCOUNT,
        /** Declared by the person. */
        DECLARED,
        /** Made by the service. */
        TECHNICAL,
        /** No longer delivered. */
        RETIRED
    }

    private final String oid;
    private final String friendlyName;
    private final String german;
    private final String english;
    private final Kind kind;

    Datum(String oid, String friendlyName, String german, String english, Kind kind) {
        this.oid = oid;
        this.friendlyName = friendlyName;
        this.german = german;
        this.english = english;
        this.kind = kind;
    }

    String wireName() {
        return "urn:oid:" + oid;
    }

    String friendlyName() {
        return friendlyName;
    }

    String label(Language language) {
        return language.of(german, english);
    }

    Kind kind() {
        return kind;
    }

    /** The attribute with this wire name, or null. */
    static @Nullable Datum ofWireName(String name) {
        for (Datum datum : values()) {
            if (datum.wireName().equals(name)) {
                return datum;
            }
        }
        return null;
    }

    /** The attribute with this friendly name in any case, wire name, or constant name. */
    static Datum of(String name) {
        for (Datum datum : values()) {
            if (datum.friendlyName.equalsIgnoreCase(name)
                    || datum.wireName().equals(name)
                    || datum.name().equals(name.toUpperCase(Locale.ROOT))) {
                return datum;
            }
        }
        throw new IllegalArgumentException(
                "BayernID has no attribute '%s'; known are the friendly names of the interface".formatted(name)
                        + " description such as givenName, surname, birthdate, postalAddress");
    }
}
