/** Payment of fees: simulator of the service. */
@NullMarked
package io.github.bayernkommunal.epay.testkit;

import org.jspecify.annotations.NullMarked;
