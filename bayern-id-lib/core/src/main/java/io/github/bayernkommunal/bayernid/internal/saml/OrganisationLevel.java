package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The trust level of a login through Mein Unternehmenskonto: the lower of the two that it states, and both must be there. */
final class OrganisationLevel {

    private static final List<String> NAMES =
            List.of("ElsterVertrauensniveauIdentifizierung", "ElsterVertrauensniveauAuthentifizierung");

    private OrganisationLevel() {}

    static TrustLevel of(Map<String, List<Citizen.Value>> attributes) {
        TrustLevel lowest = TrustLevel.HIGH;
        for (String name : NAMES) {
            List<Citizen.Value> values = attributes.getOrDefault(name, List.of());
            if (values.isEmpty()) {
                throw Refusal.of(Check.TRUST_LEVEL, "The answer lacks %s, so its trust level counts as none.", name);
            }
            // One value: the reader of the attributes refuses more.
            TrustLevel level = level(values.get(0).text());
            lowest = lowest.isAtLeast(level) ? level : lowest;
        }
        return lowest;
    }

    private static TrustLevel level(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "substanziell", "substantiell" -> TrustLevel.SUBSTANTIAL;
            case "hoch" -> TrustLevel.HIGH;
            default ->
                throw Refusal.of(
                        Check.TRUST_LEVEL,
                        "The reached trust level is not one that we know, so it counts as none: %s.",
                        Refusal.quoted(text));
        };
    }
}
