package io.github.bayernkommunal.postfach;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that cannot work is refused when the route is built, not when a letter is waiting. */
class KeyCheckTest {

    private final Instant noon = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "{0} s to {1} s from now")
    @CsvSource({"-60, 0, has ended on", "-60, 1, ''", "1, 60, begins on", "0, 60, ''"})
    void aCertificateIsAcceptedOnlyWithinItsTime(long from, long until, String problem) {
        KeyStore.PrivateKeyEntry key =
                Certificates.ec("CN=client", "client", noon.plusSeconds(from), noon.plusSeconds(until));

        if (problem.isEmpty()) {
            assertDoesNotThrow(() -> build(key).close());
        } else {
            assertTrue(assertThrows(IllegalArgumentException.class, () -> build(key))
                    .getMessage()
                    .contains(problem));
        }
    }

    @Test
    void aShortKeyIsRefused() {
        KeyStore.PrivateKeyEntry key = Certificates.rsa(1024, "CN=client");

        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> BspSoap.builder()
                                .address(URI.create("https://localhost/x"))
                                .clientKey(key)
                                .build())
                .getMessage()
                .contains("1024 bits"));
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        KeyStore.PrivateKeyEntry one = Certificates.ec("CN=a", "a", noon.minusSeconds(1), noon.plusSeconds(60));
        KeyStore.PrivateKeyEntry two = Certificates.ec("CN=b", "b", noon.minusSeconds(1), noon.plusSeconds(60));

        IllegalArgumentException wrong = assertThrows(
                IllegalArgumentException.class,
                () -> build(new KeyStore.PrivateKeyEntry(one.getPrivateKey(), two.getCertificateChain())));

        assertEquals(
                "The route bsp-soap has 1 problem(s):\n- the client key does not belong to its certificate",
                wrong.getMessage());
    }

    @Test
    void twoKeysWorkSideBySideWhileOneIsReplaced() {
        KeyStore.PrivateKeyEntry old = Certificates.ec("CN=a", "a", noon.minusSeconds(1), noon.plusSeconds(60));
        KeyStore.PrivateKeyEntry next = Certificates.ec("CN=b", "b", noon.minusSeconds(1), noon.plusSeconds(9999));

        try (BspSoap before = build(old);
                BspSoap after = build(next)) {
            assertEquals(before.name(), after.name());
        }
    }

    private BspSoap build(KeyStore.PrivateKeyEntry key) {
        return BspSoap.builder()
                .address(URI.create("https://localhost/x"))
                .clientKey(key)
                .clock(Clock.fixed(noon, ZoneOffset.UTC))
                .build();
    }
}
