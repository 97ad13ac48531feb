/** Login with BayernID in Jakarta EE applications. */
module io.github.bayernkommunal.bayernid.jakarta {
    requires transitive io.github.bayernkommunal.bayernid;
    requires static transitive jakarta.cdi;
    requires static transitive jakarta.inject;
    requires static transitive jakarta.security;
    requires static jakarta.security.auth.message;
    requires static transitive jakarta.servlet;
    requires static microprofile.config.api;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.github.bayernkommunal.bayernid.jakarta;

    provides jakarta.enterprise.inject.spi.Extension with
            io.github.bayernkommunal.bayernid.jakarta.internal.ActivationExtension;
}
