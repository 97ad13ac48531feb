/** The citizen mailbox: simulator of the service. */
@NullMarked
package io.github.bayernkommunal.postfach.testkit;

import org.jspecify.annotations.NullMarked;
