/** The citizen mailbox: simulator of the service. */
module io.github.bayernkommunal.postfach.testkit {
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires jakarta.json;
    requires java.naming;
    requires java.xml;
    requires jdk.httpserver;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports io.github.bayernkommunal.postfach.testkit;
}
