package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class MishapTest {

    @RegisterExtension
    static final PostfachSimulator mailbox = PostfachSimulator.create();

    private final PlainCaller caller = PlainCaller.of(mailbox);

    @ParameterizedTest
    @CsvSource({
        "RECEIPT_10, false 10",
        "RECEIPT_11, false 11",
        "RECEIPT_20, false 20",
        "RECEIPT_30, false 30",
        "RECEIPT_31, false 31",
        "RECEIPT_32, false 32",
        "RECEIPT_99, false 99",
        "RECEIPT_99_AFTER_ACCEPTING, false 99",
        "UNKNOWN_RECEIPT, false 77",
        "CONTRADICTING_RECEIPT, true 31",
        "CONTRADICTING_ZERO, false 0"
    })
    void forcedReceiptsComeInAnOrdinaryAnswer(Mishap mishap, String receipt) throws IOException {
        mailbox.next(mishap);

        HttpResponse<String> answer = caller.sendNative(PlainCaller.m1());

        assertEquals(200, answer.statusCode());
        assertEquals(receipt, PlainCaller.receipt(answer.body()));
        assertLedgerAgreesWith(mishap);
    }

    @ParameterizedTest
    @CsvSource({
        "HTML_PAGE, 200, ",
        "TOO_MANY_REQUESTS, 429, 30",
        "SERVICE_UNAVAILABLE, 503, ",
        "SERVICE_UNAVAILABLE_WITH_RETRY_AFTER, 503, 120",
        "BAD_GATEWAY, 502, ",
        "INTERNAL_ERROR, 500, ",
        "UNAUTHORIZED, 401, ",
        "FORBIDDEN, 403, "
    })
    void gatewaysAnswerInHtml(Mishap mishap, int status, String retryAfter) throws IOException {
        mailbox.next(mishap);

        HttpResponse<String> answer = caller.sendNative(PlainCaller.m1());

        assertEquals(status, answer.statusCode());
        assertEquals(retryAfter, answer.headers().firstValue("Retry-After").orElse(null));
        assertTrue(answer.body().startsWith("<!DOCTYPE html>"));
        assertLedgerAgreesWith(mishap);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_BEFORE_ACCEPTING", "RESET_AFTER_ACCEPTING", "CUT_ANSWER"})
    void theConnectionEndsTooEarly(Mishap mishap) {
        mailbox.next(mishap);

        assertThrows(IOException.class, () -> caller.sendNative(PlainCaller.m1()));

        assertLedgerAgreesWith(mishap);
        assertEquals(1, mailbox.calls());
    }

    @Test
    void garbageIsNoXml() throws IOException {
        mailbox.next(Mishap.GARBAGE);

        HttpResponse<String> answer = caller.sendNative(PlainCaller.m1());

        assertEquals(200, answer.statusCode());
        assertThrows(IllegalArgumentException.class, () -> PlainCaller.parse(answer.body()));
        assertLedgerAgreesWith(Mishap.GARBAGE);
    }

    @Test
    void theWrapperCanBeThatOfTheOtherOperation() throws IOException {
        mailbox.next(Mishap.WRONG_WRAPPER);

        String answer = caller.sendNative(PlainCaller.m1()).body();

        assertTrue(answer.contains("<k:sendBspNachrichtOutput "), answer);
        assertLedgerAgreesWith(Mishap.WRONG_WRAPPER);
    }

    @Test
    void twoReceiptsDisagree() throws IOException {
        mailbox.next(Mishap.TWO_RECEIPTS);

        var parts = PlainCaller.parse(caller.sendNative(PlainCaller.m1()).body())
                .getElementsByTagNameNS("*", "bspQuittung");

        assertEquals(2, parts.getLength());
        assertTrue(parts.item(0).getTextContent().contains(">true<"));
        assertTrue(parts.item(1).getTextContent().contains(">false<"));
        assertLedgerAgreesWith(Mishap.TWO_RECEIPTS);
    }

    @Test
    void aDocumentTypeInTheReceiptCarriesTheCodeInAnEntity() throws IOException {
        mailbox.next(Mishap.DOCTYPE_IN_RECEIPT);

        String answer = caller.sendNative(PlainCaller.m1()).body();

        String receipt = PlainCaller.text(PlainCaller.parse(answer), "bspQuittung");
        assertTrue(receipt.contains("<!DOCTYPE q:BspQuittung [<!ENTITY code \"0\">]>"), receipt);
        assertTrue(receipt.contains(">&code;<"), receipt);
        assertLedgerAgreesWith(Mishap.DOCTYPE_IN_RECEIPT);
    }

    @Test
    void aLateAnswerWaitsUntilItIsReleased() throws Exception {
        mailbox.next(Mishap.LATE_ANSWER);
        CompletableFuture<HttpResponse<String>> late = caller.http()
                .sendAsync(
                        caller.request(PlainCaller.nativeCall(PlainCaller.m1())).build(),
                        HttpResponse.BodyHandlers.ofString());
        while (mailbox.received().isEmpty()) {
            Thread.onSpinWait();
        }

        assertFalse(late.isDone());
        mailbox.releaseAnswers();

        assertEquals(
                "true 0", PlainCaller.receipt(late.get(30, TimeUnit.SECONDS).body()));
    }

    @Test
    void aCallerThatGivesUpDoesNotSeeThatTheMessageWasAccepted() {
        mailbox.next(Mishap.LATE_ANSWER);

        assertThrows(
                HttpTimeoutException.class,
                () -> caller.send(
                        caller.request(PlainCaller.nativeCall(PlainCaller.m1())).timeout(Duration.ofMillis(300))));

        assertLedgerAgreesWith(Mishap.LATE_ANSWER);
    }

    @Test
    void aDrippingAnswerIsCompleteOnceItIsReleased() throws Exception {
        mailbox.next(Mishap.SLOW_DRIP);
        HttpResponse<java.io.InputStream> dripping = caller.http()
                .sendAsync(
                        caller.request(PlainCaller.nativeCall(PlainCaller.m1())).build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .get(30, TimeUnit.SECONDS);

        int first = dripping.body().read();
        mailbox.releaseAnswers();

        String answer = (char) first + new String(dripping.body().readAllBytes(), "UTF-8");
        assertEquals("true 0", PlainCaller.receipt(answer));
    }

    @Test
    void mishapsLineUpAndThenAllIsWell() throws IOException {
        mailbox.next(Mishap.SERVICE_UNAVAILABLE);
        mailbox.next(Mishap.RECEIPT_30);

        assertEquals(503, caller.sendNative(PlainCaller.m1()).statusCode());
        assertEquals("false 30", caller.receiptOf(PlainCaller.m1()));
        assertEquals("true 0", caller.receiptOf(PlainCaller.m1()));
        assertEquals(3, mailbox.calls());
    }

    @Test
    void aLastingMishapEndsWithRecovery() throws IOException {
        mailbox.always(Mishap.SERVICE_UNAVAILABLE);

        assertEquals(503, caller.sendNative(PlainCaller.m1()).statusCode());
        assertEquals(503, caller.sendNative(PlainCaller.m1()).statusCode());
        mailbox.recover();

        assertEquals("true 0", caller.receiptOf(PlainCaller.m1()));
    }

    @Test
    void aServiceThatIsDownRefusesConnectionsAndComesBackAtTheSameAddress() throws IOException {
        var address = mailbox.endpoint();
        mailbox.goDown();
        mailbox.goDown();

        IOException refused = assertThrows(IOException.class, () -> caller.sendNative(PlainCaller.m1()));
        mailbox.recover();

        assertInstanceOf(ConnectException.class, refused);
        assertEquals(address, mailbox.endpoint());
        assertEquals("true 0", caller.receiptOf(PlainCaller.m1()));
    }

    @Test
    void aMessageWithAFaultOfItsOwnIsNeverAccepted() throws IOException {
        mailbox.next(Mishap.RECEIPT_99_AFTER_ACCEPTING);

        String receipt = caller.receiptOf(PlainCaller.m1().replace(PostfachSimulator.TEST_HANDLE, "niemand"));

        assertEquals("false 30", receipt);
        assertEquals(0, mailbox.received().size());
    }

    private static void assertLedgerAgreesWith(Mishap mishap) {
        assertEquals(mishap.accepts() ? 1 : 0, mailbox.received().size());
    }
}
