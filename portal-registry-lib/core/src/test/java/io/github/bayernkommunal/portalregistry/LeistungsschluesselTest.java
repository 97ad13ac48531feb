package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeistungsschluesselTest {

    @ParameterizedTest
    @CsvSource({
        "99108001000000, LO",
        "99050012104000, LOV",
        "99008001014002, LOVD",
    })
    void filledPartsTellTheType(String key, Leistungsschluessel.Type type) {
        assertEquals(type, Leistungsschluessel.of(key).type());
    }

    @Test
    void partsAreReadByPosition() {
        Leistungsschluessel key = Leistungsschluessel.of("99008001014002");

        assertEquals("008", key.group());
        assertEquals("001", key.object());
        assertEquals("014", key.act());
        assertEquals("002", key.detail());
        assertEquals("urn:de:fim:leika:leistung:99008001014002", key.urn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99102013", "9910201310400", "991020131040000", "9910201310400x", "٩٩١٠٢٠١٣١٠٤٠٠٠"})
    void everythingButFourteenDigitsIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Leistungsschluessel.of(text));
    }

    @ParameterizedTest
    @CsvSource({"99102013104000, true", "98102013104000, false", "00000000000000, false"})
    void onlyKeysOfTheCatalogueAreRoutable(String key, boolean routable) {
        assertEquals(routable, Leistungsschluessel.of(key).isRoutable());
    }
}
