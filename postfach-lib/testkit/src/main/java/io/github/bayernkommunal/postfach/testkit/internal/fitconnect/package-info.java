/** The bridge from FIT-Connect to ZBP: token, submissions, encryption, event log. */
@NullMarked
package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import org.jspecify.annotations.NullMarked;
