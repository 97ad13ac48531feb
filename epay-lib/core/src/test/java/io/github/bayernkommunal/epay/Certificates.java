package io.github.bayernkommunal.epay;

import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS8EncryptedPrivateKeyInfoBuilder;

/** A key and a certificate made for one test. */
record Certificates(KeyPair keys, X509Certificate certificate) {

    static Certificates forLocalhost() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            X500Name name = new X500Name("CN=localhost");
            Instant now = Instant.now();
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    new BigInteger(64, new SecureRandom()),
                    Date.from(now.minus(1, ChronoUnit.HOURS)),
                    Date.from(now.plus(1, ChronoUnit.DAYS)),
                    name,
                    keys.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, "localhost")));
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
            return new Certificates(keys, certificate);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a PKCS#12 file with the password {@code secret}. */
    Path store(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", keys.getPrivate(), "secret".toCharArray(), new Certificate[] {certificate});
        Path file = Files.createTempFile(folder, "key", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return file;
    }

    KeyStore.PrivateKeyEntry entry() {
        return new KeyStore.PrivateKeyEntry(keys.getPrivate(), new Certificate[] {certificate});
    }

    /** Writes a PKCS#12 file that trusts the certificate, with the password {@code secret}. */
    Path trustStore(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("anchor", certificate);
        Path file = Files.createTempFile(folder, "trust", ".p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return file;
    }

    /** The same with a store whose password costs no time. */
    Path quickStore(Path folder) throws Exception {
        List<String> costs = List.of("certPbe", "keyPbe", "mac");
        costs.forEach(cost -> System.setProperty("keystore.pkcs12." + cost + "IterationCount", "1"));
        try {
            return store(folder);
        } finally {
            costs.forEach(cost -> System.clearProperty("keystore.pkcs12." + cost + "IterationCount"));
        }
    }

    /** Key and certificate as text. */
    String pem() throws Exception {
        return block("PRIVATE KEY", keys.getPrivate().getEncoded()) + certificatePem();
    }

    /** The same with a key that the password {@code secret} opens. */
    String encryptedPem(int iterations) throws Exception {
        return block("ENCRYPTED PRIVATE KEY", encryptedKey(iterations)) + certificatePem();
    }

    /** The key alone, encrypted as PKCS#8. */
    byte[] encryptedKey(int iterations) throws Exception {
        return new JcaPKCS8EncryptedPrivateKeyInfoBuilder(keys.getPrivate())
                .build(new JceOpenSSLPKCS8EncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                        .setProvider(new BouncyCastleProvider())
                        .setPRF(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE))
                        .setIterationCount(iterations)
                        .setPassword("secret".toCharArray())
                        .build())
                .getEncoded();
    }

    String certificatePem() throws Exception {
        return block("CERTIFICATE", certificate.getEncoded());
    }

    static String block(String label, byte[] content) {
        return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n"
                .formatted(label, Base64.getMimeEncoder().encodeToString(content));
    }
}
