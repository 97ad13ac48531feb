/** Registration of services in the BayernPortal: simulator of the service. */
@NullMarked
package io.github.bayernkommunal.portalregistry.testkit;

import org.jspecify.annotations.NullMarked;
