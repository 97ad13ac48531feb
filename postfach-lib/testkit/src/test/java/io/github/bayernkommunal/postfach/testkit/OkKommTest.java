package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;

class OkKommTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.builder()
            .clock(Clock.fixed(Instant.parse("2026-11-23T08:15:03Z"), ZoneOffset.UTC))
            .create();

    private final PlainCaller caller = PlainCaller.of(mailbox);

    @ParameterizedTest(name = "{2}: {0} becomes {1}")
    @CsvSource({
        "<ZKOCXML>, <ZKOCXML xmlns=\"urn:x\">, BSP1010",
        "<AKT_TECHUSER/>, '', BSP1010",
        "<AKT_TECHUSER/><AKT_TECHPWD/>, <AKT_TECHPWD/><AKT_TECHUSER/>, BSP1010",
        "<DATEN/>, <DATEN/><DATEN/>, BSP1010",
        "<XML_PROFIL>, <XML_PROFILE>, BSP1010",
        "<OK_KOMM_RAW_BASE64>, <OK_KOMM_RAW_BASE64>_, BSP1010",
        "<AKT_VERFAHREN>BSP, <AKT_VERFAHREN>BSX, BSP1011",
        "<AKT_TYP>NACHRICHT, <AKT_TYP>ANFRAGE, BSP1011",
        "UEBERMITTELN, ABHOLEN, BSP1011",
        "09999001, 09999002, BSP1011",
        "<ANT_TYP/>, <ANT_TYP>OK</ANT_TYP>, BSP1011",
        "23.11.2026, 2026-11-23, BSP1011",
        "23.11.2026, 31.02.2026, BSP1011",
        "09:15:02, 9:15, BSP1011",
        "<APPS_AGS>09999123, <APPS_AGS>9999123, BSP1011"
    })
    void aWrongEnvelopeIsAFaultWithItsCode(String from, String to, String code) throws IOException {
        assertTrue(PlainCaller.e1().contains(from));

        HttpResponse<String> answer = caller.send(
                caller.request(PlainCaller.okKommCall(PlainCaller.e1().replace(from, to))));

        assertEquals(500, answer.statusCode());
        assertEquals(code, PlainCaller.text(PlainCaller.parse(answer.body()), "faultcode"));
        assertEquals(List.of(), mailbox.received());
    }

    @Test
    void profileMayStandBeforeData() throws IOException {
        String e1 = PlainCaller.e1();
        String data = "<XML_DATEN><DATEN/></XML_DATEN>";
        String swapped = e1.replace(data + "\n", "").replace("</ZKOCXML>", data + "</ZKOCXML>");

        assertEquals(
                200,
                caller.send(caller.request(PlainCaller.okKommCall(swapped))).statusCode());
    }

    @Test
    void aRefusedMessageIsAFaultWithTheOutputBesideIt() throws IOException {
        HttpResponse<String> answer = caller.send(caller.request(withoutPdf()));

        assertEquals(500, answer.statusCode());
        Document fault = PlainCaller.parse(answer.body());
        assertEquals("BSP1032", PlainCaller.text(fault, "faultcode"));
        assertEquals("Unzulässiger Nachrichtenanhang", PlainCaller.text(fault, "faultstring"));
        Document envelope = PlainCaller.parse(PlainCaller.okKommAnswer(answer.body()));
        assertEquals("FEHLER", PlainCaller.text(envelope, "ANT_TYP"));
        assertEquals("BSP1032", PlainCaller.text(envelope, "FEH_TYP"));
        assertEquals("Unzulässiger Nachrichtenanhang", PlainCaller.text(envelope, "FEH_WERT"));
        assertEquals("BSP-ANH", PlainCaller.text(envelope, "FEH_FELD"));
        assertEquals("23.11.2026", PlainCaller.text(envelope, "ANT_DATUM"));
        assertEquals("09:15:03", PlainCaller.text(envelope, "ANT_UHRZEIT"));
    }

    @Test
    void theOutputBesideAFaultCanBeLeftOut() throws IOException {
        try (PostfachSimulator bare =
                PostfachSimulator.builder().faultWithoutOutput().start()) {
            PlainCaller other = PlainCaller.of(bare);

            String answer = other.send(other.request(withoutPdf())).body();

            assertTrue(answer.contains("BSP1032"));
            assertFalse(answer.contains("okKommBspNachrichtOutput"));
        }
    }

    @ParameterizedTest
    @CsvSource({"RECEIPT_20, BSP1020", "RECEIPT_30, BSP1030", "RECEIPT_99, BSP1999", "UNKNOWN_RECEIPT, BSP1077"})
    void forcedReceiptsAreFaultsToo(Mishap mishap, String code) throws IOException {
        mailbox.next(mishap);

        HttpResponse<String> answer = caller.send(caller.request(PlainCaller.okKommCall(PlainCaller.e1())));

        assertEquals(code, PlainCaller.text(PlainCaller.parse(answer.body()), "faultcode"));
    }

    private static String withoutPdf() {
        String message = PlainCaller.m1().replace("_2027.pdf", "_2027.exe");
        return PlainCaller.okKommCall(
                PlainCaller.e1().replace(PlainCaller.base64(PlainCaller.m1()), PlainCaller.base64(message)));
    }
}
