/** Workloads of the benchmarks. */
@NullMarked
package io.github.bayernkommunal.samples.benchmarks.soap;

import org.jspecify.annotations.NullMarked;
