/** Login with BayernID: simulator of the service. */
module io.github.bayernkommunal.bayernid.testkit {
    requires java.xml.crypto;
    requires jdk.httpserver;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires transitive org.junit.jupiter.api;
    requires static transitive org.jspecify;

    exports io.github.bayernkommunal.bayernid.testkit;
}
