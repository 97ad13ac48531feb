/** Reads the BayernPortal. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.bayernportal;

import org.jspecify.annotations.NullMarked;
