package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttemptIdsTest {

    /** Gives the same byte for ever. */
    private static final class Constant extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte value;

        Constant(int value) {
            this.value = (byte) value;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            java.util.Arrays.fill(bytes, value);
        }
    }

    @Test
    void anIdHasThirtyCapitalLettersAndDigits() {
        AttemptIds ids = new AttemptIds(new SecureRandom());
        Set<String> seen = new HashSet<>();

        for (int i = 0; i < 10_000; i++) {
            String id = ids.next();

            assertTrue(id.matches("EPAY[A-Z2-7]{26}"), id);
            assertTrue(seen.add(id), "twice: " + id);
        }
    }

    @Test
    void everyRandomBitIsUsed() {
        assertEquals("EPAYAAAAAAAAAAAAAAAAAAAAAAAAAA", new AttemptIds(new Constant(0)).next());
        // RFC 4648: 16 bytes 0xff are 25 times 31 and the last three bits, padded with zeros
        assertEquals("EPAY77777777777777777777777774", new AttemptIds(new Constant(255)).next());
    }
}
