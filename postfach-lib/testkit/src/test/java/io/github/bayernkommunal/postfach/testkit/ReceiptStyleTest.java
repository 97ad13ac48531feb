package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptStyleTest {

    @RegisterExtension
    static final PostfachSimulator mailbox =
            PostfachSimulator.builder().receiptStyles(ReceiptStyle.values()).create();

    private final PlainCaller caller = PlainCaller.of(mailbox);

    @Test
    void everySpellingOfANativeAnswerSaysTheSame() throws IOException {
        Set<String> seen = new HashSet<>();
        for (ReceiptStyle style : ReceiptStyle.values()) {
            String answer = caller.sendNative(PlainCaller.m1()).body();

            assertEquals("true 0", PlainCaller.receipt(answer), style.name());
            seen.add(answer);
        }

        assertEquals(ReceiptStyle.values().length - 1, seen.size(), "only the style of OK.KOMM looks like PLAIN");
    }

    @Test
    void everySpellingOfARefusalSaysTheSame() throws IOException {
        String message = PlainCaller.m1().replace("_2027.pdf", "_2027.exe");
        for (ReceiptStyle style : ReceiptStyle.values()) {
            assertEquals("false 32", caller.receiptOf(message), style.name());
        }
    }

    @Test
    void everySpellingOfAnOkKommAnswerSaysTheSame() throws IOException {
        for (ReceiptStyle style : ReceiptStyle.values()) {
            String answer = caller.send(caller.request(PlainCaller.okKommCall(PlainCaller.e1())))
                    .body();

            String envelope = PlainCaller.okKommAnswer(answer);
            assertEquals("OK", PlainCaller.text(PlainCaller.parse(envelope), "ANT_TYP"), style.name());
            assertEquals(style == ReceiptStyle.BROKEN_BASE64_LINES, envelope.contains(">\u00a0<"));
        }
    }

    @Test
    void everySpellingOfAFaultSaysTheSame() throws IOException {
        mailbox.always(Mishap.RECEIPT_31);
        for (ReceiptStyle style : ReceiptStyle.values()) {
            String answer = caller.send(caller.request(PlainCaller.okKommCall(PlainCaller.e1())))
                    .body();

            var code = PlainCaller.parse(answer)
                    .getElementsByTagNameNS("*", "faultcode")
                    .item(0);
            assertEquals("BSP1031", code.getTextContent(), style.name());
            assertEquals(null, code.getNamespaceURI(), style.name());
        }
    }

    @Test
    void spellingsFollowEachOtherInTheChosenOrder() throws IOException {
        String plain = caller.sendNative(PlainCaller.m1()).body();
        String cdata = caller.sendNative(PlainCaller.m1()).body();

        assertNotEquals(plain, cdata);
        assertTrue(plain.contains("&lt;q:BspQuittung"));
        assertTrue(cdata.contains("<![CDATA["));
    }
}
