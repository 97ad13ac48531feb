package io.github.bayernkommunal.epay.internal.pmpayment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacTest {

    private final Mac mac = new Mac(List.of("demo-salt-0123456789"));

    @ParameterizedTest
    @CsvSource({
        "09162000|4250|GEWERBE|GEW 2025-000123|2025-000123|GEWERBE.20250314101530123.7f3c|https://amt.example/pay/notify?ref=7f3c|https://amt.example/pay/return?ref=7f3c, e456a24ce8f7db94f93741bfbb94c9e5db84a1aae7f07d826a94839d48735c79",
        "09162000|4250|GEWERBE|GEW 2025-000123|https://amt.example/pay/notify?ref=7f3c|https://amt.example/pay/return?ref=7f3c, 4c87c88dd38f0ab4605d9048b09a2a61857de8fe027b0daacf45ef6339fdb94d",
        "09162000|GEWERBE.20250314101530123.7f3c|4250|GEW 2025-000123|1|creditCard|2025-03-14 10:15:31, 4bd8fc9af4f1996019eda687f3d4a01807e60f6a332f6cebbfc1f7f429161c74"
    })
    void theKnownCodes(String joined, String code) {
        List<String> values = List.of(joined.split("\\|"));

        assertEquals(code, mac.of(values));
        assertTrue(mac.fits(values, code));
    }

    @Test
    void oneOtherCharacterDoesNotFit() {
        List<String> values = List.of("a", "b", "c");
        String code = mac.of(values);

        assertTrue(mac.fits(values, code));
        for (int i = 0; i < values.size(); i++) {
            List<String> changed = new ArrayList<>(values);
            changed.set(i, "x");
            assertFalse(mac.fits(changed, code));
        }
        for (int i = 0; i < code.length(); i++) {
            char other = code.charAt(i) == '0' ? '1' : '0';
            assertFalse(mac.fits(values, code.substring(0, i) + other + code.substring(i + 1)));
        }
        assertFalse(mac.fits(values, ""));
        assertFalse(mac.fits(values, code.toUpperCase(java.util.Locale.ROOT)));
    }

    @Test
    void aBarInAValueNeverFits() {
        assertEquals(mac.of(List.of("a|b")), mac.of(List.of("a", "b")));

        assertFalse(mac.fits(List.of("a|b"), mac.of(List.of("a", "b"))));
    }

    @Test
    void anOldKeyIsAcceptedAndTheNewOneSigns() {
        Mac before = new Mac(List.of("old-old-old-old-old"));
        Mac during = new Mac(List.of("new-new-new-new-new", "old-old-old-old-old"));
        Mac after = new Mac(List.of("new-new-new-new-new"));
        List<String> values = List.of("a");

        assertTrue(during.fits(values, before.of(values)));
        assertTrue(after.fits(values, during.of(values)));
        assertFalse(after.fits(values, before.of(values)));
    }
}
