package io.github.bayernkommunal.samples.benchmarks.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where the benchmark's own server is, and whom to trust there.
 *
 * @param address of the service
 * @param certificate of the server
 */
public record Connection(URI address, X509Certificate certificate) {

    /** Reads what the parent process wrote. */
    public static Connection of(Path fixture, String path) throws IOException {
        try (InputStream in = Files.newInputStream(fixture.resolve("server.cer"))) {
            X509Certificate certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return new Connection(URI.create(Files.readString(fixture.resolve("server.txt")) + path), certificate);
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate of the server cannot be read", e);
        }
    }

    /** TLS that trusts this server alone. */
    public SSLContext tls() throws IOException {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS cannot be set up", e);
        }
    }
}
