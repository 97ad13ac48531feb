package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.bayernid.LoginOutcome.LoggedIn;
import java.math.BigInteger;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other libraries, settings and places of the same virtual machine change nothing, and are not changed. */
class HostileEnvironmentTest {

    private final PendingLogin pending = Desk.pending();
    private final String answer = Answer.to(pending).build();
    private final String entity = Answer.to(pending)
            .tamperingText(text -> "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + text)
            .build();

    private void requireSameJudgement() {
        BayernIdServiceProvider bayernId =
                Desk.builder().replayGuard((assertion, until) -> true).build();
        Citizen citizen = assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending))
                .citizen();
        assertEquals(Optional.of("BEISPIEL"), citizen.surname());
        var refusal = assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(entity, pending));
        assertEquals(Check.DOCTYPE, refusal.failedCheck());
        assertNotNull(bayernId.metadata());
        assertNotNull(bayernId.startLogin(LoginRequest.atLeast(TrustLevel.HIGH)));
    }

    @Test
    void systemPropertiesThatNameOtherParsersAreNotAsked() {
        List<String> names = List.of(
                "javax.xml.parsers.SAXParserFactory",
                "javax.xml.parsers.DocumentBuilderFactory",
                "javax.xml.stream.XMLInputFactory",
                "javax.xml.transform.TransformerFactory",
                "org.xml.sax.driver");
        List<String> before = new ArrayList<>();
        names.forEach(name -> before.add(System.getProperty(name)));
        try {
            names.forEach(name -> System.setProperty(name, "not.a.Parser"));
            requireSameJudgement();
        } finally {
            for (int i = 0; i < names.size(); i++) {
                if (before.get(i) == null) {
                    System.clearProperty(names.get(i));
                } else {
                    System.setProperty(names.get(i), before.get(i));
                }
            }
        }
    }

    @Test
    void bouncyCastleInFrontChangesNothing() {
        Security.insertProviderAt(new BouncyCastleProvider(), 1);
        try {
            requireSameJudgement();
        } finally {
            Security.removeProvider("BC");
        }
    }

    @Test
    void theListOfProvidersStaysAsItWas() {
        Provider[] before = Security.getProviders();

        requireSameJudgement();

        assertArrayEquals(before, Security.getProviders());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tr-TR", "ar-SA-u-nu-arab", "hi-IN-u-nu-deva", "th-TH-u-ca-buddhist", "ja-JP-u-ca-japanese"})
    void everyLocaleIsAtHome(String tag) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(tag));
            requireSameJudgement();
            assertEquals(
                    "_7f0c2d9e5b1a4c6fa3e8d4b2c1907f56",
                    PendingLogin.of(pending.toText()).requestId());
            assertEquals(Attribute.GIVEN_NAME, Attribute.named("GIVENNAME"));
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/St_Johns", "Pacific/Kiritimati", "Asia/Kathmandu"})
    void everyTimeZoneIsAtHome(String zone) {
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(zone));
            requireSameJudgement();
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void manyThreadsShareOneServiceProvider() throws Exception {
        BayernIdServiceProvider bayernId =
                Desk.builder().replayGuard((assertion, until) -> true).build();
        String tampered = Answer.to(pending)
                .tamperingAssertion(
                        tree -> StructureCases.first(tree, "AttributeValue").setTextContent("x"))
                .withoutResponseSignature()
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> logins = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                boolean good = i % 2 == 0;
                logins.add(() -> {
                    try {
                        return bayernId.finishLogin(good ? answer : tampered, pending) instanceof LoggedIn == good;
                    } catch (ResponseNotTrustedException e) {
                        return !good && e.failedCheck() == Check.DIGEST;
                    }
                });
            }
            for (Future<Boolean> login : threads.invokeAll(logins)) {
                assertEquals(true, login.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A key that counts how often its secret is needed. */
    private record CountingKey(RSAPrivateKey key, AtomicInteger uses) implements RSAPrivateKey {
        @Override
        public BigInteger getPrivateExponent() {
            uses.incrementAndGet();
            return key.getPrivateExponent();
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return key.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            uses.incrementAndGet();
            return key.getEncoded();
        }

        @Override
        public BigInteger getModulus() {
            return key.getModulus();
        }
    }

    @Test
    void noPrivateKeyIsTouchedForWhatIsRefusedAnyway() {
        AtomicInteger uses = new AtomicInteger();
        PrivateKey counting = new CountingKey((RSAPrivateKey) Keys.decryption().getPrivateKey(), uses);
        BayernIdServiceProvider bayernId = Desk.builder()
                .decryptionKeys(new KeyStore.PrivateKeyEntry(
                        counting, new Certificate[] {Keys.decryption().getCertificate()}))
                .replayGuard((assertion, until) -> true)
                .build();
        assertInstanceOf(LoggedIn.class, bayernId.finishLogin(answer, pending));
        assertEquals(true, uses.get() > 0, "the counter counts");
        NegativeCorpusTest.cases()
                .filter(attack -> attack.expected().compareTo(Check.DECRYPTION) < 0)
                .filter(attack -> attack.expected() != Check.ASSERTION_UNSIGNED)
                .filter(attack -> attack.now().equals(Desk.NOW))
                // Faults of the assertion itself can only be seen when it is open.
                .filter(attack ->
                        !attack.name().contains("assertion") && !attack.name().startsWith("wrapped"))
                .filter(attack -> attack.expected().compareTo(Check.SIGNATURE_STRUCTURE) < 0)
                .filter(attack -> attack.expected() != Check.STRUCTURE && attack.expected() != Check.ASSERTION_COUNT)
                .limit(150)
                .forEach(attack -> {
                    String form = attack.broken()
                            .apply(attack.control().apply(Answer.to(pending)))
                            .build();
                    uses.set(0);
                    assertThrows(ResponseNotTrustedException.class, () -> bayernId.finishLogin(form, pending));
                    assertEquals(0, uses.get(), attack.toString());
                });
    }
}
