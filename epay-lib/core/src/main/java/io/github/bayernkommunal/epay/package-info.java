/** Payment of fees. */
@NullMarked
package io.github.bayernkommunal.epay;

import org.jspecify.annotations.NullMarked;
