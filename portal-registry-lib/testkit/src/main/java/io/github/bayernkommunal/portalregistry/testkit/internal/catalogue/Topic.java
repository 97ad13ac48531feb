package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A life situation (Lebenslage) in the tree of the portal.
 *
 * @param parent the id of the situation above, null at the top
 */
public record Topic(long id, Words title, @Nullable Long parent) {}
