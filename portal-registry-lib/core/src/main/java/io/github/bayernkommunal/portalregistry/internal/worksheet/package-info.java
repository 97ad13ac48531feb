/** Sheets for editors who type changes in by hand. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.worksheet;

import org.jspecify.annotations.NullMarked;
