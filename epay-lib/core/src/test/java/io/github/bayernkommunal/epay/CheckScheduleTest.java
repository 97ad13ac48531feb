package io.github.bayernkommunal.epay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckScheduleTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest(name = "at the age of {0}: at the age of {1}")
    @CsvSource({
        "PT0S, PT1M",
        "PT59S, PT1M",
        "PT1M, PT5M",
        "PT5M, PT15M",
        "PT15M, PT1H",
        "PT1H, PT2H",
        "PT22H59M, PT23H",
        "PT23H, PT24H",
        "PT24H, PT48H",
        "P14D, P15D",
        "P14DT23H, P15D"
    })
    void theNextQuestion(Duration age, Duration next) {
        assertEquals(START.plus(next), open(START, START.plus(age)));
    }

    private static Instant open(Instant start, Instant now) {
        return CheckSchedule.next(PaymentState.PENDING, false, start, now);
    }

    @ParameterizedTest(name = "{0} at the age of {1}: at the age of {2}")
    @CsvSource({
        "CANCELED, PT0S, P1D",
        "FAILED, P1D, P3D",
        "CANCELED, P3D, P7D",
        "CANCELED, P7D, P15D",
        "CANCELED, P15D, ",
        "PARTIAL, P59D, P60D",
        "PARTIAL, P60D, ",
        "AUTHORIZED, PT0S, P1D",
        "AUTHORIZED, P60D, ",
        "UNKNOWN, PT0S, PT1M",
        "SETTLED, P59D, P60D",
        "SETTLED, P60D, ",
        "REVERSED, PT0S, P1D",
        "REVERSED, P60D, ",
        "MISMATCH, PT0S, ",
        "EXPIRED, PT0S, P1D",
        "EXPIRED, P15D, ",
        "CREATED, PT0S, "
    })
    void theNextQuestionOfEveryState(PaymentState state, Duration age, Duration next) {
        assertEquals(next == null ? null : START.plus(next), CheckSchedule.next(state, true, START, START.plus(age)));
    }

    @Test
    void aRouteThatTellsNothingMoreIsNotAsked() {
        assertNull(CheckSchedule.next(PaymentState.AUTHORIZED, false, START, START));
    }

    @Test
    void itEnds() {
        List<Instant> asked = new ArrayList<>();
        for (Instant now = open(START, START); now != null; now = open(START, now)) {
            assertTrue(asked.isEmpty() || now.isAfter(asked.get(asked.size() - 1)), "time has to go on");
            asked.add(now);
        }

        assertEquals(4 + 23 + 14, asked.size());
        assertEquals(START.plus(CheckSchedule.END), asked.get(asked.size() - 1));
    }

    @Test
    void aClockThatWentBackDoesNotStopIt() {
        assertEquals(START.plusSeconds(60), open(START, START.minusSeconds(600)));
    }
}
