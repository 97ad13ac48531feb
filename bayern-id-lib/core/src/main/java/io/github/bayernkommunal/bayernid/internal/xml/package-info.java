/** Hardened reading, canonicalisation, signatures and decryption; knows nothing of logins. */
@NullMarked
package io.github.bayernkommunal.bayernid.internal.xml;

import org.jspecify.annotations.NullMarked;
