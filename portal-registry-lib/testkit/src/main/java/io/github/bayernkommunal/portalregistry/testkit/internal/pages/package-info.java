@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.pages;

import org.jspecify.annotations.NullMarked;
