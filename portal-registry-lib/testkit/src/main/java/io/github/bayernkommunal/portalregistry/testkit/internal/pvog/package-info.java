@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.pvog;

import org.jspecify.annotations.NullMarked;
