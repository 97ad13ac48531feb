package io.github.bayernkommunal.portalregistry.internal.soap;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import java.nio.charset.StandardCharsets;

/** Answers over SOAP, as {@code EntriesFuzzTest} does it with the others. */
class SoapFuzzTest {

    private static final String ENVELOPE =
            "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Header/><s:Body><a b='c'>d</a></s:Body></s:Envelope>";

    /** A sound envelope of which a piece is exchanged, or any text. */
    @FuzzTest(maxDuration = "25s")
    void envelope(FuzzedDataProvider data) {
        int from = data.consumeInt(0, ENVELOPE.length());
        int to = data.consumeInt(from, ENVELOPE.length());
        String text = ENVELOPE.substring(0, from) + data.consumeRemainingAsString() + ENVELOPE.substring(to);
        try {
            SoapAnswer.read(text.getBytes(StandardCharsets.UTF_8)).content().names();
        } catch (UnreadableException declared) {
            assertFalse(String.valueOf(declared.getMessage()).isBlank());
        }
    }
}
