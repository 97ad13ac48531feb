package io.github.bayernkommunal.epay.internal.epaybl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.EpayProtocolException;
import io.github.bayernkommunal.epay.EpayRejectedException;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    private static EpayException refusal(int code) {
        return new Outcome(false, code, "1").refusal("anlegenKassenzeichen");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "11, EPAY-201",
        "16, EPAY-201",
        "301, EPAY-201",
        "310, EPAY-201",
        "20, EPAY-205",
        "21, EPAY-205",
        "503, EPAY-202",
        "506, EPAY-202",
        "525, EPAY-202",
        "602, EPAY-202",
        "603, EPAY-202",
        "504, EPAY-203",
        "507, EPAY-203",
        "521, EPAY-203",
        "522, EPAY-203",
        "601, EPAY-203",
        "604, EPAY-203",
        "605, EPAY-203",
        "606, EPAY-203",
        "607, EPAY-203",
        "608, EPAY-203",
        "611, EPAY-203",
        "103, EPAY-204",
        "109, EPAY-204",
        "201, EPAY-204",
        "208, EPAY-204",
        "213, EPAY-204",
        "214, EPAY-204",
        "401, EPAY-204",
        "413, EPAY-204",
        "420, EPAY-204",
        "440, EPAY-204",
        "443, EPAY-204",
        "501, EPAY-204",
        "502, EPAY-204",
        "505, EPAY-204",
        "508, EPAY-204",
        "514, EPAY-204",
        "530, EPAY-204",
        "609, EPAY-204",
        "610, EPAY-204",
        "612, EPAY-204",
        "701, EPAY-204",
        "703, EPAY-204",
        "515, EPAY-208",
        "519, EPAY-208",
        "520, EPAY-208",
        "529, EPAY-208",
        "100, EPAY-206",
        "115, EPAY-206",
        "117, EPAY-206",
        "119, EPAY-206",
        "120, EPAY-206",
        "199, EPAY-206",
        "415, EPAY-206",
        "425, EPAY-206",
        "436, EPAY-206",
        "509, EPAY-206",
        "510, EPAY-206",
        "513, EPAY-206",
        "1800, EPAY-206",
        "1803, EPAY-206",
        "5115, EPAY-206",
        "5120, EPAY-206",
        "5126, EPAY-206",
        "9970, EPAY-209",
        "9977, EPAY-209",
        "9980, EPAY-209",
        "9988, EPAY-209",
        "9999, EPAY-310",
        "1706, EPAY-310",
        "4711, EPAY-310"
    })
    void everyCodeHasItsMeaning(int number, String ours) {
        EpayException refusal = refusal(-number);

        assertEquals(ours, refusal.code());
        if (refusal instanceof EpayRejectedException rejected) {
            assertEquals("-%04d".formatted(number), rejected.platformCode().orElseThrow());
        }
    }

    @Test
    void whatNobodyHasDocumentedIsNeverARefusal() {
        Stream<Integer> codes = Stream.concat(
                IntStream.rangeClosed(1, 200_000).boxed(), Stream.of(Outcome.NO_CODE, -10, -17, -22, -215, -5000));

        assertTrue(codes.map(OutcomeTest::refusal).allMatch(EpayProtocolException.class::isInstance));
    }

    @Test
    void theServicesCodeIsWrittenAlikeOnEveryMachine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertEquals("-0531", new Outcome(false, -531, "").written());
            assertEquals("+0000", new Outcome(true, 0, "").written());
        } finally {
            Locale.setDefault(before);
        }
    }
}
