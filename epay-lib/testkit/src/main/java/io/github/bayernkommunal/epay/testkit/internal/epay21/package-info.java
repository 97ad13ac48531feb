/** ePay21's own protocol. */
@NullMarked
package io.github.bayernkommunal.epay.testkit.internal.epay21;

import org.jspecify.annotations.NullMarked;
