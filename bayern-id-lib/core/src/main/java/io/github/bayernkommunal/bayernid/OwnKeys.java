package io.github.bayernkommunal.bayernid;

import io.github.bayernkommunal.bayernid.internal.xml.Fingerprints;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The keys of a service provider; what is missing or does not work is found by {@link BuilderCheck#keys}. */
final class OwnKeys {

    private final KeyStore.@Nullable PrivateKeyEntry signing;
    private final KeyStore.@Nullable PrivateKeyEntry nextSigning;
    private final List<KeyStore.PrivateKeyEntry> decryption;

    OwnKeys(
            KeyStore.@Nullable PrivateKeyEntry signing,
            KeyStore.@Nullable PrivateKeyEntry nextSigning,
            List<KeyStore.PrivateKeyEntry> decryption) {
        this.signing = signing;
        this.nextSigning = nextSigning;
        this.decryption = List.copyOf(decryption);
    }

    KeyStore.PrivateKeyEntry signing() {
        return Objects.requireNonNull(signing);
    }

    KeyStore.@Nullable PrivateKeyEntry signingOrNull() {
        return signing;
    }

    KeyStore.@Nullable PrivateKeyEntry nextSigning() {
        return nextSigning;
    }

    List<KeyStore.PrivateKeyEntry> decryption() {
        return decryption;
    }

    /** The current one first, then the next one if there is one. */
    List<X509Certificate> signingCertificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        certificates.add(certificate(signing()));
        if (nextSigning != null) {
            certificates.add(certificate(nextSigning));
        }
        return certificates;
    }

    List<X509Certificate> decryptionCertificates() {
        return decryption.stream().map(OwnKeys::certificate).toList();
    }

    private static X509Certificate certificate(KeyStore.PrivateKeyEntry key) {
        return (X509Certificate) key.getCertificate();
    }

    String signingFingerprint() {
        return Fingerprints.of(signing().getCertificate().getPublicKey());
    }

    /** How each of them stands. */
    List<KeyStatus> status(Instant now) {
        List<KeyStatus> keys = new ArrayList<>();
        List<X509Certificate> certificates = signingCertificates();
        for (int i = 0; i < certificates.size(); i++) {
            KeyStatus key = KeyStatus.of(i == 0 ? "signing" : "next signing", certificates.get(i), now);
            boolean shared = decryptionCertificates().stream()
                    .anyMatch(other -> Fingerprints.of(other.getPublicKey()).equals(key.fingerprint()));
            keys.add(shared ? key.advising("it also decrypts: use separate keys") : key);
        }
        keys.addAll(status("decryption", decryptionCertificates(), now));
        return keys;
    }

    static List<KeyStatus> status(String use, List<X509Certificate> certificates, Instant now) {
        List<KeyStatus> keys = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            keys.add(KeyStatus.of(use + " " + (i + 1), certificates.get(i), now));
        }
        return keys;
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "OwnKeys[%d decryption keys]".formatted(decryption.size());
    }
}
