package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.condition.OS.LINUX;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import io.github.bayernkommunal.bayernid.internal.xml.OwnKey;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** With Amazon Corretto Crypto Provider on the class path, in a process of its own, because all others go without. */
class CorrettoTest {

    @Test
    @EnabledOnOs(value = LINUX, architectures = "amd64")
    void ourKeysAreUsedByItAndNothingElseChanges() throws Exception {
        String said = login(File.pathSeparator + System.getProperty("corretto.jar"));

        assertTrue(said.contains("OwnKey[AmazonCorrettoCryptoProvider]"), said);
        assertTrue(said.contains("BEISPIEL"), said);
        assertTrue(said.contains("refused by " + Check.DECRYPTION), said);
        assertTrue(said.contains("the same providers"), said);
    }

    @Test
    void withoutItTheJdkDoesTheSame() throws Exception {
        String said = login("");

        assertTrue(said.contains("OwnKey\n"), said);
        assertTrue(said.contains("BEISPIEL"), said);
        assertTrue(said.contains("refused by " + Check.DECRYPTION), said);
    }

    private static String login(String more) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path") + more,
                        OneLogin.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    /** What the other process does. */
    static final class OneLogin {

        private OneLogin() {}

        public static void main(String... arguments) {
            Provider[] before = Security.getProviders();
            PendingLogin pending = Desk.pending();
            BayernIdServiceProvider bayernId = Desk.serviceProvider();
            System.out.println(OwnKey.of(Keys.decryption().getPrivateKey()));
            if (bayernId.finishLogin(Answer.to(pending).build(), pending) instanceof LoggedIn login) {
                System.out.println(login.citizen().surname().orElseThrow());
            }
            bayernId.startLogin(LoginRequest.atLeast(TrustLevel.HIGH));
            try {
                bayernId.exchangeKeys(Keys.signing(), null, java.util.List.of(Keys.stranger()));
                bayernId.finishLogin(Answer.to(pending).build(), pending);
            } catch (ResponseNotTrustedException refused) {
                System.out.println("refused by " + refused.failedCheck());
            }
            System.out.println(
                    Arrays.equals(before, Security.getProviders()) ? "the same providers" : "other providers");
        }
    }
}
