/** Machinery of the login; not part of the API. */
@NullMarked
package io.github.bayernkommunal.bayernid.jakarta.internal;

import org.jspecify.annotations.NullMarked;
