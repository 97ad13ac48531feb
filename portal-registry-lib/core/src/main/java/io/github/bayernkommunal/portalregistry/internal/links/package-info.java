/** Calls links on request. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.links;

import org.jspecify.annotations.NullMarked;
