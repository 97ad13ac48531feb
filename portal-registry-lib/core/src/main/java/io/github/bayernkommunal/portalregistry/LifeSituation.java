package io.github.bayernkommunal.portalregistry;

import java.util.List;

/**
 * A circumstance of life (Lebenslage) under which administrative services are grouped. They form a tree.
 *
 * @param id the portal's own id
 * @param parentId id of the one above; empty at the top
 * @param title name as citizens read it, plain text
 * @param summary short text; empty markup if there is none
 * @param category kind of group in the portal's words; empty if not told
 * @param services services that belong to it
 */
public record LifeSituation(
        String id,
        String parentId,
        String title,
        ServiceDescription.Text summary,
        String category,
        List<ServiceSummary> services) {

    /** Copies the list. {@inheritDoc} */
    public LifeSituation {
        services = List.copyOf(services);
    }
}
