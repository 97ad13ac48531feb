@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.catalogue;

import org.jspecify.annotations.NullMarked;
