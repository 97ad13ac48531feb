/** What keeps messages in a database and sends them from there. */
@NullMarked
package io.github.bayernkommunal.postfach.internal.outbox;

import org.jspecify.annotations.NullMarked;
