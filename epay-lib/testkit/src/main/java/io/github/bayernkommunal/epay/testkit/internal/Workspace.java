package io.github.bayernkommunal.epay.testkit.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.stream.Stream;

/** A private temporary directory for the files that the settings name; gone when closed. */
public final class Workspace implements AutoCloseable {

    private final Path directory;

    public Workspace() {
        try {
            directory = Files.createTempDirectory("epay-simulator-"); // readable by its owner only
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path certificates(String name, Certificate... chain) {
        StringBuilder pem = new StringBuilder();
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        try {
            for (Certificate certificate : chain) {
                pem.append("-----BEGIN CERTIFICATE-----\n")
                        .append(encoder.encodeToString(certificate.getEncoded()))
                        .append("\n-----END CERTIFICATE-----\n");
            }
            return Files.writeString(directory.resolve(name), pem, StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate has no encoded form", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path key(String name, KeyStore.PrivateKeyEntry key, String password) {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            Keys.store(key, password.toCharArray()).store(out, password.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key cannot be written", e);
        }
        return file;
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
