/** Registration of services in the BayernPortal. */
module io.github.bayernkommunal.portalregistry {
    requires static jakarta.xml.ws;
    requires static org.apache.cxf.binding.soap;
    requires static org.apache.cxf.core;
    requires static org.apache.cxf.frontend.jaxws;
    requires static org.apache.cxf.transport.http;
    requires static transitive org.jspecify;
    requires com.ctc.wstx;
    requires jakarta.json;
    requires java.net.http;
    requires java.xml;
    requires org.jsoup;
    requires org.slf4j;

    exports io.github.bayernkommunal.portalregistry;
}
