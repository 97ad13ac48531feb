package io.github.bayernkommunal.postfach.internal.bsp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachProtocolException;
import io.github.bayernkommunal.postfach.PostfachRejectedException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One thing differs from an accepted answer; it is either tolerated or refused. */
class AnswerShapesTest {

    private static final String RECEIPT = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<q:BspQuittung xmlns:q=\"http://www.akdb.de/egov/bsp/nachrichten\" version=\"1.5\" fassung=\"2020-03-15\">"
            + "<q:AnnahmeErfolgreich>true</q:AnnahmeErfolgreich>"
            + "<q:ErgebnisStatus><q:Tabelle>9006</q:Tabelle><q:Schluessel>0</q:Schluessel></q:ErgebnisStatus>"
            + "</q:BspQuittung>";
    private static final String ENVELOPE = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + "<k:sendBspNachrichtNativeOutput xmlns:k=\"urn:akdb:bsp:postkorb:komm:webservice\">"
            + "<bspQuittung>{}</bspQuittung></k:sendBspNachrichtNativeOutput></e:Body></e:Envelope>";

    private final AnswerJudge judge =
            new AnswerJudge(Clock.fixed(Instant.parse("2026-11-23T08:15:00Z"), ZoneOffset.UTC));

    @Test
    void acceptsTheReceiptAsItIsPrinted() {
        PostfachRoute.Receipt receipt = judge(200, envelope(RECEIPT));

        assertEquals(DeliveryState.PROVIDED, receipt.state());
        assertEquals(RECEIPT, receipt.text());
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<e:Body>|<e:Header/><e:Body>",
                "<e:Body>|<e:Header><x:a xmlns:x=\"urn:x\"><x:b/></x:a></e:Header><e:Body>",
                "<bspQuittung>|<bspQuittung xmlns=\"urn:akdb:bsp:postkorb:komm:webservice\">",
                "<bspQuittung>|<!-- note --><bspQuittung>",
                "e:|SOAP-ENV:",
                "<e:Envelope |<?xml version=\"1.0\" encoding=\"utf-8\"?><e:Envelope "
            })
    void toleratesAnotherEnvelope(String printed, String other) {
        String envelope = envelope(RECEIPT);
        String changed = printed.equals("e:")
                ? envelope.replace("<e:", "<SOAP-ENV:")
                        .replace("</e:", "</SOAP-ENV:")
                        .replace("xmlns:e=", "xmlns:SOAP-ENV=")
                : envelope.replaceFirst(printed, other);

        assertDoesNotThrow(() -> judge(200, changed));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 422, 429, 500, 502, 503, 504})
    void receiptUnderAStatusThatIsNoSuccessIsUncertain(int status) {
        PostfachUnavailableException unclear =
                assertThrows(PostfachUnavailableException.class, () -> judge(status, envelope(RECEIPT)));

        assertEquals("POSTFACH-314", unclear.code());
        assertTrue(unclear.mayHaveTakenEffect());
    }

    @Test
    void toleratesCdata() {
        assertDoesNotThrow(() -> judge(200, ENVELOPE.replace("{}", "<![CDATA[" + RECEIPT + "]]>")));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>|''",
                "encoding=\"UTF-8\"|encoding=\"utf-8\"",
                "encoding=\"UTF-8\"|encoding=\"ISO-8859-1\"",
                ">true<|>1<",
                "<q:Tabelle>9006</q:Tabelle>|''",
                "version=\"1.5\" fassung=\"2020-03-15\"|version=\"1.1\" fassung=\"2017-03-15\"",
                "version=\"1.5\"|version=\"2.0\" neu=\"ja\"",
                "</q:BspQuittung>|<q:Neu><q:Unter/></q:Neu></q:BspQuittung>",
                "<q:Schluessel>0|<q:Schluessel> 0 ",
                ">true<|><![CDATA[tr]]>ue<"
            })
    void toleratesAnotherReceipt(String printed, String other) {
        assertTrue(RECEIPT.contains(printed));
        String changed = RECEIPT.replace(printed, other);

        assertDoesNotThrow(() -> judge(200, envelope(changed)));
    }

    @Test
    void toleratesWhiteSpaceAroundValues() {
        assertDoesNotThrow(() -> judge(200, envelope(RECEIPT.replace(">true<", ">\t true\n<"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n  ", "\uFEFF \t\n"})
    void toleratesAByteOrderMarkAndWhiteSpaceInFront(String lead) {
        assertDoesNotThrow(() -> judge(200, envelope(lead + RECEIPT)));
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "<q:BspQuittung|<!DOCTYPE q><q:BspQuittung|POSTFACH-311",
                "BspQuittung|BspNachricht|POSTFACH-311",
                "akdb.de/egov|akdb.de/other|POSTFACH-311",
                "9006|9005|POSTFACH-311",
                ">true<|>yes<|POSTFACH-311",
                ">true<|><|POSTFACH-311",
                "<q:Schluessel>0</q:Schluessel>|''|POSTFACH-311",
                "<q:Schluessel>0|<q:Schluessel>|POSTFACH-311",
                "<q:Schluessel>0</q:Schluessel>|<q:Schluessel>0</q:Schluessel><q:Schluessel>0</q:Schluessel>|POSTFACH-311",
                "<q:AnnahmeErfolgreich>true</q:AnnahmeErfolgreich>|''|POSTFACH-311",
                "</q:BspQuittung>|<q:AnnahmeErfolgreich>true</q:AnnahmeErfolgreich></q:BspQuittung>|POSTFACH-311",
                "</q:BspQuittung>|''|POSTFACH-311",
                "</q:BspQuittung>|</q:BspQuittung><q:BspQuittung/>|POSTFACH-311",
                ">true<|>&x;<|POSTFACH-311",
                ">true<|>false<|POSTFACH-314",
                "<q:Schluessel>0|<q:Schluessel>30|POSTFACH-314",
                "<q:Schluessel>0|<q:Schluessel>00|POSTFACH-314"
            })
    void neverTakesAnotherReceiptForSuccess(String printed, String other, String code) {
        assertTrue(RECEIPT.contains(printed));

        assertUncertain(code, 200, envelope(RECEIPT.replace(printed, other)));
    }

    @Test
    void refusesAnEnvelopeOfSoap12() {
        assertUncertain(
                "POSTFACH-309",
                200,
                envelope(RECEIPT)
                        .replace(
                                "http://schemas.xmlsoap.org/soap/envelope/",
                                "http://www.w3.org/2003/05/soap-envelope"));
    }

    @Test
    void refusesASecondPartAndASecondWrapper() {
        String part = "<bspQuittung>x</bspQuittung>";
        String wrapper = "<k:sendBspNachrichtNativeOutput xmlns:k=\"urn:akdb:bsp:postkorb:komm:webservice\"/>";

        assertUncertain("POSTFACH-309", 200, envelope(RECEIPT).replace("<bspQuittung>", part + "<bspQuittung>"));
        assertUncertain("POSTFACH-309", 200, envelope(RECEIPT).replace("</e:Body>", wrapper + "</e:Body>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "OK", "<html><body>Wartung</body></html>", "<e:Envelope"})
    void refusesWhatIsNoEnvelope(String body) {
        assertUncertain("POSTFACH-309", 200, body);
    }

    @Test
    void readsNothingFromADocumentThatNamesAnExternalEntity() throws Exception {
        try (ServerSocket trap = new ServerSocket(0)) {
            trap.setSoTimeout(1);
            String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
            for (String lead : new String[] {
                "<!DOCTYPE e SYSTEM \"" + url + "\">",
                "<!DOCTYPE e [<!ENTITY x SYSTEM \"" + url + "\">]>",
                "<!DOCTYPE e [<!ENTITY % x SYSTEM \"" + url + "\"> %x;]>"
            }) {
                assertUncertain("POSTFACH-309", 200, lead + envelope(RECEIPT));
                assertUncertain("POSTFACH-311", 200, envelope(lead + RECEIPT.replaceFirst("<\\?.*?\\?>", "")));
            }

            assertThrows(java.net.SocketTimeoutException.class, trap::accept);
        }
    }

    @Test
    void refusesADtdForWhichTheParserHasNoWords() {
        assertUncertain("POSTFACH-309", 200, "<!DOCTYPE e [\u0001]>" + envelope(RECEIPT));
    }

    @Test
    void refusesEntityExpansionWithoutExpanding() {
        StringBuilder bomb = new StringBuilder("<!DOCTYPE e [<!ENTITY a0 \"aaaaaaaaaa\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a%d \"&a%d;&a%d;&a%d;\">".formatted(i, i - 1, i - 1, i - 1));
        }
        bomb.append("]>");

        assertUncertain("POSTFACH-309", 200, bomb + envelope(RECEIPT));
    }

    @ParameterizedTest(name = "{0} levels")
    @CsvSource({"61, true", "62, false"})
    void readsAtMost64Levels(int below, boolean accepted) {
        // Envelope, Body and the wrapper are above.
        String nested = "<x>".repeat(below) + "</x>".repeat(below);
        String body = envelope(RECEIPT).replace("<bspQuittung>", nested + "<bspQuittung>");

        assertEquals(accepted, accepted(body));
    }

    @ParameterizedTest(name = "{0} elements")
    @CsvSource({"19996, true", "19997, false"})
    void readsAtMost20000Elements(int more, boolean accepted) {
        assertEquals(
                accepted, accepted(envelope(RECEIPT).replace("<bspQuittung>", "<x/>".repeat(more) + "<bspQuittung>")));
    }

    @ParameterizedTest(name = "{0} attributes")
    @CsvSource({"64, true", "65, false"})
    void readsAtMost64Attributes(int count, boolean accepted) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < count; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }

        assertEquals(accepted, accepted(envelope(RECEIPT).replace("<bspQuittung>", "<bspQuittung" + attributes + ">")));
    }

    @ParameterizedTest(name = "code {0}")
    @CsvSource({
        "BSP1010, POSTFACH-410",
        "BSP1011, POSTFACH-411",
        "BSP1020, POSTFACH-420",
        "BSP1030, POSTFACH-230",
        "BSP1031, POSTFACH-231",
        "BSP1032, POSTFACH-232",
        "BSP1999, POSTFACH-312",
        "BSP1099, POSTFACH-312",
        "BSP1000, POSTFACH-313",
        "BSP1077, POSTFACH-313",
        "e:Client, POSTFACH-430",
        "Client.Authentication, POSTFACH-430",
        "e:Server, POSTFACH-315",
        "'', POSTFACH-315"
    })
    void readsTheCodeOfAFaultWhateverTheStatus(String faultCode, String code) {
        for (int status : new int[] {200, 400, 500, 503}) {
            assertEquals(code, failure(status, fault(faultCode, "Text", "")).code());
        }
    }

    @Test
    void findsTheCodeOfAFaultInItsText() {
        assertEquals(
                "POSTFACH-232",
                failure(500, fault("e:Server", "BSP1032: Anhang", "")).code());
    }

    @Test
    void aFaultWinsOverTheOutputPartBesideIt() {
        String both = envelope(RECEIPT)
                .replace(
                        "<e:Body>",
                        "<e:Body><e:Fault><faultcode>BSP1032</faultcode><faultstring>x</faultstring></e:Fault>");

        assertEquals("POSTFACH-232", failure(200, both).code());
    }

    @Test
    void namesTheServiceCodeButNotItsHints() {
        String hints = "Anlage \"Lageplan.svg\": gesperrt";
        String refused = RECEIPT.replace(">true<", ">false<")
                .replace("<q:Schluessel>0", "<q:Schluessel>32")
                .replace(
                        "</q:BspQuittung>",
                        "<q:ErgaenzendeHinweise>" + hints + "</q:ErgaenzendeHinweise></q:BspQuittung>");

        PostfachRejectedException no =
                assertInstanceOf(PostfachRejectedException.class, failure(200, envelope(refused)));

        assertEquals("32", no.serviceCode().orElseThrow());
        assertEquals(hints, no.hints().orElseThrow());
        assertFalse(no.getMessage().contains("Lageplan"));
    }

    @ParameterizedTest(name = "{0} with Retry-After {1}")
    @CsvSource({
        "429, , POSTFACH-305, false, ",
        "429, 120, POSTFACH-305, false, PT2M",
        "503, 120, POSTFACH-305, false, PT2M",
        "503, 'Mon, 23 Nov 2026 08:16:00 GMT', POSTFACH-305, false, PT1M",
        "503, 'Mon, 23 Nov 2026 08:00:00 GMT', POSTFACH-305, false, PT0S",
        "503, 999999999, POSTFACH-305, false, PT24H",
        "503, soon, POSTFACH-306, true, ",
        "503, , POSTFACH-306, true, ",
        "408, , POSTFACH-306, true, ",
        "502, , POSTFACH-306, true, ",
        "504, , POSTFACH-306, true, ",
        "500, , POSTFACH-309, true, ",
        "302, , POSTFACH-309, true, ",
        "401, , POSTFACH-304, false, ",
        "403, , POSTFACH-304, false, "
    })
    void judgesAStatusWithoutAnEnvelope(int status, String retryAfter, String code, boolean effect, Duration pause) {
        PostfachUnavailableException later = assertThrows(
                PostfachUnavailableException.class,
                () -> judge.judge(
                        new HttpsCalls.Answer(status, retryAfter, "busy".getBytes(StandardCharsets.UTF_8)),
                        Operation.NATIVE));

        assertEquals(code, later.code());
        assertEquals(effect, later.mayHaveTakenEffect());
        assertEquals(pause, later.suggestedPause().orElse(null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 409, 413, 415, 422})
    void somebodyMustLookAtAnAddressThatTakesNoMessages(int status) {
        PostfachException alarm = failure(status, "<html/>");

        assertInstanceOf(PostfachProtocolException.class, alarm);
        assertEquals("POSTFACH-440", alarm.code());
    }

    private static String envelope(String receipt) {
        return ENVELOPE.replace(
                "{}", receipt.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }

    private static String fault(String code, String text, String beside) {
        return "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault><faultcode>" + code
                + "</faultcode><faultstring>" + text + "</faultstring></e:Fault>" + beside + "</e:Body></e:Envelope>";
    }

    private PostfachRoute.Receipt judge(int status, String body) {
        return judge.judge(
                new HttpsCalls.Answer(status, null, body.getBytes(StandardCharsets.UTF_8)), Operation.NATIVE);
    }

    private boolean accepted(String body) {
        try {
            judge(200, body);
            return true;
        } catch (PostfachUnavailableException e) {
            assertEquals("POSTFACH-309", e.code());
            return false;
        }
    }

    private PostfachException failure(int status, String body) {
        return assertThrows(PostfachException.class, () -> judge(status, body));
    }

    private void assertUncertain(String code, int status, String body) {
        PostfachUnavailableException unclear =
                assertInstanceOf(PostfachUnavailableException.class, failure(status, body));
        assertEquals(code, unclear.code());
        assertTrue(unclear.mayHaveTakenEffect());
    }
}
