package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptedMessagesTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private final PlainCaller caller = PlainCaller.of(mailbox);

    @Test
    void theGoldenFilesAreTheVectorsOfTheSpecification() throws Exception {
        MessageDigest sha = MessageDigest.getInstance("SHA-256");

        String m1 = HexFormat.of().formatHex(sha.digest(PlainCaller.m1().getBytes(StandardCharsets.UTF_8)));
        String e1 = HexFormat.of().formatHex(sha.digest(PlainCaller.e1().getBytes(StandardCharsets.UTF_8)));

        assertEquals("5bfc745834b1447bdfa7d7c891873191d204626052290d765f8957c3ba065522", m1);
        assertEquals("6c8b43ee4a96e589cb389a8ee5acdf33fe7c89ff54872d0bcf6e29fedf113c0b", e1);
    }

    @Test
    void aNativeMessageLiesInTheMailboxAsTheCitizenReadsIt() throws IOException {
        HttpResponse<String> answer = caller.sendNative(PlainCaller.m1());

        assertEquals(200, answer.statusCode());
        assertEquals("true 0", PlainCaller.receipt(answer.body()));
        ReceivedMessage message =
                mailbox.received(PostfachSimulator.TEST_HANDLE).get(0);
        assertEquals("3f0f6a52-8f3d-4c1b-9a55-61d0c2b7e4a8", message.messageId());
        assertEquals("Markt Beispielkirchen", message.senderName());
        assertEquals("Hundesteuer", message.senderService());
        assertEquals("Hundesteuer 2027", message.subject());
        assertEquals(
                "Grüß Gott,\n\nIhr Bescheid für Dackel & Mops liegt bei.\nAktenablage: S:\\hund\\neu", message.text());
        assertEquals(3, message.level());
        assertEquals("2026-11-23T09:15+01:00", message.createdAt().toString());
        assertEquals(
                Optional.of("https://www.beispielkirchen.example/steuern"),
                message.element("NachrichtenKopf/Absender/Hyperlink"));
        assertEquals("Hundesteuer_2027.pdf", message.attachments().get(0).fileName());
        assertEquals("application/pdf", message.attachments().get(0).mediaType());
        assertArrayEquals(
                "%PDF-1.7\n".getBytes(StandardCharsets.UTF_8),
                message.attachments().get(0).content());
        assertEquals(PlainCaller.m1(), message.document());
        assertEquals("sendBspNachrichtNative", message.arrival().operation());
    }

    @Test
    void aMessageInCdataIsTheSameMessage() throws IOException {
        String call = PlainCaller.envelope("<sendBspNachrichtNative xmlns=\"" + PlainCaller.SERVICE
                + "\"><bspNachricht xmlns=\"\"><![CDATA[" + PlainCaller.m1()
                + "]]></bspNachricht></sendBspNachrichtNative>");

        String answer = caller.send(caller.request(call)).body();

        assertEquals("true 0", PlainCaller.receipt(answer));
        assertEquals(PlainCaller.m1(), mailbox.received().get(0).document());
    }

    @Test
    void aMessageInTheOkKommEnvelopeIsTheSameMessage() throws IOException {
        HttpResponse<String> answer = caller.send(caller.request(PlainCaller.okKommCall(PlainCaller.e1())));

        assertEquals(200, answer.statusCode());
        String envelope = PlainCaller.okKommAnswer(answer.body());
        assertEquals("OK", PlainCaller.text(PlainCaller.parse(envelope), "ANT_TYP"));
        assertEquals("BSP", PlainCaller.text(PlainCaller.parse(envelope), "ANT_APPS"));
        assertEquals("", PlainCaller.text(PlainCaller.parse(envelope), "FEH_TYP"));
        assertEquals(PlainCaller.m1(), mailbox.received().get(0).document());
        assertEquals("sendBspNachricht", mailbox.received().get(0).arrival().operation());
    }

    @Test
    void aRepeatedIdIsDeliveredAgainAndVisibleAsDuplicate() throws IOException {
        caller.receiptOf(PlainCaller.m1());

        String second = caller.receiptOf(PlainCaller.m1());

        assertEquals("true 0", second);
        assertEquals(2, mailbox.received().size());
        assertEquals(
                List.of(2L),
                mailbox.duplicates().stream().map(m -> m.arrival().number()).toList());
    }

    @Test
    void aServiceThatHonoursIdsDeliversOnce() throws IOException {
        try (PostfachSimulator honouring =
                PostfachSimulator.builder().honouringMessageIds().start()) {
            PlainCaller other = PlainCaller.of(honouring);
            other.receiptOf(PlainCaller.m1());

            String second = other.receiptOf(PlainCaller.m1());

            assertEquals("true 0", second);
            assertEquals(1, honouring.received().size());
        }
    }

    @ParameterizedTest
    @CsvSource({"STORK-QAA-Level-1, 1", "STORK-QAA-Level-2, 2", "STORK-QAA-Level-4, 4", "LEVEL_1, 1", "LEVEL_4, 4"})
    void everyLevelIsReadInBothSpellings(String level, int expected) throws IOException {
        String receipt = caller.receiptOf(PlainCaller.m1().replace("STORK-QAA-Level-3", level));

        assertEquals("true 0", receipt);
        assertEquals(expected, mailbox.received().get(0).level());
    }

    @Test
    void aMessageWithoutLevelNeedsTheHighest() throws IOException {
        caller.receiptOf(PlainCaller.m1().replace("<StorkQaaLevel>STORK-QAA-Level-3</StorkQaaLevel>", ""));

        assertEquals(4, mailbox.received().get(0).level());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<Ereignis><Tabelle>9001</Tabelle><Schluessel>BspNachricht</Schluessel></Ereignis>"})
    void ereignisMayBeAbsentOrHaveTheOtherSpelling(String ereignis) throws IOException {
        String message = PlainCaller.m1()
                .replace("<Ereignis><Tabelle>9001</Tabelle><Schluessel>BSP</Schluessel></Ereignis>", ereignis);

        assertEquals("true 0", caller.receiptOf(message));
    }

    @Test
    void encodingMayBeAbsent() throws IOException {
        String message = PlainCaller.m1()
                .replace("<Encoding><Tabelle>9004</Tabelle><Schluessel>text/plain</Schluessel></Encoding>", "");

        assertEquals("true 0", caller.receiptOf(message));
        assertFalse(mailbox.received().get(0).html());
    }

    @Test
    void allowedHtmlIsDeliveredAsHtml() throws IOException {
        String html = "<p>Guten <b>Tag</b>,<br/><a href=\"https://beispiel.example/a\">Link</a></p>";
        String message = PlainCaller.m1()
                .replace("text/plain", "text/html")
                .replaceFirst("<Text>[^<]*</Text>", "<Text>" + PlainCaller.escape(html) + "</Text>");

        assertEquals("true 0", caller.receiptOf(message));
        assertTrue(mailbox.received().get(0).html());
        assertEquals(html, mailbox.received().get(0).text());
    }

    @Test
    void charactersThatNoFileNameMayHaveAreReplaced() throws IOException {
        caller.receiptOf(PlainCaller.m1().replace("Hundesteuer_2027.pdf", "a\\b/c:d*e?f&quot;g&lt;h&gt;i|j.pdf"));

        assertEquals(
                "a_b_c_d_e_f_g_h_i_j.pdf",
                mailbox.received().get(0).attachments().get(0).fileName());
    }

    @Test
    void nothingThatAPersonWroteIsInTheTextForm() throws IOException {
        caller.receiptOf(PlainCaller.m1());

        String text = mailbox.received().get(0).toString();

        assertEquals("ReceivedMessage[1, 1 attachment(s)]", text);
    }
}
