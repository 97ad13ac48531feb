/** Finds and verifies electronic letter boxes. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.routing;

import org.jspecify.annotations.NullMarked;
