/** One program per library, each with its own simulator, so that it runs anywhere. */
@NullMarked
package io.github.bayernkommunal.samples.quickstarts;

import org.jspecify.annotations.NullMarked;
