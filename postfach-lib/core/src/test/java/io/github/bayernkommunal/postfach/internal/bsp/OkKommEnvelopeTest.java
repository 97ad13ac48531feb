package io.github.bayernkommunal.postfach.internal.bsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.BspSoap;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OkKommEnvelopeTest {

    private static final String ERROR = "<ZKOCXML><XML_SYSTEM><SYSTEM><AKTION/><ANTWORT><ANT_TYP>FEHLER</ANT_TYP>"
            + "<ANT_DATUM>23.11.2026</ANT_DATUM><ANT_UHRZEIT>09:15:03</ANT_UHRZEIT><FEHLER><FEH_TYP>BSP1032</FEH_TYP>"
            + "<FEH_TEXT>Anlage \"Lageplan.svg\": Dateityp gesperrt</FEH_TEXT><FEH_WERT>x</FEH_WERT><FEH_FELD>BSP-ANH</FEH_FELD>"
            + "</FEHLER></ANTWORT></SYSTEM></XML_SYSTEM></ZKOCXML>";
    private static final String OK =
            "<ZKOCXML><XML_SYSTEM><SYSTEM><ANTWORT><ANT_TYP>OK</ANT_TYP><ANT_APPS>BSP</ANT_APPS>"
                    + "<FEHLER><FEH_TYP/><FEH_TEXT/></FEHLER></ANTWORT></SYSTEM></XML_SYSTEM><XML_PROFIL/></ZKOCXML>";

    private final AnswerJudge judge = new AnswerJudge(Clock.systemUTC());

    @Test
    void isByteForByteTheVectorE1() throws Exception {
        String m1;
        try (InputStream in = getClass().getResourceAsStream("/golden/bsp-nachricht-m1.xml")) {
            m1 = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        byte[] envelope = OkKommEnvelope.around(
                m1, BspSoap.OkKomm.of("postfach-lib", "1.0.0", "09999123"), Instant.parse("2026-11-23T08:15:02Z"));

        assertEquals(2942, envelope.length);
        assertEquals(
                "6c8b43ee4a96e589cb389a8ee5acdf33fe7c89ff54872d0bcf6e29fedf113c0b",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(envelope)));
        assertEquals(3924, Base64.getEncoder().encodeToString(envelope).length());
    }

    @Test
    void escapesTheNamesOfTheSoftware() {
        byte[] envelope = OkKommEnvelope.around("x", BspSoap.OkKomm.of("A & <B>", "1", "09999123"), Instant.EPOCH);

        assertTrue(new String(envelope, StandardCharsets.UTF_8).contains("<APPS_NAME>A &amp; &lt;B&gt;</APPS_NAME>"));
    }

    @Test
    void isTakenOverWhenTheAnswerSaysOk() {
        assertEquals(
                DeliveryState.PROVIDED,
                judge.judge(answer(base64(OK)), Operation.OK_KOMM).state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n  ", " "})
    void isReadWithLineBreaksInItsBase64(String lineBreak) {
        String broken = base64(OK).replaceAll("(.{60})", "$1" + lineBreak);

        assertEquals(
                DeliveryState.PROVIDED,
                judge.judge(answer(broken), Operation.OK_KOMM).state());
    }

    @Test
    void isReadWithNoBreakSpacesAsFiller() {
        String filled = OK.replace("><", ">\u00A0\n<").replace("OK</ANT", "\u00A0OK\u00A0</ANT");

        assertEquals(
                DeliveryState.PROVIDED,
                judge.judge(answer(base64(filled)), Operation.OK_KOMM).state());
    }

    @Test
    void isDeclinedWithTheCodeOfTheAnswer() {
        PostfachRejectedException no =
                assertInstanceOf(PostfachRejectedException.class, failure(answer(base64(ERROR))));

        assertEquals("POSTFACH-232", no.code());
        assertEquals("Anlage \"Lageplan.svg\": Dateityp gesperrt", no.hints().orElseThrow());
        assertFalse(no.getMessage().contains("Lageplan"));
    }

    @Test
    void isDeclinedWithFaultAndOutputSideBySide() {
        String both = new String(answer(base64(ERROR)).body(), StandardCharsets.UTF_8)
                .replace(
                        "<e:Body>",
                        "<e:Body><e:Fault><faultcode>BSP1032</faultcode><faultstring>Unzul\u00E4ssig</faultstring></e:Fault>");

        PostfachRejectedException no = assertInstanceOf(PostfachRejectedException.class, failure(http(500, both)));

        assertEquals("POSTFACH-232", no.code());
        assertEquals("Anlage \"Lageplan.svg\": Dateityp gesperrt", no.hints().orElseThrow());
    }

    @Test
    void isDeclinedWithTheCodeBesideAFaultWithoutOne() {
        String both = new String(answer(base64(ERROR)).body(), StandardCharsets.UTF_8)
                .replace("<e:Body>", "<e:Body><e:Fault><faultcode>e:Server</faultcode></e:Fault>");

        assertEquals("POSTFACH-232", failure(http(500, both)).code());
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource({
        "<ANT_TYP>OK, <ANT_TYP>FEHLER, POSTFACH-314",
        "<ANT_TYP>OK, <ANT_TYP>, POSTFACH-314",
        "<FEH_TYP/>, <FEH_TYP>BSP1030</FEH_TYP>, POSTFACH-314",
        "ANTWORT, ANDERES, POSTFACH-311",
        "ZKOCXML, ZKOC, POSTFACH-311",
        "</SYSTEM>, <ANTWORT/></SYSTEM>, POSTFACH-311",
        "<ZKOCXML>, <!DOCTYPE x><ZKOCXML>, POSTFACH-311"
    })
    void isUncertainWhenTheAnswerIsUnclear(String printed, String other, String code) {
        assertTrue(OK.contains(printed));

        assertEquals(code, failure(answer(base64(OK.replace(printed, other)))).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%", "", "QQ"})
    void isUncertainWhenTheAnswerIsNoBase64(String part) {
        assertEquals("POSTFACH-311", failure(answer(part)).code());
    }

    @Test
    void namesItsSenderCompletely() {
        assertThrows(IllegalArgumentException.class, () -> BspSoap.OkKomm.of("", "1", "09999123"));
        assertThrows(IllegalArgumentException.class, () -> BspSoap.OkKomm.of("a", "1", "0999"));
    }

    private PostfachException failure(HttpsCalls.Answer answer) {
        return assertThrows(PostfachException.class, () -> judge.judge(answer, Operation.OK_KOMM));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpsCalls.Answer answer(String part) {
        return http(
                200,
                "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><k:sendBspNachrichtOutput"
                        + " xmlns:k=\"urn:akdb:bsp:postkorb:komm:webservice\"><okKommBspNachrichtOutput>" + part
                        + "</okKommBspNachrichtOutput></k:sendBspNachrichtOutput></e:Body></e:Envelope>");
    }

    private static HttpsCalls.Answer http(int status, String body) {
        return new HttpsCalls.Answer(status, null, body.getBytes(StandardCharsets.UTF_8));
    }
}
