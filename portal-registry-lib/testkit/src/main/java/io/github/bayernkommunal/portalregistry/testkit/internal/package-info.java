/** The portal behind the simulator. */
@NullMarked
package io.github.bayernkommunal.portalregistry.testkit.internal;

import org.jspecify.annotations.NullMarked;
