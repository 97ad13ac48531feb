/** Calls of REST services: TLS, limits, repetition, stored answers. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.http;

import org.jspecify.annotations.NullMarked;
