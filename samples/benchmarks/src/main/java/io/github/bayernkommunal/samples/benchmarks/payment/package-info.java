/** Workloads of the benchmarks. */
@NullMarked
package io.github.bayernkommunal.samples.benchmarks.payment;

import org.jspecify.annotations.NullMarked;
