/** The road of ePay21's own protocol. */
@NullMarked
package io.github.bayernkommunal.epay.internal.epay21;

import org.jspecify.annotations.NullMarked;
