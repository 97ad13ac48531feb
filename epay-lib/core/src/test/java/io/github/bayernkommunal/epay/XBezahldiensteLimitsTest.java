package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of what the standard can carry; nothing is sent that it would refuse. */
class XBezahldiensteLimitsTest {

    private static XBezahldienste.Builder builder() {
        return XBezahldienste.builder()
                .address(URI.create("https://pay.example/xbz/"))
                .originatorId("musterstadt")
                .endPointId("09162000");
    }

    private static void accepts(UnaryOperator<PaymentOrder.Builder> change) {
        PaymentOrder order = change.apply(Orders.parking("az-1")).build();
        assertDoesNotThrow(() -> builder().build().check(order));
    }

    private static void refuses(UnaryOperator<PaymentOrder.Builder> change, String reason) {
        PaymentOrder order = change.apply(Orders.parking("az-1")).build();
        String refusal = assertThrows(
                        IllegalArgumentException.class, () -> builder().build().check(order))
                .getMessage();
        assertTrue(refusal.contains(reason), refusal);
    }

    @Test
    void theGreatestAmount() {
        // Parking costs 30.70 already.
        accepts(order -> order.item(LineItem.of("X", Money.euro("999968.30"), "1")));
        refuses(order -> order.item(LineItem.of("X", Money.euro("999968.31"), "1")), "at most 999999");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "az_2026-0815 Bewohner", "ABCDEFGHIJKLMNOPQRSTUVWXYZ1"})
    void aPurposeThatABankStatementCanShow(String purpose) {
        accepts(order -> order.purpose(purpose));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFGHIJKLMNOPQRSTUVWXYZ12", "Gebühr", "A.B", "A/B", "A\u00A0B"})
    void aPurposeThatIsTooLongOrHasOtherCharacters(String purpose) {
        refuses(order -> order.purpose(purpose), "purpose has 1 to 27");
    }

    @ParameterizedTest
    @CsvSource({"250, true", "251, false"})
    void theLongestDescription(int length, boolean fits) {
        if (fits) {
            accepts(order -> order.description("ä".repeat(length)));
        } else {
            refuses(order -> order.description("ä".repeat(length)), "description has 1 to 250");
        }
    }

    @Test
    void aDescriptionWithCharactersThatTheStandardLacks() {
        accepts(order -> order.description("Gebühr, Nr. 1_2-3"));
        refuses(order -> order.description("Gebühr (Parken)"), "description has 1 to 250");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "36, true", "37, false", "0, false"})
    void theLengthsOfTheIds(int length, boolean fits) {
        XBezahldienste.Builder originator = builder().originatorId("o".repeat(length));
        XBezahldienste.Builder endPoint = builder().endPointId("e".repeat(length));
        for (XBezahldienste.Builder one : new XBezahldienste.Builder[] {originator, endPoint}) {
            if (fits) {
                assertDoesNotThrow(one::build);
            } else {
                String refusal =
                        assertThrows(IllegalArgumentException.class, one::build).getMessage();
                assertTrue(refusal.contains("1 to 36"), refusal);
            }
        }
    }
}
