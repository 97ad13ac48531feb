/** Parts that all protocols of the simulator share. */
@NullMarked
package io.github.bayernkommunal.epay.testkit.internal;

import org.jspecify.annotations.NullMarked;
