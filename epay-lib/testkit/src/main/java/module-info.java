/** Payment of fees: simulator of the service. */
module io.github.bayernkommunal.epay.testkit {
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;
    requires java.xml;
    requires jdk.httpserver;
    requires jakarta.json;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports io.github.bayernkommunal.epay.testkit;
}
