package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys that never leave their device. One device is {@link TestDevice}, the other is SoftHSM behind PKCS#11, as Java 17
 * speaks it; the gate installs SoftHSM and sets {@code DEVICE_TEST=required}.
 */
class DeviceKeysTest {

    private static final String PIN = "1234";

    private static final Path SOFTHSM = Path.of("/usr/lib/softhsm/libsofthsm2.so");

    @TempDir
    static Path folder;

    /** One for the process: the library looks for tokens only once. */
    private static @Nullable Provider softHsm;

    @AfterEach
    void removeDevices() {
        Security.removeProvider("TestDevice");
        Security.removeProvider("SunPKCS11-Test");
    }

    @Test
    void aLoginWorksWithKeysThatShowNoNumbers() {
        Security.addProvider(new TestDevice());

        requireLogin(TestDevice.moved(Keys.signing()), TestDevice.moved(Keys.decryption()));
    }

    @Test
    void aSigningKeyMayLiveBehindPkcs11() throws Exception {
        KeyStore.PrivateKeyEntry inside = storedInSoftHsm(Keys.signing());
        assertNull(inside.getPrivateKey().getEncoded(), "the device shows its key");

        requireLogin(inside, Keys.decryption());
    }

    @Test
    void aDecryptionKeyWhoseProviderLacksOaepIsRefusedWithAWayOut() throws Exception {
        BayernIdServiceProvider.Builder builder = Desk.builder().decryptionKeys(storedInSoftHsm(Keys.decryption()));

        var refusal = assertThrows(IllegalArgumentException.class, builder::build);

        assertTrue(refusal.getMessage().contains("decryptionKeys, key 1"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("cannot open RSA-OAEP"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("keep the key in a file"), refusal.getMessage());
    }

    private static void requireLogin(KeyStore.PrivateKeyEntry signing, KeyStore.PrivateKeyEntry decryption) {
        TestCitizen person = TestCitizen.named("device").name("Anna", "Muster").build();
        try (BayernIdSimulator simulator =
                        BayernIdSimulator.builder().citizens(List.of(person)).start();
                BayernIdServiceProvider bayernId = BayernIdServiceProvider.builder()
                        .entityId("https://antrag.musterstadt.example/sp")
                        .answersTo(URI.create("https://antrag.musterstadt.example/saml/acs"))
                        .identityProvider(IdentityProvider.fromMetadata(
                                simulator.metadata().getBytes(StandardCharsets.UTF_8)))
                        .signingKey(signing)
                        .decryptionKeys(decryption)
                        .displayName("Stadt Musterstadt")
                        .build()) {
            simulator.register(bayernId.metadata());
            LoginStart start = bayernId.startLogin(
                    LoginRequest.atLeast(TrustLevel.SUBSTANTIAL).requesting(Attribute.GIVEN_NAME));
            String request = start.formFields().get("SAMLRequest");

            LoginOutcome outcome = bayernId.finishLogin(simulator.answer(request, person), start.pending());

            assertEquals(
                    "ANNA",
                    assertInstanceOf(LoggedIn.class, outcome)
                            .citizen()
                            .givenName()
                            .orElseThrow());
        }
    }

    /** The key in a new token of SoftHSM, which does not show it. */
    private KeyStore.PrivateKeyEntry storedInSoftHsm(KeyStore.PrivateKeyEntry key)
            throws IOException, InterruptedException, GeneralSecurityException {
        assumeTrue(
                Files.exists(SOFTHSM) || "required".equals(System.getenv("DEVICE_TEST")),
                "SoftHSM is not installed (Debian: apt-get install softhsm2)");
        Provider provider = softHsm == null ? softHsm() : softHsm;
        softHsm = provider;
        Security.addProvider(provider);
        KeyStore inside = KeyStore.getInstance("PKCS11", provider);
        inside.load(null, PIN.toCharArray());
        X509Certificate certificate = (X509Certificate) key.getCertificate();
        String alias = certificate.getSerialNumber().toString();
        inside.setKeyEntry(alias, key.getPrivateKey(), null, new X509Certificate[] {certificate});
        return (KeyStore.PrivateKeyEntry) inside.getEntry(alias, null);
    }

    // The library reads its configuration once per process, from the environment: see the pom for where it points.
    private static Provider softHsm() throws IOException, InterruptedException {
        Path configuration = Path.of(System.getenv("SOFTHSM2_CONF"));
        Path tokens = Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(configuration, "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
        Process made = new ProcessBuilder(
                        "softhsm2-util",
                        "--init-token",
                        "--free",
                        "--label",
                        "test only",
                        "--pin",
                        PIN,
                        "--so-pin",
                        PIN)
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, made.waitFor(), said);
        String slot = said.replaceAll("(?s).*reassigned to slot (\\d+).*", "$1").strip();
        Path pkcs11 = Files.writeString(folder.resolve("pkcs11.cfg"), """
                name = Test
                library = %s
                slot = %s
                attributes(*, CKO_PRIVATE_KEY, CKK_RSA) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_SIGN = true
                  CKA_DECRYPT = true
                }
                """.formatted(SOFTHSM, slot));
        return Security.getProvider("SunPKCS11").configure(pkcs11.toString());
    }
}
