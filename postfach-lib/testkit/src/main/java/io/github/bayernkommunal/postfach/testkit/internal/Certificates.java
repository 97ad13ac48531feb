package io.github.bayernkommunal.postfach.testkit.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority that lives as long as one simulator. Elliptic curves where the contract lets us, because they are made
 * in no time. */
public final class Certificates {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final KeyPair keys;
    private final X509Certificate certificate;
    // Certificates are compared with the machine's time by TLS, so the simulator's clock has no say here.
    private final Instant now = Instant.now();

    private Certificates() throws GeneralSecurityException, IOException, OperatorCreationException {
        this.keys = newKeys();
        X500Name name = new X500Name("CN=Postfach simulator CA");
        X509v3CertificateBuilder builder = builder(name, name, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        this.certificate = sign(builder);
    }

    /** Makes a fresh authority. */
    public static Certificates fresh() {
        try {
            return new Certificates();
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("The JDK cannot make an elliptic curve certificate", e);
        }
    }

    /** The certificate of the authority itself. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** A key for a server that is reached as {@code localhost} or {@code 127.0.0.1}. */
    public KeyStore.PrivateKeyEntry server() {
        GeneralNames names = new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        });
        return issue("CN=localhost", KeyPurposeId.id_kp_serverAuth, names);
    }

    /** A key for a client. */
    public KeyStore.PrivateKeyEntry client() {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "fachverfahren.example"));
        return issue("CN=fachverfahren.example", KeyPurposeId.id_kp_clientAuth, names);
    }

    /** A key with which an authority signs: RSA, because ZBP wants RSA signatures. */
    public KeyStore.PrivateKeyEntry author(String commonName) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, "postfach.musterstadt.example"));
        return issue(
                "CN=%s,O=%s,C=DE".formatted(commonName, commonName), KeyPurposeId.id_kp_clientAuth, names, rsaKeys());
    }

    /** A fresh RSA key of 2048 bits. */
    public static KeyPair rsaKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot make an RSA key", e);
        }
    }

    private KeyStore.PrivateKeyEntry issue(String subject, KeyPurposeId purpose, GeneralNames names) {
        try {
            return issue(subject, purpose, names, newKeys());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK cannot make an elliptic curve key", e);
        }
    }

    private KeyStore.PrivateKeyEntry issue(String subject, KeyPurposeId purpose, GeneralNames names, KeyPair pair) {
        try {
            X509v3CertificateBuilder builder =
                    builder(new X500Name(certificate.getSubjectX500Principal().getName()), new X500Name(subject), pair);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            builder.addExtension(Extension.subjectAlternativeName, false, names);
            Certificate[] chain = {sign(builder), certificate};
            return new KeyStore.PrivateKeyEntry(pair.getPrivate(), chain);
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("The JDK cannot make a certificate", e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, RANDOM),
                Date.from(now.minus(1, ChronoUnit.DAYS)),
                Date.from(now.plus(30, ChronoUnit.DAYS)),
                subject,
                pair.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
