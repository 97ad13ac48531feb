package io.github.bayernkommunal.portalregistry;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A service with scripted answers over HTTPS. */
final class MockHttps implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    private final TestTls tls;
    private final WireMockServer server;

    MockHttps() {
        this(TestTls.forName("localhost"));
    }

    MockHttps(TestTls tls) {
        this.tls = tls;
        this.server = new WireMockServer(WireMockConfiguration.options()
                .dynamicHttpsPort()
                .httpDisabled(true)
                .keystorePath(tls.keyStore().toString())
                .keystorePassword(TestTls.PASSWORD)
                .keyManagerPassword(TestTls.PASSWORD)
                .keystoreType("PKCS12"));
    }

    WireMockServer server() {
        return server;
    }

    URI address(String path) {
        return URI.create("https://localhost:" + server.httpsPort() + path);
    }

    String pem() throws Exception {
        return tls.pem();
    }

    List<X509Certificate> trust() {
        return List.of(tls.certificate());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        server.start();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        server.resetAll();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.stop();
    }
}
