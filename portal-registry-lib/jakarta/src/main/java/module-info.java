/** Registration of services in the BayernPortal in Jakarta EE applications. */
module io.github.bayernkommunal.portalregistry.jakarta {
    requires transitive io.github.bayernkommunal.portalregistry;
    requires static transitive jakarta.cdi;
    requires static transitive jakarta.inject;
    requires static transitive jakarta.servlet;
    requires static microprofile.config.api;
    requires static transitive org.jspecify;

    exports io.github.bayernkommunal.portalregistry.jakarta;
}
