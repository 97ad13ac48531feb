/** The catalogue of the FIM portal. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.fim;

import org.jspecify.annotations.NullMarked;
