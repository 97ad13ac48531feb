/** ZBP version 6: the documents, the signatures, the REST calls. */
@NullMarked
package io.github.bayernkommunal.postfach.testkit.internal.zbp;

import org.jspecify.annotations.NullMarked;
