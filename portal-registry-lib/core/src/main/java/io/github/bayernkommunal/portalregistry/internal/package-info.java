/** Inner works of the library; not part of its API. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal;

import org.jspecify.annotations.NullMarked;
