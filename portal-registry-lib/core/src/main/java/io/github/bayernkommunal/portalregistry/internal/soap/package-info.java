/** Web services over SOAP 1.1. Needs Apache CXF, which is an optional dependency. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.soap;

import org.jspecify.annotations.NullMarked;
