/** The citizen mailbox in Jakarta EE applications. */
module io.github.bayernkommunal.postfach.jakarta {
    requires transitive io.github.bayernkommunal.postfach;
    requires static transitive jakarta.cdi;
    requires static transitive jakarta.inject;
    requires static microprofile.config.api;
    requires static transitive org.jspecify;

    exports io.github.bayernkommunal.postfach.jakarta;
}
