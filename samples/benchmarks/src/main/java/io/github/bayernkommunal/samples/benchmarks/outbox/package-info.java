/** The outbox of postfach-lib on PostgreSQL, beside the bare statements. */
@NullMarked
package io.github.bayernkommunal.samples.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
