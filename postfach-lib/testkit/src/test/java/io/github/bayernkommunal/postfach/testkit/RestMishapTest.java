package io.github.bayernkommunal.postfach.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class RestMishapTest {

    @RegisterExtension
    static final PostfachSimulator mailbox =
            PostfachSimulator.builder().mailbox(ZbpCaller.MAILBOX, "Beispiel").create();

    private final ZbpCaller zbp = ZbpCaller.of(mailbox);
    private final FitConnectCaller fitConnect = new FitConnectCaller(mailbox.fitConnectSettings());

    private static void assertLedgerAgreesWith(Mishap mishap) {
        assertEquals(mishap.accepts() ? 1 : 0, mailbox.received().size());
    }

    @ParameterizedTest
    @CsvSource({
        "GARBAGE, 200",
        "HTML_PAGE, 200",
        "TOO_MANY_REQUESTS, 429",
        "SERVICE_UNAVAILABLE, 503",
        "BAD_GATEWAY, 502",
        "INTERNAL_ERROR, 500",
        "UNAUTHORIZED, 401",
        "FORBIDDEN, 403",
        "RECEIPT_20, 400",
        "RECEIPT_30, 404",
        "RECEIPT_31, 422",
        "RECEIPT_99, 500",
        "RECEIPT_99_AFTER_ACCEPTING, 500",
        "CONTRADICTING_ZERO, 500"
    })
    void theAnswerOfZbpIsAnother(Mishap mishap, int status) throws IOException {
        mailbox.next(mishap);

        HttpResponse<String> answer = zbp.message().send();

        assertEquals(status, answer.statusCode());
        assertFalse(answer.body().contains("messageId"));
        assertLedgerAgreesWith(mishap);
        mailbox.reset();
        assertEquals(200, zbp.message().send().statusCode());
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_BEFORE_ACCEPTING", "RESET_AFTER_ACCEPTING", "CUT_ANSWER"})
    void theConnectionToZbpEndsTooEarly(Mishap mishap) {
        mailbox.next(mishap);

        assertThrows(IOException.class, () -> zbp.message().send());

        assertLedgerAgreesWith(mishap);
    }

    @Test
    void aLateAnswerWaitsUntilItIsReleased() throws Exception {
        mailbox.next(Mishap.LATE_ANSWER);
        CompletableFuture<HttpResponse<String>> late =
                zbp.plain.http().sendAsync(zbp.message().request().build(), HttpResponse.BodyHandlers.ofString());
        while (mailbox.received().isEmpty()) {
            Thread.onSpinWait();
        }

        assertFalse(late.isDone());
        mailbox.releaseAnswers();

        assertEquals(200, late.get(30, TimeUnit.SECONDS).statusCode());
    }

    @Test
    void aMessageWithAFaultOfItsOwnIsRefusedHonestly() throws IOException {
        mailbox.next(Mishap.RECEIPT_99_AFTER_ACCEPTING);

        assertEquals(422, zbp.message().withoutFiles().send().statusCode());
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET_AFTER_ACCEPTING", "BAD_GATEWAY", "SERVICE_UNAVAILABLE", "RESET_BEFORE_ACCEPTING"})
    void aSubmissionWhoseAnswerIsLostCanBeRepeated(Mishap mishap) throws IOException {
        String submission = fitConnect.prepared();
        String data = fitConnect.data();
        String metadata = fitConnect.encrypt(FitConnectCaller.metadata(data));
        String encrypted = fitConnect.encrypt(data);
        mailbox.next(mishap);

        try {
            assertTrue(
                    fitConnect.submitEncrypted(submission, metadata, encrypted).statusCode() > 500);
        } catch (IOException e) {
            assertTrue(mishap.name().startsWith("RESET"));
        }
        assertLedgerAgreesWith(mishap);

        assertEquals(
                200, fitConnect.submitEncrypted(submission, metadata, encrypted).statusCode());
        assertEquals(1, mailbox.received().size());
    }

    @Test
    void everyStepCanFailByItself() throws IOException {
        mailbox.next(Mishap.SERVICE_UNAVAILABLE, Step.TOKEN);
        mailbox.always(Mishap.TOO_MANY_REQUESTS, Step.ANNOUNCE);

        assertEquals(
                503,
                fitConnect
                        .askForToken(fitConnect.settings.get("postfach.fit-connect.client-secret"))
                        .statusCode());
        assertEquals(429, fitConnect.announce(FitConnectCaller.SERVICE).statusCode());
        assertEquals(429, fitConnect.announce(FitConnectCaller.SERVICE).statusCode());
        assertEquals(2, mailbox.calls(Step.ANNOUNCE));
        assertEquals(0, mailbox.calls());
        mailbox.recover();
        assertEquals(201, fitConnect.announce(FitConnectCaller.SERVICE).statusCode());
    }

    @Test
    void anUploadHasNoAnswerToCutSoTheConnectionEnds() throws IOException {
        String submission = FitConnectCaller.member(
                fitConnect.announce(FitConnectCaller.SERVICE, FitConnectCaller.FILE), "submissionId");
        String jwe = fitConnect.encrypt("abc");
        mailbox.next(Mishap.CUT_ANSWER, Step.UPLOAD);

        assertThrows(IOException.class, () -> fitConnect.upload(submission, FitConnectCaller.FILE, jwe));

        String data = fitConnect.data();
        assertEquals(
                200,
                fitConnect
                        .submit(submission, FitConnectCaller.metadata(data), data)
                        .statusCode());
    }

    @Test
    void anUploadThatWasLostIsNotThere() throws IOException {
        String submission = FitConnectCaller.member(
                fitConnect.announce(FitConnectCaller.SERVICE, FitConnectCaller.FILE), "submissionId");
        mailbox.next(Mishap.INTERNAL_ERROR, Step.UPLOAD);
        fitConnect.upload(submission, FitConnectCaller.FILE, fitConnect.encrypt("abc"));
        String data = fitConnect.data();

        assertEquals(
                422,
                fitConnect
                        .submit(submission, FitConnectCaller.metadata(data), data)
                        .statusCode());
        assertEquals(List.of("create-submission"), fitConnect.events(submission));
    }
}
