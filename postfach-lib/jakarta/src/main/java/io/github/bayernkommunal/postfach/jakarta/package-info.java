/** The citizen mailbox in Jakarta EE applications. */
@NullMarked
package io.github.bayernkommunal.postfach.jakarta;

import org.jspecify.annotations.NullMarked;
