/** Payment of fees. */
module io.github.bayernkommunal.epay {
    requires static transitive org.jspecify;
    requires jakarta.json;
    requires java.net.http;
    requires transitive java.sql;
    requires org.slf4j;

    exports io.github.bayernkommunal.epay;
}
