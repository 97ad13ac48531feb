/** Requests, the judgement over answers, and metadata. */
@NullMarked
package io.github.bayernkommunal.bayernid.internal.saml;

import org.jspecify.annotations.NullMarked;
