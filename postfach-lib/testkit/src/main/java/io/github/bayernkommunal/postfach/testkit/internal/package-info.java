/** Machinery of the simulator: the contract as rules, the wire, the page. */
@NullMarked
package io.github.bayernkommunal.postfach.testkit.internal;

import org.jspecify.annotations.NullMarked;
