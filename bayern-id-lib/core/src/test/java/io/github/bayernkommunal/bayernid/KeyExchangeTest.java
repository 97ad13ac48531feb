package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.testkit.BayernIdSimulator;
import io.github.bayernkommunal.bayernid.testkit.TestCitizen;
import io.github.bayernkommunal.bayernid.testkit.TestKeys;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our keys change while logins go on. */
class KeyExchangeTest {

    private static final String PASSWORD = "geheim";

    @RegisterExtension
    static final BayernIdSimulator simulator = BayernIdSimulator.create();

    @TempDir
    Path directory;

    private Path write(String name, KeyStore.PrivateKeyEntry key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry("key", key, new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        Path fresh = directory.resolve(name + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return Files.move(fresh, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    private Map<String, String> settings(KeyStore.PrivateKeyEntry signing, KeyStore.PrivateKeyEntry decryption)
            throws Exception {
        Map<String, String> settings = new HashMap<>(simulator.settings());
        settings.put("bayernid.entity-id", "https://antrag.musterstadt.example/sp");
        settings.put("bayernid.answers-to", "https://antrag.musterstadt.example/saml/acs");
        settings.put("bayernid.display-name", "Stadt Musterstadt – Hundesteuer");
        settings.put("bayernid.signing-key.file", write("signing.p12", signing).toString());
        settings.put("bayernid.signing-key.password", PASSWORD);
        settings.put(
                "bayernid.decryption-key.file",
                write("decryption.p12", decryption).toString());
        settings.put("bayernid.decryption-key.password", PASSWORD);
        return settings;
    }

    private static void logIn(BayernIdServiceProvider bayernId) {
        LoginStart start = bayernId.startLogin(LoginRequest.atLeast(TrustLevel.HIGH));
        String answer = simulator.answer(start.formFields().get("SAMLRequest"), TestCitizen.of("anna"));
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, start.pending()));
    }

    private static String signingKey(BayernIdServiceProvider bayernId) {
        return bayernId.keys().stream()
                .filter(key -> key.use().equals("signing"))
                .findFirst()
                .orElseThrow()
                .fingerprint();
    }

    @Test
    void noLoginFailsWhileBothKeysAreExchanged() throws Exception {
        TestKeys before = TestKeys.fresh();
        TestKeys after = TestKeys.fresh();
        try (BayernIdServiceProvider bayernId = BayernIdServiceProvider.builder()
                .entityId("https://antrag.musterstadt.example/sp")
                .answersTo(java.net.URI.create("https://antrag.musterstadt.example/saml/acs"))
                .displayName("Stadt Musterstadt – Hundesteuer")
                .identityProvider(IdentityProvider.fromMetadata(
                        Path.of(simulator.settings().get("bayernid.identity-provider.metadata"))))
                .signingKey(before.signing())
                .decryptionKeys(before.decryption())
                .build()) {
            simulator.register(bayernId.metadata());
            ExecutorService people = Executors.newFixedThreadPool(4);
            AtomicBoolean enough = new AtomicBoolean();
            try {
                List<Future<Integer>> all = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    Callable<Integer> logins = () -> {
                        int done = 0;
                        while (!enough.get() || done < 3) {
                            logIn(bayernId);
                            done++;
                        }
                        return done;
                    };
                    all.add(people.submit(logins));
                }

                // As the operations page says: publish, have it read, use, drop.
                bayernId.exchangeKeys(
                        before.signing(), after.signing(), List.of(before.decryption(), after.decryption()));
                simulator.register(bayernId.metadata());
                bayernId.exchangeKeys(
                        after.signing(), before.signing(), List.of(after.decryption(), before.decryption()));
                simulator.register(bayernId.metadata());
                logIn(bayernId);

                enough.set(true);
                for (Future<Integer> one : all) {
                    assertTrue(one.get() >= 3);
                }
            } finally {
                enough.set(true);
                people.shutdownNow();
            }
            bayernId.exchangeKeys(after.signing(), null, List.of(after.decryption()));
            simulator.register(bayernId.metadata());
            logIn(bayernId);
        }
    }

    @Test
    void loginThatIsUnderWayEndsWithTheKeyItBeganWith() {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        PendingLogin pending = Desk.pending();
        String answer = Answer.to(pending).build();

        bayernId.exchangeKeys(Keys.rsa("second", 2048), null, List.of(Keys.rsa("third", 2048), Keys.decryption()));

        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
    }

    @Test
    void withoutTheOldDecryptionKeyItsAnswersCannotBeOpened() {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        PendingLogin pending = Desk.pending();
        String answer = Answer.to(pending).build();

        bayernId.exchangeKeys(Keys.signing(), null, List.of(Keys.rsa("third", 2048)));

        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(answer, pending));
        assertEquals(Check.DECRYPTION, refusal.failedCheck());
    }

    @Test
    void aBadNewKeyLeavesTheOldOnesAndEveryProblemIsNamed() {
        BayernIdServiceProvider bayernId = Desk.serviceProvider();
        PendingLogin pending = Desk.pending();
        List<KeyStatus> before = bayernId.keys();

        var refused = assertThrows(
                IllegalArgumentException.class,
                () -> bayernId.exchangeKeys(Keys.mismatched(), Keys.rsa("short", 1024), List.of()));

        assertTrue(refused.getMessage().startsWith("The new keys have 3 problem(s)"), refused.getMessage());
        assertTrue(refused.getMessage().contains("bayernid.decryption-key.file"), refused.getMessage());
        assertEquals(before, bayernId.keys());
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(Answer.to(pending).build(), pending));
    }

    @Test
    void filesThatWereReplacedAreReadAgain() throws Exception {
        TestKeys before = TestKeys.fresh();
        TestKeys after = TestKeys.fresh();
        try (BayernIdServiceProvider bayernId =
                BayernIdServiceProvider.from(settings(before.signing(), before.decryption()))) {
            simulator.register(bayernId.metadata());
            logIn(bayernId);
            String old = signingKey(bayernId);
            write("signing.p12", after.signing());
            write("decryption.p12", after.decryption());

            bayernId.reloadKeys();

            assertFalse(signingKey(bayernId).equals(old));
            simulator.register(bayernId.metadata());
            logIn(bayernId);
        }
    }

    @Test
    void filesThatBrokeLeaveTheKeysInUse() throws Exception {
        TestKeys keys = TestKeys.fresh();
        Map<String, String> settings = settings(keys.signing(), keys.decryption());
        try (BayernIdServiceProvider bayernId = BayernIdServiceProvider.from(settings)) {
            simulator.register(bayernId.metadata());
            Files.writeString(directory.resolve("signing.p12"), "cut off");
            Files.delete(directory.resolve("decryption.p12"));

            var refused = assertThrows(IllegalArgumentException.class, bayernId::reloadKeys);

            assertTrue(refused.getMessage().contains("bayernid.signing-key.file"), refused.getMessage());
            assertTrue(refused.getMessage().contains("bayernid.decryption-key.file"), refused.getMessage());
            logIn(bayernId);
        }
    }

    @Test
    void withoutSettingsThereAreNoFilesToReadAgain() {
        assertThrows(IllegalStateException.class, Desk.serviceProvider()::reloadKeys);
    }
}
