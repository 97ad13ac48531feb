@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.collection;

import org.jspecify.annotations.NullMarked;
