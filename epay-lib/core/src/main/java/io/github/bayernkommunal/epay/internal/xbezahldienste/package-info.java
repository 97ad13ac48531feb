/** XBezahldienste v1.0.0: REST and JSON. */
@NullMarked
package io.github.bayernkommunal.epay.internal.xbezahldienste;

import org.jspecify.annotations.NullMarked;
