/** An application from before: servlets and JSP, described in web.xml. It knows nothing of BayernID. */
@NullMarked
package io.github.bayernkommunal.samples.existingapp;

import org.jspecify.annotations.NullMarked;
