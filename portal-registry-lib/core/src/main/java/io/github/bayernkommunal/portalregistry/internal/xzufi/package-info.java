/** XZuFi as XML: one class for each object, both directions next to each other. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.xzufi;

import org.jspecify.annotations.NullMarked;
