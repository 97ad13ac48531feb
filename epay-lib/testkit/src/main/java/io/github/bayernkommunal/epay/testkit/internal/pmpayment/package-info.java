/** The simulated side of pmPayment, the classic interface with HMAC. */
@NullMarked
package io.github.bayernkommunal.epay.testkit.internal.pmpayment;

import org.jspecify.annotations.NullMarked;
