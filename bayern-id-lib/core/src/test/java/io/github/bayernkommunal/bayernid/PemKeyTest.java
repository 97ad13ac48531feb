package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.internal.KeyFiles;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OutputEncryptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys in PEM, written by Bouncy Castle. */
class PemKeyTest {

    private static final String PASSWORD = "geheim-ä";

    private final KeyStore.PrivateKeyEntry key = Keys.signing();

    @TempDir
    Path directory;

    private static String pem(Object... parts) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object part : parts) {
                writer.writeObject(part);
            }
        }
        return text.toString();
    }

    private static Object pkcs8(KeyStore.PrivateKeyEntry key, @Nullable OutputEncryptor encryptor) throws IOException {
        return new JcaPKCS8Generator(key.getPrivateKey(), encryptor);
    }

    private static OutputEncryptor encryptor(String algorithm) throws Exception {
        return new JceOpenSSLPKCS8EncryptorBuilder(new org.bouncycastle.asn1.ASN1ObjectIdentifier(algorithm))
                .setProvider(new org.bouncycastle.jce.provider.BouncyCastleProvider())
                .setPRF(PKCS8Generator.PRF_HMACSHA256)
                .setPassword("geheim".toCharArray())
                .build();
    }

    private KeyStore.PrivateKeyEntry read(String text, String password) throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), text);
        return KeyFiles.readKey(file, password.toCharArray(), null);
    }

    private String refusal(String text, String password) {
        return assertThrows(IllegalArgumentException.class, () -> read(text, password))
                .getMessage();
    }

    private void requireOurs(KeyStore.PrivateKeyEntry read) {
        assertEquals(key.getPrivateKey(), read.getPrivateKey());
        assertEquals(key.getCertificate(), read.getCertificate());
    }

    @Test
    void aKeyAndItsCertificateAreRead() throws Exception {
        requireOurs(read(pem(pkcs8(key, null), key.getCertificate()), ""));
    }

    @Test
    void theCertificateMayStandInFrontAndTextBetween() throws Exception {
        String text = "Bag Attributes\n    friendlyName: x\n" + pem(key.getCertificate()) + "# the key\r\n"
                + pem(pkcs8(key, null));

        requireOurs(read(text, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.16.840.1.101.3.4.1.2", "2.16.840.1.101.3.4.1.42"})
    void anEncryptedKeyIsOpenedWithThePassword(String aes) throws Exception {
        requireOurs(read(pem(pkcs8(key, encryptor(aes)), key.getCertificate()), "geheim"));
    }

    @Test
    void aWrongPasswordIsNamedAsALikelyCause() throws Exception {
        String text = pem(pkcs8(key, encryptor("2.16.840.1.101.3.4.1.42")), key.getCertificate());

        assertTrue(refusal(text, PASSWORD.substring(0, 4)).contains("the password is wrong"));
        assertTrue(refusal(text, "").contains("the password is wrong"));
    }

    @Test
    void theChainKeepsItsOrder() throws Exception {
        Certificate authority = Keys.stranger().getCertificate();

        KeyStore.PrivateKeyEntry read = read(pem(pkcs8(key, null), key.getCertificate(), authority), "");

        assertEquals(2, read.getCertificateChain().length);
        assertEquals(authority, read.getCertificateChain()[1]);
    }

    @Test
    void anEllipticKeyIsRead() throws Exception {
        KeyStore.PrivateKeyEntry elliptic = Keys.ec("pem", "secp256r1");

        assertEquals(
                elliptic.getPrivateKey(),
                read(pem(pkcs8(elliptic, null), elliptic.getCertificate()), "").getPrivateKey());
    }

    @Test
    void oneKeyAndOneCertificateAreTheLeast() throws Exception {
        assertTrue(refusal(pem(pkcs8(key, null)), "").contains("holds 1 private keys and 0 certificates"));
        assertTrue(refusal(pem(key.getCertificate()), "").contains("holds 0 private keys and 1 certificates"));
        assertTrue(refusal(pem(pkcs8(key, null), pkcs8(key, null), key.getCertificate()), "")
                .contains("holds 2 private keys"));
    }

    @Test
    void theOldFormOfKeysIsNamedWithTheRemedy() throws Exception {
        String old = pem(key.getPrivateKey(), key.getCertificate());
        assertTrue(old.contains("BEGIN RSA PRIVATE KEY"));

        assertTrue(refusal(old, "").contains("openssl pkcs8 -topk8"));
    }

    @Test
    void damagedTextIsRefused() throws Exception {
        String sound = pem(pkcs8(key, null), key.getCertificate());

        assertTrue(refusal(sound.replaceFirst("MII", "MIJ"), "").contains("key.pem"));
        assertTrue(refusal(sound.substring(0, sound.length() - 20), "").contains("0 certificates"));
        assertTrue(refusal("nothing", "").contains("neither PKCS#12 nor PEM"));
    }

    @Test
    void theCertificateOfAnotherKeyIsFoundWhenTheServiceProviderIsMade() throws Exception {
        KeyStore.PrivateKeyEntry mixed =
                read(pem(pkcs8(key, null), Keys.stranger().getCertificate()), "");

        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> Desk.builder().signingKey(mixed).build());

        assertTrue(refused.getMessage().contains("do not belong together"), refused.getMessage());
    }
}
