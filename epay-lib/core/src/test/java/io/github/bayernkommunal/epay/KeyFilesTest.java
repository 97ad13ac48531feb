package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.internal.KeyFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with the client's key, as operators hand them out and people make them. */
class KeyFilesTest {

    private final Certificates ours = Certificates.forLocalhost();

    private static KeyStore.PrivateKeyEntry read(String pem) {
        return KeyFiles.readKey(pem.getBytes(StandardCharsets.US_ASCII), "secret".toCharArray(), null, "our.pem");
    }

    private static String refusal(String pem) {
        return assertThrows(IllegalArgumentException.class, () -> read(pem)).getMessage();
    }

    @Test
    void aPemFileWithAnOpenOrAnEncryptedKey() throws Exception {
        for (String pem : new String[] {ours.pem(), ours.encryptedPem(2048)}) {
            KeyStore.PrivateKeyEntry entry = read(pem);

            assertEquals(ours.keys().getPrivate(), entry.getPrivateKey());
            assertEquals(ours.certificate(), entry.getCertificate());
        }
    }

    @Test
    void aWrongPasswordIsOneOfTheLikelyCauses() throws Exception {
        byte[] pem = ours.encryptedPem(2048).getBytes(StandardCharsets.US_ASCII);

        String refusal = assertThrows(
                        IllegalArgumentException.class,
                        () -> KeyFiles.readKey(pem, "wrong".toCharArray(), null, "our.pem"))
                .getMessage();

        assertTrue(refusal.contains("our.pem") && refusal.contains("password is wrong"), refusal);
    }

    @Test
    void aKeyInItsOldFormIsRefusedWithTheCommandThatConvertsIt() throws Exception {
        assertTrue(refusal(Certificates.block("EC PRIVATE KEY", new byte[] {1}) + ours.certificatePem())
                .contains("openssl pkcs8 -topk8"));
    }

    @Test
    void oneKeyAndItsCertificateAreNeeded() throws Exception {
        assertTrue(refusal(ours.certificatePem()).contains("0 private keys and 1 certificates"));
        assertTrue(refusal(ours.pem() + ours.pem()).contains("2 private keys and 2 certificates"));
        assertTrue(refusal(Certificates.block(
                        "PRIVATE KEY", ours.keys().getPrivate().getEncoded()))
                .contains("1 private keys and 0 certificates"));
    }

    @Test
    void aPasswordThatWouldTakeForEverIsRefused() throws Exception {
        byte[] million = ours.encryptedKey(1_000_000);
        assertEquals(
                ours.keys().getPrivate(),
                read(Certificates.block("ENCRYPTED PRIVATE KEY", million) + ours.certificatePem())
                        .getPrivateKey());

        // The number of iterations as DER: one more than five million instead of a million.
        String changed = new String(million, StandardCharsets.ISO_8859_1)
                .replace("\u0002\u0003\u000f\u0042\u0040", "\u0002\u0003\u004c\u004b\u0041");

        assertTrue(refusal(Certificates.block("ENCRYPTED PRIVATE KEY", changed.getBytes(StandardCharsets.ISO_8859_1))
                        + ours.certificatePem())
                .contains("more than 5000000 iterations"));
    }

    @Test
    void aStoreIsReadWithItsOnlyKey(@TempDir Path folder) throws Exception {
        KeyStore.PrivateKeyEntry entry = KeyFiles.readKey(ours.store(folder), "secret".toCharArray(), null);

        assertEquals(ours.certificate(), entry.getCertificate());
    }
}
