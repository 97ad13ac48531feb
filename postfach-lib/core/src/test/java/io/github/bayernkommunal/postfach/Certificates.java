package io.github.bayernkommunal.postfach;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Self-signed certificates, made where they are needed. Serial number 42. */
final class Certificates {

    private Certificates() {}

    static KeyStore.PrivateKeyEntry ec(String subject, String host, Instant from, Instant until) {
        return make("EC", 256, "SHA256withECDSA", subject, host, from, until);
    }

    static KeyStore.PrivateKeyEntry rsa(int bits, String subject) {
        Instant now = Instant.now();
        return make("RSA", bits, "SHA256withRSA", subject, "localhost", now.minusSeconds(60), now.plusSeconds(3600));
    }

    private static KeyStore.PrivateKeyEntry make(
            String algorithm, int size, String signature, String subject, String host, Instant from, Instant until) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(size);
            KeyPair pair = generator.generateKeyPair();
            X500Name name = new X500Name(subject);
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(new JcaX509v3CertificateBuilder(
                                    name,
                                    BigInteger.valueOf(42),
                                    Date.from(from),
                                    Date.from(until),
                                    name,
                                    pair.getPublic())
                            .addExtension(
                                    Extension.subjectAlternativeName,
                                    false,
                                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                            .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate())));
            return new KeyStore.PrivateKeyEntry(pair.getPrivate(), new Certificate[] {certificate});
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
