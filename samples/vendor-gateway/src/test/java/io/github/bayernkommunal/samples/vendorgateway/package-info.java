/** Two simulated towns, each with simulators of its own. */
@NullMarked
package io.github.bayernkommunal.samples.vendorgateway;

import org.jspecify.annotations.NullMarked;
