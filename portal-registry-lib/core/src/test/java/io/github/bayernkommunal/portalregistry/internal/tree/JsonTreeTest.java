package io.github.bayernkommunal.portalregistry.internal.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {

    @Test
    void wrappedAndPlainTextsAreTheSame() throws Exception {
        assertEquals("x", read("{\"a\": \"x\"}").text("a"));
        assertEquals("x", read("{\"a\": {\"value\": \"x\"}}").text("a"));
    }

    @Test
    void singleObjectIsAListOfOne() throws Exception {
        assertEquals(1, read("{\"a\": {\"id\": 1}}").all("a").size());
        assertEquals(1, read("{\"a\": [{\"id\": 1}]}").all("a").size());
        assertEquals(1, read("[{\"id\": 1}]").list("a").size());
        assertEquals(1, read("{\"ns\": {\"a\": [{\"id\": 1}]}}").list("a").size());
    }

    @Test
    void numbersKeepEveryDigit() throws Exception {
        assertEquals("44218646771", read("{\"id\": 44218646771}").text("id"));
        assertEquals(
                "9223372036854775808", read("{\"id\": 9223372036854775808}").text("id"));
        assertEquals("1e999999999", read("{\"id\": 1e999999999}").text("id"));
    }

    @Test
    void nothingIsAbsent() throws Exception {
        Node node = read("{\"a\": null, \"b\": \"  \", \"c\": [], \"d\": {}}");

        for (String name : new String[] {"a", "b", "c", "d", "e"}) {
            assertTrue(node.optional(name).isEmpty(), name);
        }
    }

    @Test
    void byteOrderMarkIsIgnored() throws Exception {
        assertEquals("x", read("\uFEFF{\"a\": \"x\"}").text("a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\": 1,}",
                "{\"a\": 1} x",
                "{\"a\": 1}{\"b\": 2}",
                "{\"a\": 1, \"a\": 2}",
                "{\"x\": {\"a\": 1, \"a\": 1}}",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": NaN}",
                "nix",
                "<html></html>"
            })
    void everythingElseIsRefused(String json) {
        assertThrows(UnreadableException.class, () -> read(json));
    }

    @ParameterizedTest
    @CsvSource({"60, true", "64, true", "65, false", "100000, false"})
    void depthIsLimited(int depth, boolean accepted) throws Exception {
        String json = "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        String arrays = "[".repeat(depth) + "1" + "]".repeat(depth);

        if (accepted) {
            read(json);
            read(arrays);
        } else {
            assertThrows(UnreadableException.class, () -> read(json));
            assertThrows(UnreadableException.class, () -> read("{\"a\":" + arrays + "}"));
        }
    }

    @Test
    void onlyUtf8IsRead() {
        assertThrows(
                UnreadableException.class, () -> JsonTree.read("{\"a\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1)));
        assertThrows(
                UnreadableException.class, () -> JsonTree.read("{\"a\": \"ü\"}".getBytes(StandardCharsets.UTF_16)));
    }

    private static Node read(String json) throws UnreadableException {
        return JsonTree.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
