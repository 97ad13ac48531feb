package io.github.bayernkommunal.epay.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bayernkommunal.epay.EpayProtocolException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static Json read(String text) {
        return Json.object(text.getBytes(StandardCharsets.UTF_8), "answer");
    }

    @Test
    void membersByTheirKind() {
        Json json = read("{\"a\":\"ä\",\"b\":13.00,\"c\":{\"d\":\"e\"},\"f\":null,\"g\":[1,{\"h\":true}],\"i\":\"\"}");

        assertEquals("ä", json.text("a"));
        assertEquals(new BigDecimal("13.00"), json.number("b"));
        assertEquals("e", json.object("c").text("d"));
        assertNull(json.optionalText("f"));
        assertNull(json.optionalText("i"));
        assertNull(json.optionalNumber("f"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"a\"",
                "{",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":1}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"a\":01}",
                "{'a':1}",
                "{\"a\":NaN}",
                "\uFEFF{\"a\":1}",
                "{\"a\":1,}",
                "{\"a\":\"\\ud800\"",
            })
    void whatIsNotOneStrictObject(String text) {
        var refusal = assertThrows(EpayProtocolException.class, () -> read(text));

        assertEquals("EPAY-301", refusal.code());
    }

    @Test
    void bytesThatAreNotUtf8() {
        byte[] latin1 = "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThrows(EpayProtocolException.class, () -> Json.object(latin1, "answer"));
    }

    @Test
    void bothSidesOfTheDepth() {
        assertEquals(
                "EPAY-301",
                assertThrows(EpayProtocolException.class, () -> read(nested(16)))
                        .code());
        read(nested(15));
        // so deep that a recursive reader would end in a stack overflow
        assertEquals(
                "EPAY-301",
                assertThrows(EpayProtocolException.class, () -> read("{\"a\":" + "[".repeat(100_000)))
                        .code());
    }

    private static String nested(int arrays) {
        return "{\"a\":" + "[".repeat(arrays) + "]".repeat(arrays) + "}";
    }

    @Test
    void aWrongFieldIsNamedWithoutItsValue() {
        Json json = read("{\"c\":{\"d\":\"Mustermann\"},\"n\":\"1\"}");

        var missing = assertThrows(EpayProtocolException.class, () -> json.text("x"));
        var noNumber =
                assertThrows(EpayProtocolException.class, () -> json.object("c").number("d"));
        var noObject = assertThrows(EpayProtocolException.class, () -> json.object("n"));
        var noText = assertThrows(EpayProtocolException.class, () -> json.text("c"));

        assertEquals("EPAY-303 In the answer, x is missing", missing.getMessage());
        assertEquals("EPAY-303 In the answer, c, d is not a number", noNumber.getMessage());
        assertEquals("EPAY-303 In the answer, n is not an object", noObject.getMessage());
        assertFalse(noText.getMessage().contains("Mustermann"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E51", "1E-51", "1E999999999", "123456789012345678901234567890123456789012345678901"})
    void aNumberThatNoAmountCanBe(String number) {
        Json json = read("{\"n\":" + number + "}");

        assertEquals(
                "EPAY-303",
                assertThrows(EpayProtocolException.class, () -> json.number("n"))
                        .code());
    }

    @Test
    void theLargestNumberThatIsRead() {
        assertEquals(new BigDecimal("1E+50"), read("{\"n\":1E50}").number("n"));
    }
}
