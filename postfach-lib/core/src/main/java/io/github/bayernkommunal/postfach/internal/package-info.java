/** What only this library may use. */
@NullMarked
package io.github.bayernkommunal.postfach.internal;

import org.jspecify.annotations.NullMarked;
