package io.github.bayernkommunal.portalregistry.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files with keys and certificates. */
public final class KeyFiles {

    private KeyFiles() {}

    /**
     * Reads one private key with its chain from a PKCS#12 file or a PEM file.
     *
     * @param password cleared afterwards
     * @param alias the entry of a PKCS#12 file to take; without it the file must hold exactly one key
     */
    public static KeyStore.PrivateKeyEntry readKey(Path file, char[] password, @Nullable String alias) {
        try {
            byte[] content = Files.readAllBytes(file);
            return PemKey.isPem(content)
                    ? PemKey.read(content, password, file.getFileName().toString())
                    : pkcs12(content, password, alias, file);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The key store " + file.getFileName()
                            + " cannot be opened. Likely causes: the file does not exist, it is neither"
                            + " PKCS#12 nor PEM, or the password is wrong (" + e.getMessage() + ")",
                    e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static KeyStore.PrivateKeyEntry pkcs12(byte[] content, char[] password, @Nullable String alias, Path file)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(content), password);
        String name = alias == null ? onlyKey(store, file) : alias;
        if (store.getEntry(name, new KeyStore.PasswordProtection(password)) instanceof KeyStore.PrivateKeyEntry entry) {
            return entry;
        }
        throw new IllegalArgumentException("The key store " + file.getFileName() + " has no private key named '" + name
                + "'. Name an alias that it contains: " + Collections.list(store.aliases()));
    }

    private static String onlyKey(KeyStore store, Path file) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new IllegalArgumentException("The key store " + file.getFileName() + " holds " + keys.size()
                    + " private keys, so the alias must be named; found: " + keys);
        }
        return keys.get(0);
    }

    /** Reads all certificates of a PEM or DER file; at least one. */
    public static List<X509Certificate> readCertificates(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends java.security.cert.Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            List<X509Certificate> certificates = new ArrayList<>();
            found.forEach(certificate -> certificates.add((X509Certificate) certificate));
            if (certificates.isEmpty()) {
                throw new IllegalArgumentException("The file " + file.getFileName() + " holds no certificate");
            }
            return List.copyOf(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "The file " + file.getFileName() + " cannot be read as certificates (" + e.getMessage() + ")", e);
        }
    }
}
