/** Tables of municipalities. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.places;

import org.jspecify.annotations.NullMarked;
