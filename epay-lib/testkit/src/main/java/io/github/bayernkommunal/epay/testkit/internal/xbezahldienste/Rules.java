package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import java.util.Set;

/**
 * What a provider demands beyond the standard.
 *
 * @param bookingData names that every item's bookingData must have
 * @param takesRequestor whether a requestor may be filled; some providers refuse one
 */
public record Rules(Set<String> bookingData, boolean takesRequestor) {

    public Rules {
        bookingData = Set.copyOf(bookingData);
    }
}
