/** The simulated side of XBezahldienste 1.0.0. */
@NullMarked
package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import org.jspecify.annotations.NullMarked;
