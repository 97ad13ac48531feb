/** How it is done; not for use from outside. */
@NullMarked
package io.github.bayernkommunal.epay.internal;

import org.jspecify.annotations.NullMarked;
