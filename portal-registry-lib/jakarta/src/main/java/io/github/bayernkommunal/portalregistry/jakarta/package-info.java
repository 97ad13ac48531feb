/** Registration of services in the BayernPortal in Jakarta EE applications. */
@NullMarked
package io.github.bayernkommunal.portalregistry.jakarta;

import org.jspecify.annotations.NullMarked;
