package io.github.bayernkommunal.samples.fuehrungszeugnis;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the citizen has typed so far; kept in the session, so that nothing is lost on the way to the payment page and
 * back.
 *
 * @param purpose what the certificate is needed for, as the receiving authority asked
 * @param authority name of the receiving authority
 * @param street its street and house number
 * @param postalCode its postal code
 * @param town its town
 */
public record Draft(String purpose, String authority, String street, String postalCode, String town)
        implements Serializable {

    private static final int LONGEST = 120;

    static final Draft EMPTY = new Draft("", "", "", "", "");

    public Draft {
        purpose = tidy(purpose);
        authority = tidy(authority);
        street = tidy(street);
        postalCode = tidy(postalCode);
        town = tidy(town);
    }

    /** For every field that cannot be accepted, the key of the sentence that says why; in the order of the form. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        demand(problems, "purpose", purpose);
        demand(problems, "authority", authority);
        demand(problems, "street", street);
        if (!postalCode.matches("\\d{5}")) {
            problems.put("postalCode", "problem.postalCode");
        }
        demand(problems, "town", town);
        return problems;
    }

    public String getPurpose() {
        return purpose;
    }

    public String getAuthority() {
        return authority;
    }

    public String getStreet() {
        return street;
    }

    public String getPostalCode() {
        return postalCode;
    }

    public String getTown() {
        return town;
    }

    private static void demand(Map<String, String> problems, String field, String value) {
        if (value.isEmpty()) {
            problems.put(field, "problem." + field);
        } else if (value.length() > LONGEST) {
            problems.put(field, "problem.tooLong");
        }
    }

    private static String tidy(String text) {
        return text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
    }

    @Override
    public String toString() {
        return "Draft[***]";
    }
}
