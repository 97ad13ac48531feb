@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.routing;

import org.jspecify.annotations.NullMarked;
