package io.github.bayernkommunal.epay;

import static io.github.bayernkommunal.epay.PaymentState.AUTHORIZED;
import static io.github.bayernkommunal.epay.PaymentState.CANCELED;
import static io.github.bayernkommunal.epay.PaymentState.CREATED;
import static io.github.bayernkommunal.epay.PaymentState.EXPIRED;
import static io.github.bayernkommunal.epay.PaymentState.FAILED;
import static io.github.bayernkommunal.epay.PaymentState.MISMATCH;
import static io.github.bayernkommunal.epay.PaymentState.PARTIAL;
import static io.github.bayernkommunal.epay.PaymentState.PENDING;
import static io.github.bayernkommunal.epay.PaymentState.REVERSED;
import static io.github.bayernkommunal.epay.PaymentState.SETTLED;
import static io.github.bayernkommunal.epay.PaymentState.SUBMITTED;
import static io.github.bayernkommunal.epay.PaymentState.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateRulesTest {

    private static final Set<PaymentState> REPORTABLE =
            EnumSet.of(PENDING, AUTHORIZED, SETTLED, PARTIAL, REVERSED, CANCELED, FAILED, UNKNOWN, MISMATCH);

    private static final Set<PaymentState> MONEY_CAME = EnumSet.of(AUTHORIZED, SETTLED, PARTIAL);

    /** Written as sentences, apart from the table in the code, so that one slip does not hide in both. */
    private static PaymentState expected(PaymentState stored, PaymentState seen) {
        if (stored == MISMATCH || seen == MISMATCH) {
            return MISMATCH; // only a person ends it
        }
        if (EnumSet.of(CREATED, SUBMITTED, PENDING, UNKNOWN).contains(stored)) {
            return seen; // nothing is decided yet
        }
        if (seen == UNKNOWN || stored == seen) {
            return stored; // not understanding takes nothing away
        }
        if (stored == EXPIRED) {
            return seen == PENDING ? EXPIRED : seen; // given up by us alone, so the platform's word counts
        }
        if (seen == REVERSED) {
            return REVERSED; // money can always go back
        }
        if (EnumSet.of(CANCELED, FAILED).contains(stored)) {
            return MONEY_CAME.contains(seen) ? seen : MISMATCH; // late money; two ends contradict each other
        }
        return switch (stored) {
            case AUTHORIZED -> seen == SETTLED || seen == PARTIAL ? seen : MISMATCH;
            case SETTLED -> seen == PARTIAL ? PARTIAL : seen == AUTHORIZED ? SETTLED : MISMATCH;
            case PARTIAL -> seen == SETTLED ? SETTLED : MISMATCH;
            case REVERSED ->
                Map.of(SETTLED, SETTLED, PARTIAL, PARTIAL, CANCELED, CANCELED).getOrDefault(seen, MISMATCH);
            default -> throw new AssertionError(stored);
        };
    }

    static Stream<Arguments> allPairs() {
        return Arrays.stream(PaymentState.values())
                .flatMap(stored -> REPORTABLE.stream().map(seen -> Arguments.of(stored, seen)));
    }

    @ParameterizedTest(name = "{0}, then the platform reports {1}")
    @MethodSource("allPairs")
    void everyPairHasItsRule(PaymentState stored, PaymentState seen) {
        assertEquals(expected(stored, seen), StateRules.next(stored, seen));
    }

    static Stream<Arguments> ourOwnStates() {
        return Stream.of(CREATED, SUBMITTED, EXPIRED).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("ourOwnStates")
    void aPlatformCannotReportAStateThatOnlyWeHave(PaymentState ours) {
        assertThrows(IllegalArgumentException.class, () -> StateRules.next(PENDING, ours));
        assertThrows(IllegalArgumentException.class, () -> StateRules.next(AUTHORIZED, ours));
    }
}
