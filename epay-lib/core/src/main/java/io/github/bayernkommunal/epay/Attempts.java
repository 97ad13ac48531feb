package io.github.bayernkommunal.epay;

import io.github.bayernkommunal.epay.Journal.Entry;
import java.util.List;

/** Which of several attempts says how the claim stands. */
final class Attempts {

    private Attempts() {}

    /**
     * The last attempt, unless money came for an earlier one: a late payment after breaking off pays the claim, too, and must
     * not be followed by another attempt.
     *
     * @param attempts at least one, the first attempt first
     */
    static Entry decisive(List<Entry> attempts) {
        Entry last = attempts.get(attempts.size() - 1);
        if (last.state() == PaymentState.AUTHORIZED || last.state() == PaymentState.SETTLED) {
            return last;
        }
        for (int i = attempts.size() - 2; i >= 0; i--) {
            Entry earlier = attempts.get(i);
            boolean ended = earlier.state() == PaymentState.CANCELED || earlier.state() == PaymentState.FAILED;
            if (!ended) {
                return earlier;
            }
        }
        return last;
    }
}
