package io.github.bayernkommunal.postfach.internal.bsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;
import io.github.bayernkommunal.postfach.PostfachRoute;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;

/**
 * Answers of the mailbox service, led by a fuzzer that watches which branches it reaches.
 *
 * <p>Not part of a normal build, because the fuzzer rewrites the classes of its process: {@code mvn -Pcampaign-short test} gives
 * each entry a process and half a minute. Nothing may leave but the declared exceptions. A finding becomes an ordinary test.
 */
class AnswersFuzzTest {

    private static final String LONG_ENOUGH = "25s";
    private static final String RECEIPT = "&lt;?xml version=\"1.0\" encoding=\"UTF-8\"?&gt;"
            + "&lt;q:BspQuittung xmlns:q=\"http://www.akdb.de/egov/bsp/nachrichten\" version=\"1.5\"&gt;"
            + "&lt;q:AnnahmeErfolgreich&gt;true&lt;/q:AnnahmeErfolgreich&gt;"
            + "&lt;q:ErgebnisStatus&gt;&lt;q:Tabelle&gt;9006&lt;/q:Tabelle&gt;&lt;q:Schluessel&gt;0&lt;/q:Schluessel&gt;"
            + "&lt;/q:ErgebnisStatus&gt;&lt;/q:BspQuittung&gt;";
    private static final String NATIVE = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + "<k:sendBspNachrichtNativeOutput xmlns:k=\"urn:akdb:bsp:postkorb:komm:webservice\">"
            + "<bspQuittung>" + RECEIPT + "</bspQuittung></k:sendBspNachrichtNativeOutput></e:Body></e:Envelope>";
    private static final String FAULT = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body>"
            + "<e:Fault><faultcode>e:Server</faultcode><faultstring>BSP1031 Inhalt</faultstring>"
            + "<detail><a>b</a></detail></e:Fault></e:Body></e:Envelope>";

    private final AnswerJudge judge =
            new AnswerJudge(Clock.fixed(Instant.parse("2026-11-23T08:15:00Z"), ZoneOffset.UTC));

    private void judge(int status, byte[] body, Operation called) {
        try {
            PostfachRoute.Receipt receipt = judge.judge(new HttpsCalls.Answer(status, null, body), called);
            assertEquals(DeliveryState.PROVIDED, receipt.state());
            assertEquals(2, status / 100, "accepted under a status that is no success");
        } catch (PostfachException declared) {
            assertTrue(declared.code().startsWith("POSTFACH-"));
            assertTrue(declared.getMessage().length() < 2_000, "a message of sensible length");
        }
    }

    static String spliced(String text, FuzzedDataProvider data) {
        int from = data.consumeInt(0, text.length());
        int to = data.consumeInt(from, Math.min(text.length(), from + 200));
        return text.substring(0, from) + data.consumeRemainingAsString() + text.substring(to);
    }

    /** Any bytes under any status. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void anything(FuzzedDataProvider data) {
        int status = data.consumeInt(100, 599);
        Operation called = data.consumeBoolean() ? Operation.NATIVE : Operation.OK_KOMM;
        judge(status, data.consumeRemainingAsBytes(), called);
    }

    /** An accepted answer of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedReceipt(FuzzedDataProvider data) {
        judge(200, spliced(NATIVE, data).getBytes(StandardCharsets.UTF_8), Operation.NATIVE);
    }

    /** The receipt within, of which a piece is exchanged before it is wrapped. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void receiptWithin(FuzzedDataProvider data) {
        String inner = spliced(RECEIPT.replace("&lt;", "<").replace("&gt;", ">"), data)
                .replace("&", "&amp;")
                .replace("<", "&lt;");
        judge(200, NATIVE.replace(RECEIPT, inner).getBytes(StandardCharsets.UTF_8), Operation.NATIVE);
    }

    /** A refusal of which a piece is exchanged. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void changedFault(FuzzedDataProvider data) {
        judge(500, spliced(FAULT, data).getBytes(StandardCharsets.UTF_8), Operation.OK_KOMM);
    }

    /** What an OK.KOMM answer carries in Base64. */
    @FuzzTest(maxDuration = LONG_ENOUGH)
    void okKommAnswer(byte[] data) {
        String part = Base64.getEncoder().encodeToString(data);
        String body = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><k:"
                + Operation.OK_KOMM.answer() + " xmlns:k=\"urn:akdb:bsp:postkorb:komm:webservice\"><a>" + part
                + "</a></k:" + Operation.OK_KOMM.answer() + "></e:Body></e:Envelope>";
        judge(200, body.getBytes(StandardCharsets.UTF_8), Operation.OK_KOMM);
    }
}
