/** Registration of services in the BayernPortal. */
module io.github.bayernkommunal.portalregistry {
    requires static transitive org.jspecify;
    requires com.ctc.wstx;
    requires jakarta.json;
    requires java.net.http;
    requires java.xml;
    requires org.jsoup;
    requires org.slf4j;

    exports io.github.bayernkommunal.portalregistry;
}
