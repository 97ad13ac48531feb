/** Keeps and serves the published state. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.feed;

import org.jspecify.annotations.NullMarked;
