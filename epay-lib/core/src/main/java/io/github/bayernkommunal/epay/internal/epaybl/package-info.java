/** ePayBL: SOAP 1.1 in rpc/encoded style, written and read by hand, because no current SOAP stack speaks it. */
@NullMarked
package io.github.bayernkommunal.epay.internal.epaybl;

import org.jspecify.annotations.NullMarked;
