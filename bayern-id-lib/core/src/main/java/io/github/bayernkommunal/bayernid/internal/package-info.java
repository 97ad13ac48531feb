/** Machinery of the library; not part of its API. */
@NullMarked
package io.github.bayernkommunal.bayernid.internal;

import org.jspecify.annotations.NullMarked;
