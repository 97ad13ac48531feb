/** The state's four services on one machine: for demonstrations and for the development of applications. */
@NullMarked
package io.github.bayernkommunal.samples.sandbox;

import org.jspecify.annotations.NullMarked;
