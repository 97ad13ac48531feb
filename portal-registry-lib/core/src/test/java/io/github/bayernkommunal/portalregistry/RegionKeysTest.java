package io.github.bayernkommunal.portalregistry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionKeysTest {

    @ParameterizedTest
    @CsvSource({
        "000000000000, FEDERATION, ''",
        "09, STATE, 09",
        "091, REGION, 091",
        "09162, DISTRICT, 09162",
        "091620000000, DISTRICT, 09162",
        "097790194, ASSOCIATION, 097790194",
        "097790194194, MUNICIPALITY, 097790194194",
        "010010000000, DISTRICT, 01001"
    })
    void zerosAtTheEndTellTheLevel(String text, Ars.Level level, String shortForm) {
        Ars area = Ars.of(text);

        assertEquals(level, area.level());
        assertEquals(shortForm, area.shortForm());
        assertEquals(12, area.value().length());
    }

    @Test
    void leadingZerosStay() {
        assertEquals("097790194194", Ars.of("097790194194").toString());
        assertEquals("09779194", Ars.of("097790194194").ags().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "9", "0916", "09162000", "0916200000000", "09162000000x", "٠٩١٦٢٠٠٠٠٠٠٠", " 091620000000"})
    void everythingButTheKnownLengthsOfDigitsIsNoArs(String text) {
        assertThrows(IllegalArgumentException.class, () -> Ars.of(text));
    }

    @ParameterizedTest
    @CsvSource({
        "00, true",
        "01, true",
        "16, true",
        "17, false",
        "99, false",
        "001, false",
        "091, true",
        "097, true",
        "098, false"
    })
    void statesAre1To16AndBavarianRegions1To7(String text, boolean accepted) {
        if (accepted) {
            Ars.of(text);
        } else {
            assertThrows(IllegalArgumentException.class, () -> Ars.of(text));
        }
    }

    @Test
    void bavarianKeyWithoutRegionIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Ars.of("090010000000"));
        assertThrows(IllegalArgumentException.class, () -> Ars.of("098010000000"));
        assertThrows(IllegalArgumentException.class, () -> Ags.of("09862000"));
    }

    @Test
    void areasAboveAreFoundFromTheNearestToTheFederation() {
        List<String> above =
                Ars.of("097790194194").above().stream().map(Ars::value).toList();

        assertEquals(List.of("097790194000", "097790000000", "097000000000", "090000000000", "000000000000"), above);
    }

    @Test
    void stateWithoutRegionsHasNoAreaTwice() {
        List<String> above =
                Ars.of("010010000000").above().stream().map(Ars::value).toList();

        assertEquals(List.of("010000000000", "000000000000"), above);
    }

    @Test
    void districtContainsItsMunicipalityButNotTheNeighbour() {
        assertTrue(Ars.of("09779").contains(Ars.of("097790194194")));
        assertFalse(Ars.of("09778").contains(Ars.of("097790194194")));
        assertTrue(Ars.of("000000000000").contains(Ars.of("09")));
    }

    @Test
    void arsFollowsFromAgsOnlyWithoutAssociation() {
        assertEquals(Optional.of(Ars.of("091620000000")), Ags.of("09162000").ars());
        assertEquals(Optional.empty(), Ags.of("09779194").ars());
    }

    @Test
    void stateAndDistrictAreKnown() {
        assertEquals(Ars.of("09"), Ars.of("097790194194").state());
        assertEquals(Ars.of("09779"), Ars.of("097790194194").district());
        assertEquals(Ags.of("09"), Ags.of("09779194").state());
        assertEquals(Ags.of("09779"), Ags.of("09779194").district());
        assertTrue(Ags.of("09779194").isBavarian());
        assertFalse(Ars.of("08").isBavarian());
    }
}
