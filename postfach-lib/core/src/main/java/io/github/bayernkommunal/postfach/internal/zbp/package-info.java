/** The road ZBP: the mailbox of BundID. */
@NullMarked
package io.github.bayernkommunal.postfach.internal.zbp;

import org.jspecify.annotations.NullMarked;
