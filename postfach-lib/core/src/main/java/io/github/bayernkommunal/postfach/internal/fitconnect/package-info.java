/** The road FIT-Connect: the mailbox of BundID through the bridge, for senders without access to the network of the state. */
@NullMarked
package io.github.bayernkommunal.postfach.internal.fitconnect;

import org.jspecify.annotations.NullMarked;
