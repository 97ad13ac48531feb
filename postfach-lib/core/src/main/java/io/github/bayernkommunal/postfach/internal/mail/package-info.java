/** The road by e-mail. */
@NullMarked
package io.github.bayernkommunal.postfach.internal.mail;

import org.jspecify.annotations.NullMarked;
