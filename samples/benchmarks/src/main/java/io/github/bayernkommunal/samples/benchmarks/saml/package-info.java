/** Workloads of the benchmarks. */
@NullMarked
package io.github.bayernkommunal.samples.benchmarks.saml;

import org.jspecify.annotations.NullMarked;
