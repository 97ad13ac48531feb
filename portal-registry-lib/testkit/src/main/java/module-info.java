/** Registration of services in the BayernPortal: simulator of the service. */
module io.github.bayernkommunal.portalregistry.testkit {
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires transitive jdk.httpserver;
    requires java.net.http;
    requires java.xml;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports io.github.bayernkommunal.portalregistry.testkit;
}
