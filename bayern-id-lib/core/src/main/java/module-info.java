/** Login with BayernID. */
module io.github.bayernkommunal.bayernid {
    requires static transitive org.jspecify;
    requires transitive java.sql;
    requires java.net.http;
    requires java.xml;
    requires jakarta.xml.bind;
    requires org.slf4j;

    // Amazon Corretto Crypto Provider, where an application has it.
    uses java.security.Provider;

    exports io.github.bayernkommunal.bayernid;

    opens io.github.bayernkommunal.bayernid.internal.wire.assertion to
            jakarta.xml.bind;
    opens io.github.bayernkommunal.bayernid.internal.wire.encryption to
            jakarta.xml.bind;
    opens io.github.bayernkommunal.bayernid.internal.wire.metadata to
            jakarta.xml.bind;
    opens io.github.bayernkommunal.bayernid.internal.wire.signature to
            jakarta.xml.bind;
}
