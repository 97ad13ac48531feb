package io.github.bayernkommunal.portalregistry.testkit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One online service as the portal shows it now.
 *
 * @param agencyId the supplier's office id ({@code schemeAgencyID})
 * @param id the supplier's id of the online service, unique together with {@code agencyId}
 * @param ars the municipality for which it was delivered, 12 digits
 * @param titles title by language, {@code de} always present
 * @param descriptions description by language as delivered HTML; may be empty
 * @param address where the online service is found
 * @param leistungsschluessel the administrative services it serves, 14 digits each
 * @param trustLevel code such as {@code 40}, or null when none was delivered
 * @param feed the base address of the feed it was collected from
 * @source docs/protocol.md, "Simulator: what is assumed"
 */
public record RegisteredEntry(
        String agencyId,
        String id,
        String ars,
        Map<String, String> titles,
        Map<String, String> descriptions,
        URI address,
        List<String> leistungsschluessel,
        @Nullable String trustLevel,
        URI feed) {

    /**
     * The title for a reader.
     *
     * @param language such as {@code en}
     * @return in that language, otherwise in German
     */
    public String title(String language) {
        String german = titles.getOrDefault("de", id);
        return titles.getOrDefault(language, german);
    }

    /**
     * The description for a reader.
     *
     * @param language such as {@code en}
     * @return in that language, otherwise in German, otherwise empty
     */
    public String description(String language) {
        String german = descriptions.getOrDefault("de", "");
        return descriptions.getOrDefault(language, german);
    }
}
