/** Answers in JSON or XML as one kind of tree. */
@NullMarked
package io.github.bayernkommunal.portalregistry.internal.tree;

import org.jspecify.annotations.NullMarked;
