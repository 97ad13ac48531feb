/** Speed and memory of the libraries beside a hand-written limit and other libraries. */
@NullMarked
package io.github.bayernkommunal.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
