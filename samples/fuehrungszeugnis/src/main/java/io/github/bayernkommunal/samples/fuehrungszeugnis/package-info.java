/** Applying for a certificate of conduct: found in the portal, logged in, paid, delivered. */
@NullMarked
package io.github.bayernkommunal.samples.fuehrungszeugnis;

import org.jspecify.annotations.NullMarked;
