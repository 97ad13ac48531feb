/** The citizen mailbox. */
module io.github.bayernkommunal.postfach {
    requires com.nimbusds.jose.jwt;
    requires jakarta.json;
    requires jakarta.mail;
    requires jakarta.xml.bind;
    requires jakarta.xml.ws;
    requires java.naming;
    requires transitive java.sql;
    requires java.xml;
    requires org.apache.cxf.core;
    requires org.apache.cxf.databinding.jaxb;
    requires org.apache.cxf.frontend.jaxws;
    requires org.apache.cxf.frontend.simple;
    requires org.apache.httpcomponents.client5.httpclient5;
    requires org.apache.httpcomponents.core5.httpcore5;
    requires org.eclipse.angus.mail;
    requires org.jsoup;
    requires static transitive org.jspecify;
    requires org.slf4j;

    exports io.github.bayernkommunal.postfach;

    opens io.github.bayernkommunal.postfach.internal.bsp.wire;
    opens io.github.bayernkommunal.postfach.internal.bsp.wire.nachricht;
}
