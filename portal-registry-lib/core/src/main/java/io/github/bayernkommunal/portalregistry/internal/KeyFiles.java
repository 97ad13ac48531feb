package io.github.bayernkommunal.portalregistry.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
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
        String name = String.valueOf(file.getFileName());
        try {
            return readKey(Files.readAllBytes(file), password, alias, name);
        } catch (IOException e) {
            throw unusable(name, e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    /** The same from the content of a file; {@code name} is the file's, for messages. */
    public static KeyStore.PrivateKeyEntry readKey(
            byte[] content, char[] password, @Nullable String alias, String name) {
        try {
            return PemKey.isPem(content)
                    ? PemKey.read(content, password, name)
                    : pkcs12(content, password, alias, name);
        } catch (Unsuitable e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The platform's readers answer some broken files with an exception of the array that they stumbled over.
            throw unusable(name, e);
        }
    }

    /** A file that can be read, and does not hold what is needed. */
    static final class Unsuitable extends GeneralSecurityException {

        private static final long serialVersionUID = 1;

        Unsuitable(String message) {
            super(message);
        }
    }

    private static IllegalArgumentException unusable(String name, Exception cause) {
        return new IllegalArgumentException(
                "The key store " + name
                        + " cannot be opened. Likely causes: the file does not exist, it is neither"
                        + " PKCS#12 nor PEM, or the password is wrong ("
                        + Redact.line(String.valueOf(cause.getMessage())) + ")",
                cause);
    }

    private static KeyStore.PrivateKeyEntry pkcs12(byte[] content, char[] password, @Nullable String alias, String file)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(content), password);
        String name = alias == null ? onlyKey(store, file) : alias;
        if (store.getEntry(name, new KeyStore.PasswordProtection(password)) instanceof KeyStore.PrivateKeyEntry entry) {
            return entry;
        }
        throw new Unsuitable("The key store " + file + " has no private key named '" + Redact.line(name)
                + "'. Name an alias that it contains: "
                + Redact.line(Collections.list(store.aliases()).toString()));
    }

    private static String onlyKey(KeyStore store, String file) throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        if (keys.size() != 1) {
            throw new Unsuitable("The key store " + file + " holds " + keys.size()
                    + " private keys, so the alias must be named; found: " + Redact.line(keys.toString()));
        }
        return keys.get(0);
    }

    /** Reads all certificates of a PEM or DER file; at least one. */
    public static List<X509Certificate> readCertificates(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            return readCertificates(Files.readAllBytes(file), name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The same from the content of a file; {@code name} is the file's, for messages. */
    public static List<X509Certificate> readCertificates(byte[] content, String name) {
        try {
            Collection<? extends java.security.cert.Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            List<X509Certificate> certificates = new ArrayList<>();
            found.forEach(certificate -> certificates.add((X509Certificate) certificate));
            if (certificates.isEmpty()) {
                throw new Unsuitable("The file " + name + " holds no certificate");
            }
            return List.copyOf(certificates);
        } catch (Unsuitable e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(name, e);
        }
    }

    private static IllegalArgumentException unreadable(String name, Exception cause) {
        return new IllegalArgumentException(
                "The file %s cannot be read as certificates (%s)"
                        .formatted(name, Redact.line(String.valueOf(cause.getMessage()))),
                cause);
    }
}
