/**
 * Sends messages with attachments to the mailbox that citizens have with their BayernID account.
 *
 * <p>Start at {@link io.github.bayernkommunal.postfach.PostfachClient}.
 */
@NullMarked
package io.github.bayernkommunal.postfach;

import org.jspecify.annotations.NullMarked;
