/** The old application on a real server, with a browser that keeps cookies as browsers do. */
@NullMarked
package io.github.bayernkommunal.samples.existingapp;

import org.jspecify.annotations.NullMarked;
