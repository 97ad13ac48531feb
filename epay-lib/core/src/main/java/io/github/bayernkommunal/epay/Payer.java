package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.internal.Characters;
import org.jspecify.annotations.Nullable;

/**
 * Who pays. Given only where the platform's operator demands it: every platform works without, and data that is not sent
 * cannot leak.
 *
 * @param familyName family name; 1–250 characters
 * @param givenName given name, or null
 * @param street street without house number, or null
 * @param houseNumber house number, or null
 * @param postalCode postal code, or null
 * @param city city, or null
 * @param country two capital letters (ISO 3166-1), or null
 */
public record Payer(
        String familyName,
        @Nullable String givenName,
        @Nullable String street,
        @Nullable String houseNumber,
        @Nullable String postalCode,
        @Nullable String city,
        @Nullable String country) {

    /** Checks lengths and characters. {@inheritDoc} */
    public Payer {
        length("familyName", familyName, 250);
        length("givenName", givenName, 250);
        length("street", street, 250);
        length("houseNumber", houseNumber, 20);
        length("postalCode", postalCode, 10);
        length("city", city, 250);
        if (country != null && !country.matches("[A-Z]{2}")) {
            throw new IllegalArgumentException("The country of a payer is two capital letters, for example DE");
        }
    }

    /**
     * A person by name alone.
     *
     * @param givenName given name
     * @param familyName family name
     * @return the payer
     */
    public static Payer of(String givenName, String familyName) {
        return new Payer(familyName, givenName, null, null, null, null, null);
    }

    /**
     * This payer with an address.
     *
     * @param newStreet street without house number
     * @param newHouseNumber house number
     * @param newPostalCode postal code
     * @param newCity city
     * @param newCountry two capital letters, for example {@code DE}
     * @return a copy
     */
    public Payer at(String newStreet, String newHouseNumber, String newPostalCode, String newCity, String newCountry) {
        return new Payer(familyName, givenName, newStreet, newHouseNumber, newPostalCode, newCity, newCountry);
    }

    /** Never the person's data. */
    @Override
    public String toString() {
        return "Payer[***]";
    }

    private static void length(String part, @Nullable String value, int most) {
        if (value != null && (value.isBlank() || value.length() > most)) {
            throw new IllegalArgumentException("The %s of a payer has 1 to %d characters".formatted(part, most));
        }
        String illegal = value == null ? null : Characters.firstIllegal(value);
        if (illegal != null) {
            throw new IllegalArgumentException("The %s of a payer has %s".formatted(part, illegal));
        }
    }
}
