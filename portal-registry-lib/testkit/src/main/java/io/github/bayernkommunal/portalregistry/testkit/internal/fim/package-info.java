/** The simulated catalogue of the FIM portal. */
@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.fim;

import org.jspecify.annotations.NullMarked;
