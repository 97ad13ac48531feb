/** pmPayment before XBezahldienste: signed forms and a small JSON status. */
@NullMarked
package io.github.bayernkommunal.epay.internal.pmpayment;

import org.jspecify.annotations.NullMarked;
