/** Registration of services in the BayernPortal. */
@NullMarked
package io.github.bayernkommunal.portalregistry;

import org.jspecify.annotations.NullMarked;
