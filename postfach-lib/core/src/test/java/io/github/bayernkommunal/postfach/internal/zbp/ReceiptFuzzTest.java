package io.github.bayernkommunal.postfach.internal.zbp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.postfach.DeliveryState;
import io.github.bayernkommunal.postfach.PostfachException;

/**
 * Good answers of ZBP, led by a fuzzer.
 *
 * <p>Not part of a normal build: {@code mvn -Pcampaign-short test}. Only one JSON object is a receipt.
 */
class ReceiptFuzzTest {

    @FuzzTest(maxDuration = "25s")
    void receipt(FuzzedDataProvider data) {
        int status = data.consumeInt(200, 299);
        String body = data.consumeRemainingAsString();
        try {
            assertEquals(
                    DeliveryState.PROVIDED, ZbpExchange.receipt(status, body).state());
        } catch (PostfachException declared) {
            assertEquals("POSTFACH-327", declared.code());
        }
    }
}
