/** Payment of fees in Jakarta EE applications. */
@NullMarked
package io.github.bayernkommunal.epay.jakarta;

import org.jspecify.annotations.NullMarked;
