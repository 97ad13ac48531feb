/** Workloads of the benchmarks. */
@NullMarked
package io.github.bayernkommunal.samples.benchmarks.xzufi;

import org.jspecify.annotations.NullMarked;
