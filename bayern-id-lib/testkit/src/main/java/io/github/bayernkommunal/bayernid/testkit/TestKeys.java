package io.github.bayernkommunal.bayernid.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A service provider's two keys, made for one test and never stored: one to sign requests, one to decrypt answers.
 *
 * @param signing RSA, 3072 bits, self-signed certificate
 * @param decryption RSA, 3072 bits, self-signed certificate
 */
public record TestKeys(KeyStore.PrivateKeyEntry signing, KeyStore.PrivateKeyEntry decryption) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Two new keys, valid from yesterday for two years.
     *
     * @return keys that nobody else has
     */
    public static TestKeys fresh() {
        Clock clock = Clock.systemUTC();
        // Finding primes takes a while, so one of the two is made beside the other.
        CompletableFuture<KeyStore.PrivateKeyEntry> signing =
                CompletableFuture.supplyAsync(() -> rsa("test signing", 3072, clock));
        KeyStore.PrivateKeyEntry decryption = rsa("test decryption", 3072, clock);
        return new TestKeys(signing.join(), decryption);
    }

    /**
     * A new RSA key with a self-signed certificate.
     *
     * @param name common name of the certificate
     * @param bits length of the key; 3072 is what BSI TR-03116-4 asks for
     * @param clock the certificate is valid from one day before its time for two years
     * @return key and certificate
     */
    public static KeyStore.PrivateKeyEntry rsa(String name, int bits, Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return selfSigned(generator.generateKeyPair(), name, "SHA256withRSA", clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot make an RSA key", e);
        }
    }

    /**
     * A new key for TLS on this machine: P-256, valid for localhost and 127.0.0.1.
     *
     * @param clock the certificate is valid from one day before its time for two years
     * @return key and certificate
     */
    public static KeyStore.PrivateKeyEntry tls(Clock clock) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return selfSigned(generator.generateKeyPair(), "localhost", "SHA256withECDSA", clock);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot make an EC key", e);
        }
    }

    /**
     * Writes a key with its certificate as a PKCS#12 file with one entry named {@code key}.
     *
     * @param entry what to write
     * @param file where to; an existing file is replaced
     * @param password protects the file
     */
    public static void write(KeyStore.PrivateKeyEntry entry, Path file, String password) {
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("key", entry.getPrivateKey(), password.toCharArray(), entry.getCertificateChain());
            store.store(out, password.toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " cannot be written", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot write PKCS#12", e);
        }
    }

    /** An XML name with 128 random bits: never begins with a digit. */
    static String randomId() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return "_" + HexFormat.of().formatHex(bits);
    }

    private static KeyStore.PrivateKeyEntry selfSigned(KeyPair pair, String name, String algorithm, Clock clock) {
        try {
            X500Name subject = new X500Name("CN=" + name);
            Instant now = clock.instant();
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    subject,
                                    new BigInteger(64, RANDOM).add(BigInteger.ONE),
                                    Date.from(now.minus(Duration.ofDays(1))),
                                    Date.from(now.plus(Duration.ofDays(730))),
                                    subject,
                                    pair.getPublic())
                            .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                                new GeneralName(GeneralName.dNSName, "localhost"),
                                new GeneralName(GeneralName.iPAddress, "127.0.0.1")
                            }))
                            .build(new JcaContentSignerBuilder(algorithm).build(pair.getPrivate())));
            return new KeyStore.PrivateKeyEntry(pair.getPrivate(), new Certificate[] {certificate});
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("Bouncy Castle cannot make a certificate", e);
        }
    }

    /**
     * Says nothing about the keys.
     *
     * @return a fixed text
     */
    @Override
    public String toString() {
        return "TestKeys";
    }
}
