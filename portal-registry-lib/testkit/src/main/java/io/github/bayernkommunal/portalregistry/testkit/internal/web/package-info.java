@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import org.jspecify.annotations.NullMarked;
