package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.bayernid.testkit.TestKeys;
import io.github.bayernkommunal.samples.benchmarks.saml.SamlFixture;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;

/** Everything that the workloads find when they start: files, and a server on this machine. */
final class Fixtures implements AutoCloseable {

    private final Path folder;
    private final LoopbackServer server;
    private final EmbeddedPostgres database;

    private Fixtures(Path folder, LoopbackServer server, EmbeddedPostgres database) {
        this.folder = folder;
        this.server = server;
        this.database = database;
    }

    static Fixtures make(Path folder) throws IOException {
        Files.createDirectories(folder);
        SamlFixture.make(folder);
        Authority.make(folder);
        KeyStore.PrivateKeyEntry key = TestKeys.tls(Clock.systemUTC());
        LoopbackServer server = LoopbackServer.start(key, new Services());
        Files.writeString(folder.resolve("server.txt"), server.address());
        try {
            Files.write(folder.resolve("server.cer"), key.getCertificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IOException("A certificate that was just made has a form", e);
        }
        return new Fixtures(folder, server, Database.start(folder));
    }

    /** Where the files are. */
    Path folder() {
        return folder;
    }

    @Override
    public void close() throws IOException {
        server.close();
        database.close();
    }
}
