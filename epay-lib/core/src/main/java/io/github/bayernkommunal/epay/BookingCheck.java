package io.github.bayernkommunal.epay;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What ePayBL accepts in a booking.
 *
 * @param longestText most characters of the text
 * @param longestHref most characters of href
 * @param taxObjectKnown whether tax can be posted
 * @source docs/protocol.md, ePayBL; lengths and alphabet observed
 */
record BookingCheck(int longestText, int longestHref, boolean taxObjectKnown) {

    private static final Pattern TEXT = Pattern.compile("[A-Z0-9,.:/+& \\-*$%ÄÖÜß]*");
    private static final Set<String> KNOWN_DATA = Set.of("belegNr", "href");

    /** Everything that is wrong with an item; empty when it can be booked. */
    List<String> problems(LineItem item) {
        List<String> problems = new ArrayList<>();
        if (item.text().length() > longestText || !TEXT.matcher(item.text()).matches()) {
            problems.add(
                    "the text of an item has 1 to %d of A–Z, 0–9, Ä, Ö, Ü, ß, space and , . : / + & - * $ %%; got %d"
                                    .formatted(longestText, item.text().length())
                            + " characters. BookingText.preview shows what becomes of a text");
        }
        if (item.budgetAccount().length() > 10) {
            problems.add("a budget account (Haushaltsstelle) has at most 10 characters");
        }
        String object = item.budgetObject();
        if (object != null && object.length() > 10) {
            problems.add("a budget object (Objektnummer) has at most 10 characters");
        }
        if (item.tax() != null && !taxObjectKnown) {
            problems.add("an item with tax needs taxObject: tax is posted to an object of its own");
        }
        Set<String> unknown = new TreeSet<>(item.bookingData().keySet());
        unknown.removeAll(KNOWN_DATA);
        if (!unknown.isEmpty()) {
            problems.add("posting data of ePayBL is belegNr and href; there is no " + unknown);
        }
        if (!item.bookingData().getOrDefault("belegNr", "00000000").matches("[0-9]{8}")) {
            problems.add("a belegNr has exactly 8 digits");
        }
        if (item.bookingData().getOrDefault("href", "").length() > longestHref) {
            problems.add("href has at most %d characters".formatted(longestHref));
        }
        return problems;
    }
}
