/** Several municipalities in one process, each with its own clients. */
@NullMarked
package io.github.bayernkommunal.samples.vendorgateway;

import org.jspecify.annotations.NullMarked;
