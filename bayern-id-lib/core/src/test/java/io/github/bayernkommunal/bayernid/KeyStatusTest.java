package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyStatusTest {

    private static final Instant END = Instant.parse("2035-01-01T00:00:00Z");

    private static KeyStatus signing(BayernIdServiceProvider provider) {
        return provider.keys().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "61, ''",
        "60, warning at 60",
        "31, warning at 60",
        "30, warning at 30",
        "8, warning at 30",
        "7, warning at 7",
        "0, warning at 7",
        "-1, ended 1 days ago"
    })
    void warnsBeforeACertificateEnds(long days, String advice) {
        KeyStatus key = signing(Desk.builder()
                .clock(Desk.at(END.minus(Duration.ofDays(days))))
                .signingKey(Keys.rsa("large", 3072))
                .build());

        assertEquals(days, key.daysLeft());
        assertEquals(
                advice.isEmpty() ? 0 : 1,
                key.advice().size(),
                () -> key.advice().toString());
        assertTrue(
                advice.isEmpty() || key.advice().get(0).contains(advice),
                () -> key.advice().toString());
    }

    @Test
    void namesEveryKeyAndItsWeakness() {
        BayernIdServiceProvider provider = Desk.builder()
                .nextSigningKey(Keys.rsa("large", 3072))
                .decryptionKeys(Keys.signing(), Keys.decryption())
                .build();

        assertEquals(
                List.of("signing", "next signing", "decryption 1", "decryption 2", "identity provider 1"),
                provider.keys().stream().map(KeyStatus::use).toList());
        assertEquals(
                List.of("the key has 2048 bits, 3072 are recommended", "it also decrypts: use separate keys"),
                signing(provider).advice());
        assertEquals(List.of(), provider.keys().get(1).advice());
        assertTrue(signing(provider).fingerprint().matches("[0-9a-f]{16}"));
    }
}
