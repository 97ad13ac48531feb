/** Login with BayernID. */
@NullMarked
package io.github.bayernkommunal.bayernid;

import org.jspecify.annotations.NullMarked;
