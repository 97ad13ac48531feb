package io.github.bayernkommunal.portalregistry.internal.xzufi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySetTest {

    @Test
    void behavesLikeASetOfTexts() {
        Random random = new Random(11);
        Set<String> known = new HashSet<>();
        KeySet keys = new KeySet();

        for (int i = 0; i < 50_000; i++) {
            String key =
                    "Leistung L" + random.nextInt(3) + ":" + "ä€x".charAt(random.nextInt(3)) + random.nextInt(20_000);
            assertEquals(known.contains(key), keys.contains(key));
            assertEquals(known.add(key), keys.add(key));
        }
        known.forEach(key -> assertTrue(keys.contains(key)));
    }

    @Test
    void emptyAndLongTextsAreKeysToo() {
        KeySet keys = new KeySet();

        assertFalse(keys.contains(""));
        assertTrue(keys.add(""));
        assertFalse(keys.add(""));
        assertTrue(keys.add("x".repeat(65_535)));
        assertTrue(keys.add("x".repeat(65_534)));
        assertFalse(keys.add("x".repeat(65_535)));
        assertTrue(keys.add("x".repeat(100_000) + "y"));
        assertFalse(keys.contains("x".repeat(100_000) + "z"));
    }

    @Test
    void textsThatCountUpStayApart() {
        KeySet keys = new KeySet();

        for (int i = 0; i < 300_000; i++) {
            assertTrue(keys.add("L100042:" + i));
        }
        for (int i = 0; i < 300_000; i += 1000) {
            assertFalse(keys.add("L100042:" + i));
        }
        assertFalse(keys.contains("L100042:300000"));
    }
}
