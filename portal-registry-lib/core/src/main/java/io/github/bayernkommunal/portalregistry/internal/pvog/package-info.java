/** Reads the federal directory. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.pvog;

import org.jspecify.annotations.NullMarked;
