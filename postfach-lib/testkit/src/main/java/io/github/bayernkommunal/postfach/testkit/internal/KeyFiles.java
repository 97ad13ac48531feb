package io.github.bayernkommunal.postfach.testkit.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Key and trust files for a client, in a directory that only its owner can read and that {@link #close()} deletes. */
public final class KeyFiles implements AutoCloseable {

    private final Path directory;
    private final Path key;
    private final Path trust;
    private final Path authorKey;
    private final String password = new BigInteger(130, new SecureRandom()).toString(36);

    /** Writes both files. */
    public KeyFiles(KeyStore.PrivateKeyEntry client, X509Certificate anchor) {
        try {
            directory = Files.createTempDirectory("postfach-simulator-"); // owner-only where the system knows owners
            key = directory.resolve("client-key.p12");
            trust = directory.resolve("trust.pem");
            authorKey = directory.resolve("author-key.p12");
            writeKey(key, "client", client);
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(anchor.getEncoded());
            Files.writeString(
                    trust,
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n".formatted(base64),
                    StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("Key and trust file cannot be written to the temporary directory", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The client key cannot be stored as PKCS#12", e);
        }
    }

    private void writeKey(Path file, String alias, KeyStore.PrivateKeyEntry entry)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, entry.getPrivateKey(), password.toCharArray(), entry.getCertificateChain());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }

    /** The PKCS#12 file with the client's key. */
    public Path key() {
        return key;
    }

    /** Writes the PKCS#12 file with the key of an authority; its password is that of the other file. */
    public Path writeAuthorKey(KeyStore.PrivateKeyEntry author) {
        try {
            writeKey(authorKey, "author", author);
            return authorKey;
        } catch (IOException e) {
            throw new UncheckedIOException("The author's key file cannot be written to the temporary directory", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The author's key cannot be stored as PKCS#12", e);
        }
    }

    /** The PEM file with the certificate to trust. */
    public Path trust() {
        return trust;
    }

    /** The password of both key files. */
    public String password() {
        return password;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(key);
            Files.deleteIfExists(trust);
            Files.deleteIfExists(authorKey);
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The simulator's key files cannot be deleted", e);
        }
    }
}
