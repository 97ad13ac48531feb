package io.github.bayernkommunal.samples.benchmarks.saml;

import io.github.bayernkommunal.bayernid.BayernIdServiceProvider;
import io.github.bayernkommunal.bayernid.IdentityProvider;
import io.github.bayernkommunal.bayernid.PendingLogin;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Properties;

/** Reads what {@link SamlFixture} made. */
final class SamlFiles {

    private final Path folder;
    private final Properties facts;

    SamlFiles(Path folder, Properties facts) {
        this.folder = folder;
        this.facts = facts;
    }

    static SamlFiles in(Path folder) throws IOException {
        Properties facts = new Properties();
        try (InputStream in = Files.newInputStream(folder.resolve("facts.properties"))) {
            facts.load(in);
        }
        return new SamlFiles(folder, facts);
    }

    String answer() throws IOException {
        return Files.readString(folder.resolve("answer.txt"), StandardCharsets.US_ASCII);
    }

    byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(folder.resolve(file));
    }

    PendingLogin pending() {
        return PendingLogin.of(facts.getProperty("pending"));
    }

    KeyStore.PrivateKeyEntry key(String file) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve(file))) {
            char[] password = SamlFixture.PASSWORD.toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return (KeyStore.PrivateKeyEntry)
                    store.getEntry(store.aliases().nextElement(), new KeyStore.PasswordProtection(password));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key file was made a moment ago: " + file, e);
        }
    }

    /** Our library with everything on, except that the same answer may come again and the time stands still. */
    BayernIdServiceProvider serviceProvider(IdentityProvider provider) throws IOException {
        return BayernIdServiceProvider.builder()
                .entityId(facts.getProperty("entityId"))
                .answersTo(URI.create(facts.getProperty("answersTo")))
                .identityProvider(provider)
                .displayName("Stadt Musterstadt – Bewohnerparken")
                .signingKey(key("signing.p12"))
                .decryptionKeys(key("decryption.p12"))
                .clock(Clock.fixed(Instant.parse(facts.getProperty("now")), ZoneOffset.UTC))
                .replayGuard((assertion, until) -> true)
                .build();
    }

    BayernIdServiceProvider serviceProvider() throws IOException {
        return serviceProvider(IdentityProvider.fromMetadata(folder.resolve("metadata.xml")));
    }
}
