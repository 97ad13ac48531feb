/** The road BSP-Nachrichten by SOAP. */
@NullMarked
package io.github.bayernkommunal.postfach.internal.bsp;

import org.jspecify.annotations.NullMarked;
