package io.github.bayernkommunal.samples.benchmarks;

import io.github.bayernkommunal.bayernid.testkit.TestKeys;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;

/** The key with which an authority signs letters. */
public final class Authority {

    private static final String FILE = "authority.p12";
    private static final String PASSWORD = "benchmark";

    private Authority() {}

    static void make(Path folder) {
        TestKeys.write(TestKeys.rsa("Markt Musterstadt", 2048, Clock.systemUTC()), folder.resolve(FILE), PASSWORD);
    }

    /** Reads what the parent process wrote. */
    public static KeyStore.PrivateKeyEntry of(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(FILE))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            return (KeyStore.PrivateKeyEntry)
                    store.getEntry("key", new KeyStore.PasswordProtection(PASSWORD.toCharArray()));
        } catch (GeneralSecurityException e) {
            throw new IOException("The key of the authority cannot be read", e);
        }
    }
}
