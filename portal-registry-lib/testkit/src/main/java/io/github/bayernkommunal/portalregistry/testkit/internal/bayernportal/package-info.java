@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.bayernportal;

import org.jspecify.annotations.NullMarked;
