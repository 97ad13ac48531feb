package io.github.bayernkommunal.postfach.internal.bsp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElementTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "<a>&</a>]]>", "äöü€", "\uD83D\uDE00", "\u007F\u0080\u07FF\u0800\uFFFD"})
    void isEscapedAndEncoded(String text) throws Exception {
        assertWrites(text);
    }

    @Test
    void isWrittenTheSameWayWhateverItsLength() throws Exception {
        String[] some = {"a", "<", ">", "&", "ä", "€", "\uD83D\uDE00"};
        Random random = new Random(1);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(some[random.nextInt(some.length)]);
            if (i % 997 == 0) {
                assertWrites(text.toString());
            }
        }
    }

    private static void assertWrites(String text) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ElementText element = new ElementText(text);

        element.writeTo(out);

        assertEquals(
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
                out.toString(StandardCharsets.UTF_8));
        assertEquals(out.size(), element.length());
    }
}
