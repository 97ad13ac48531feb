package io.github.bayernkommunal.bayernid.internal.saml;

import io.github.bayernkommunal.bayernid.Check;
import io.github.bayernkommunal.bayernid.Citizen;
import io.github.bayernkommunal.bayernid.TrustLevel;
import io.github.bayernkommunal.bayernid.internal.xml.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The trust level of a login through Mein Unternehmenskonto: the lower of the two that it states. */
final class OrganisationLevel {

    private static final List<String> NAMES =
            List.of("ElsterVertrauensniveauIdentifizierung", "ElsterVertrauensniveauAuthentifizierung");

    private OrganisationLevel() {}

    static TrustLevel of(Map<String, List<Citizen.Value>> attributes) {
        TrustLevel lowest = null;
        for (String name : NAMES) {
            for (Citizen.Value value : attributes.getOrDefault(name, List.of())) {
                TrustLevel level = level(value.text());
                lowest = lowest == null || lowest.isAtLeast(level) ? level : lowest;
            }
        }
        if (lowest == null) {
            throw Refusal.of(Check.TRUST_LEVEL, "The answer states no trust level, so it counts as none.");
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
