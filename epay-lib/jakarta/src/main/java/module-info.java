/** Payment of fees in Jakarta EE applications. */
module io.github.bayernkommunal.epay.jakarta {
    requires transitive io.github.bayernkommunal.epay;
    requires static transitive jakarta.cdi;
    requires static transitive jakarta.inject;
    requires static transitive jakarta.servlet;
    requires static microprofile.config.api;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.github.bayernkommunal.epay.jakarta;
}
