package io.github.bayernkommunal.epay;

import static io.github.bayernkommunal.epay.PaymentState.AUTHORIZED;
import static io.github.bayernkommunal.epay.PaymentState.CANCELED;
import static io.github.bayernkommunal.epay.PaymentState.EXPIRED;
import static io.github.bayernkommunal.epay.PaymentState.FAILED;
import static io.github.bayernkommunal.epay.PaymentState.MISMATCH;
import static io.github.bayernkommunal.epay.PaymentState.PARTIAL;
import static io.github.bayernkommunal.epay.PaymentState.PENDING;
import static io.github.bayernkommunal.epay.PaymentState.REVERSED;
import static io.github.bayernkommunal.epay.PaymentState.SETTLED;
import static io.github.bayernkommunal.epay.PaymentState.UNKNOWN;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What becomes of a state when the platform reports another.
 *
 * <p>Money never moves backwards except by a return of the money; an answer that we do not understand never takes away what
 * was confirmed; and two answers that cannot both be true are a case for a person.
 */
final class StateRules {

    private static final PaymentState[] SEEN = {
        PENDING, AUTHORIZED, SETTLED, PARTIAL, REVERSED, CANCELED, FAILED, UNKNOWN
    };

    // A column per state in SEEN; a report of MISMATCH always leads to MISMATCH, and nothing leads out of it.
    private static final Map<PaymentState, PaymentState[]> TABLE = new EnumMap<>(Map.of(
            EXPIRED, row(EXPIRED, AUTHORIZED, SETTLED, PARTIAL, REVERSED, CANCELED, FAILED, EXPIRED),
            CANCELED, row(MISMATCH, AUTHORIZED, SETTLED, PARTIAL, REVERSED, CANCELED, MISMATCH, CANCELED),
            FAILED, row(MISMATCH, AUTHORIZED, SETTLED, PARTIAL, REVERSED, MISMATCH, FAILED, FAILED),
            AUTHORIZED, row(MISMATCH, AUTHORIZED, SETTLED, PARTIAL, REVERSED, MISMATCH, MISMATCH, AUTHORIZED),
            SETTLED, row(MISMATCH, SETTLED, SETTLED, PARTIAL, REVERSED, MISMATCH, MISMATCH, SETTLED),
            PARTIAL, row(MISMATCH, MISMATCH, SETTLED, PARTIAL, REVERSED, MISMATCH, MISMATCH, PARTIAL),
            REVERSED, row(MISMATCH, MISMATCH, SETTLED, PARTIAL, REVERSED, CANCELED, MISMATCH, REVERSED)));

    private StateRules() {}

    /**
     * The state after a report.
     *
     * @param stored what we have noted
     * @param seen what the platform reports now
     */
    static PaymentState next(PaymentState stored, PaymentState seen) {
        if (!isReportable(seen)) {
            throw new IllegalArgumentException("A platform cannot report " + seen);
        }
        if (stored == MISMATCH || seen == MISMATCH) {
            return MISMATCH;
        }
        PaymentState[] row = TABLE.get(stored);
        if (row == null) {
            return seen; // CREATED, SUBMITTED, PENDING, UNKNOWN: nothing is decided yet
        }
        return row[Arrays.asList(SEEN).indexOf(seen)];
    }

    /** Whether a platform can report a state; the others are ours alone. */
    static boolean isReportable(PaymentState seen) {
        return seen == MISMATCH || Arrays.asList(SEEN).contains(seen);
    }

    /** Whether the application is told about a state. */
    static boolean isAnnounced(PaymentState state) {
        return state.isFinal() || state == PARTIAL;
    }

    private static PaymentState[] row(PaymentState... next) {
        return next;
    }
}
