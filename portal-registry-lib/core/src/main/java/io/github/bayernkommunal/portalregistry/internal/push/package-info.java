/** Roads on which a change is handed over entry by entry. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.push;

import org.jspecify.annotations.NullMarked;
