package io.github.bayernkommunal.portalregistry;

import java.time.Instant;
import java.util.Optional;

/**
 * Whether citizens find an online service in the portal, found by reading back.
 *
 * @param serviceId the operator's key of the online service
 * @param leistung the administrative service under which it was looked for
 * @param area the area for which it was looked for
 * @param state what was found
 * @param detail what exactly was found, as a sentence for the operator
 * @param lookAgainAt when the next collection is over and looking again can find something else; empty when it is visible
 */
public record Visibility(
        String serviceId,
        Leistungsschluessel leistung,
        Ars area,
        State state,
        String detail,
        Optional<Instant> lookAgainAt) {

    /** What reading back found. */
    public enum State {
        /** The portal shows our address for this area. */
        VISIBLE,
        /** The portal shows only what comes from an area above, not ours. */
        INHERITED_ONLY,
        /** The portal shows no online service at all. Normal until the portal has collected the feed. */
        MISSING,
        /** The portal shows another address for this area in place of ours. */
        CONFLICTING,
        /** It could not be found out, for example because the key is not known to the portal. Neither visible nor missing. */
        UNKNOWN
    }

    /** For example {@code bewohnerparken 99108001001000 in 091620000000: VISIBLE – …}. */
    @Override
    public String toString() {
        return "%s %s in %s: %s – %s".formatted(serviceId, leistung, area, state, detail);
    }
}
