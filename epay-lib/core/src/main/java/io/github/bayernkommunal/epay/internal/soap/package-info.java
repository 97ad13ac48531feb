/** SOAP 1.1 by hand, as much as two old services need: calls written, answers read as hostile. */
@NullMarked
package io.github.bayernkommunal.epay.internal.soap;

import org.jspecify.annotations.NullMarked;
