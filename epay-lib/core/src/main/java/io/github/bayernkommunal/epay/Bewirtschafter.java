package io.github.bayernkommunal.epay;

import java.util.regex.Pattern;

/**
 * Who receives the money: a tenant of the platform and, within it, the unit that manages the budget.
 *
 * @param mandant number of the tenant, for example {@code 1610000000}; 1–36 letters, digits, {@code _} or {@code -}
 * @param bewirtschafter number of the managing unit, for example {@code 42}; 1–8 letters, digits, {@code _} or {@code -}
 * @source ePayBL, mandantNr and bewirtschafterNr; the alphabet and the length of the tenant number are our choice
 */
public record Bewirtschafter(String mandant, String bewirtschafter) {

    private static final Pattern MANDANT = Pattern.compile("[A-Za-z0-9_-]{1,36}");
    private static final Pattern UNIT = Pattern.compile("[A-Za-z0-9_-]{1,8}");

    /** Checks both numbers. {@inheritDoc} */
    public Bewirtschafter {
        if (!MANDANT.matcher(mandant).matches()) {
            throw new IllegalArgumentException(
                    "A Mandant has 1 to 36 letters, digits, '_' or '-', for example 1610000000; got %d characters"
                            .formatted(mandant.length()));
        }
        if (!UNIT.matcher(bewirtschafter).matches()) {
            throw new IllegalArgumentException(
                    "A Bewirtschafter has 1 to 8 letters, digits, '_' or '-', for example 42; got %d characters"
                            .formatted(bewirtschafter.length()));
        }
    }

    /**
     * The unit of a tenant.
     *
     * @param mandant number of the tenant
     * @param bewirtschafter number of the managing unit
     * @return both together
     * @throws IllegalArgumentException if one of them is malformed
     */
    public static Bewirtschafter of(String mandant, String bewirtschafter) {
        return new Bewirtschafter(mandant, bewirtschafter);
    }

    @Override
    public String toString() {
        return mandant + "/" + bewirtschafter;
    }
}
