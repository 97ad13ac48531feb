package io.github.bayernkommunal.bayernid;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Keys for tests, made once per run and name; nothing of them is ever stored. */
final class Keys {

    private static final Map<String, KeyStore.PrivateKeyEntry> MADE = new ConcurrentHashMap<>();

    private Keys() {}

    /** The key of the identity provider. */
    static KeyStore.PrivateKeyEntry identityProvider() {
        return rsa("identity provider", 2048);
    }

    /** Our signing key. */
    static KeyStore.PrivateKeyEntry signing() {
        return rsa("signing", 2048);
    }

    /** Our decryption key. */
    static KeyStore.PrivateKeyEntry decryption() {
        return rsa("decryption", 2048);
    }

    /** A key that nobody knows. */
    static KeyStore.PrivateKeyEntry stranger() {
        return rsa("stranger", 2048);
    }

    static KeyStore.PrivateKeyEntry rsa(String name, int bits) {
        return MADE.computeIfAbsent(name + bits, unmade -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(bits);
                return entry(name, generator.generateKeyPair(), "SHA256withRSA");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static KeyStore.PrivateKeyEntry ec(String name, String curve) {
        return MADE.computeIfAbsent(name + curve, unmade -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(curve));
                return entry(name, generator.generateKeyPair(), "SHA256withECDSA");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A private key with the certificate of another one. */
    static KeyStore.PrivateKeyEntry mismatched() {
        return new KeyStore.PrivateKeyEntry(
                signing().getPrivateKey(),
                new X509Certificate[] {(X509Certificate) stranger().getCertificate()});
    }

    private static KeyStore.PrivateKeyEntry entry(String name, KeyPair pair, String algorithm) {
        try {
            X500Name subject = new X500Name("CN=test only " + name);
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    subject,
                                    BigInteger.valueOf(System.nanoTime()),
                                    Date.from(Instant.parse("2025-01-01T00:00:00Z")),
                                    Date.from(Instant.parse("2035-01-01T00:00:00Z")),
                                    subject,
                                    pair.getPublic())
                            .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
            return new KeyStore.PrivateKeyEntry(pair.getPrivate(), new X509Certificate[] {certificate});
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
