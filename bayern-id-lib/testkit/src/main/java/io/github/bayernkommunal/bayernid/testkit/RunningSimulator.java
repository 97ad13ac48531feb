package io.github.bayernkommunal.bayernid.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that exists between start and close: server, service, and the files that settings name. */
final class RunningSimulator implements AutoCloseable {

    private static final String PASSWORD = "simulator";

    private final Web web;
    private final Service service;
    private final X509Certificate tls;
    private final Path directory;
    private @Nullable TestKeys keys;

    private RunningSimulator(Web web, Service service, X509Certificate tls, Path directory) {
        this.web = web;
        this.service = service;
        this.tls = tls;
        this.directory = directory;
    }

    static RunningSimulator launch(SimulatorSettings settings) {
        KeyStore.PrivateKeyEntry tlsKey = settings.tlsKey == null ? TestKeys.tls(settings.clock) : settings.tlsKey;
        Web web = Web.bind(settings.port, tlsKey);
        try {
            Service service = new Service(
                    web.address(), settings, () -> TestKeys.rsa("BayernID simulator", 3072, settings.clock));
            RunningSimulator running =
                    new RunningSimulator(web, service, (X509Certificate) tlsKey.getCertificate(), privateDirectory());
            running.writeMetadata();
            web.serve(new Site(service, new Control(service, running::writeMetadata)));
            return running;
        } catch (RuntimeException e) {
            web.close();
            throw e;
        }
    }

    private static Path privateDirectory() {
        try {
            boolean posix =
                    Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
            return posix
                    ? Files.createTempDirectory(
                            "bayernid-simulator",
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                    : Files.createTempDirectory("bayernid-simulator");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary directory for the simulator's keys", e);
        }
    }

    Service service() {
        return service;
    }

    URI address() {
        return web.address();
    }

    X509Certificate certificate() {
        return tls;
    }

    /** The service provider's keys, made when somebody first wants them. */
    synchronized TestKeys keys() {
        if (keys == null) {
            keys = TestKeys.fresh();
        }
        return keys;
    }

    synchronized Map<String, String> settings() {
        Path signing = directory.resolve("signing.p12");
        Path decryption = directory.resolve("decryption.p12");
        if (!Files.exists(decryption)) {
            TestKeys.write(keys().signing(), signing, PASSWORD);
            TestKeys.write(keys().decryption(), decryption, PASSWORD);
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("bayernid.identity-provider.metadata", metadataFile().toString());
        values.put("bayernid.identity-provider.entity-id", service.entityId());
        values.put("bayernid.signing-key.file", signing.toString());
        values.put("bayernid.signing-key.password", PASSWORD);
        values.put("bayernid.decryption-key.file", decryption.toString());
        values.put("bayernid.decryption-key.password", PASSWORD);
        return values;
    }

    private Path metadataFile() {
        return directory.resolve("idp-metadata.xml");
    }

    /** Writes what the service publishes now; to be called whenever its keys change. */
    void writeMetadata() {
        try {
            Files.writeString(metadataFile(), service.metadata());
        } catch (IOException e) {
            throw new UncheckedIOException("The metadata file cannot be written", e);
        }
    }

    /** Stops the server and deletes the files. */
    @Override
    public void close() {
        web.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's key files cannot be deleted: " + directory, e);
        }
    }
}
