/** Login with BayernID: simulator of the service. */
@NullMarked
package io.github.bayernkommunal.bayernid.testkit;

import org.jspecify.annotations.NullMarked;
