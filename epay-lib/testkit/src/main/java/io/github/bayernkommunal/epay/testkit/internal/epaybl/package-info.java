/** The simulated side of ePayBL: SOAP in the dialects 2.x and 3.x, and the Paypage. */
@NullMarked
package io.github.bayernkommunal.epay.testkit.internal.epaybl;

import org.jspecify.annotations.NullMarked;
