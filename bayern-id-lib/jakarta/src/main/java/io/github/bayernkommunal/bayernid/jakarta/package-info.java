/** Login with BayernID in Jakarta EE applications. */
@NullMarked
package io.github.bayernkommunal.bayernid.jakarta;

import org.jspecify.annotations.NullMarked;
