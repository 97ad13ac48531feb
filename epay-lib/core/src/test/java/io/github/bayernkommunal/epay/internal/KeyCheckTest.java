package io.github.bayernkommunal.epay.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCheckTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private static KeyStore.PrivateKeyEntry entry(KeyPair certified, KeyPair owned) throws Exception {
        X500Name name = new X500Name("CN=test");
        String algorithm = certified.getPublic().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name, BigInteger.ONE, Date.from(BEGIN), Date.from(END), name, certified.getPublic())
                        .build(new JcaContentSignerBuilder(algorithm).build(certified.getPrivate())));
        return new KeyStore.PrivateKeyEntry(owned.getPrivate(), new Certificate[] {certificate});
    }

    private static KeyPair keys(String algorithm, int size) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair();
    }

    private static List<String> problems(KeyStore.PrivateKeyEntry entry, Instant now) {
        return KeyCheck.problems(entry, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void aGoodKeyHasNoProblem() throws Exception {
        for (KeyPair keys : List.of(keys("EC", 256), keys("RSA", 2048))) {
            KeyStore.PrivateKeyEntry entry = entry(keys, keys);

            assertEquals(List.of(), problems(entry, BEGIN.plusSeconds(1)));
            assertEquals(END, KeyCheck.end(entry));
        }
        assertEquals(List.of(), problems(null, BEGIN));
        assertNull(KeyCheck.end(null));
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, begins", "PT0S, ", "PT8759H59M59S, ", "PT8760H, ended", "PT9000H, ended"})
    void aCertificateOutsideOfItsTime(Duration afterBegin, String problem) throws Exception {
        KeyPair keys = keys("EC", 256);

        List<String> problems = problems(entry(keys, keys), BEGIN.plus(afterBegin));

        assertEquals(problem == null ? 0 : 1, problems.size());
        assertTrue(problem == null || problems.get(0).contains(problem), problems.toString());
    }

    @Test
    void aKeyThatIsTooShort() throws Exception {
        KeyPair keys = keys("RSA", 1024);

        assertTrue(problems(entry(keys, keys), BEGIN).get(0).contains("1024 bits"));
    }

    @Test
    void aKeyOfAnotherCertificate() throws Exception {
        assertTrue(
                problems(entry(keys("EC", 256), keys("EC", 256)), BEGIN).get(0).contains("does not belong"));
        assertTrue(problems(entry(keys("RSA", 2048), keys("RSA", 2048)), BEGIN)
                .get(0)
                .contains("does not belong"));
    }
}
