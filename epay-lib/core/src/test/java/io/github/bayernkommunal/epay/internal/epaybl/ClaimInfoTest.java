package io.github.bayernkommunal.epay.internal.epaybl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.epay.PaymentState;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the ledger says and what it means: the rule of docs/protocol.md, step by step. */
class ClaimInfoTest {

    private static final BigDecimal OWED = new BigDecimal("42.50");

    private static PaymentState state(
            String claimed,
            String received,
            String returned,
            String withdrawn,
            String balance,
            String paypage,
            String method) {
        return new ClaimInfo(
                        "4711",
                        "K",
                        "EUR",
                        method,
                        new BigDecimal(claimed),
                        new BigDecimal(received),
                        new BigDecimal(returned),
                        new BigDecimal(withdrawn),
                        new BigDecimal(balance),
                        paypage)
                .state("4711", "K", OWED);
    }

    @ParameterizedTest(name = "claimed {0} received {1} returned {2} withdrawn {3} balance {4} {5} {6}: {7}")
    @CsvSource(
            nullValues = "-",
            value = {
                // not finished: an all-zero claim is not cancelled and not paid
                "0, 0, 0, 0, 0, AKTIV, -, PENDING",
                "42.50, 0, 0, 0, 42.50, AKTIV, -, PENDING",
                "42.50, 0, 0, 0, 42.50, -, -, PENDING",
                // finished, money not yet in the ledger
                "42.50, 0, 0, 0, 42.50, INAKTIV, KREDITKARTE, AUTHORIZED",
                // an abandoned page may be INAKTIV, too
                "42.50, 0, 0, 0, 42.50, INAKTIV, -, PENDING",
                "0, 0, 0, 0, 0, INAKTIV, -, PENDING",
                // the ledger
                "42.50, 42.50, 0, 0, 0, INAKTIV, KREDITKARTE, SETTLED",
                "42.50, 42.50, 0, 0, 0, -, -, SETTLED",
                "42.50, 50, 0, 0, -7.50, INAKTIV, KREDITKARTE, SETTLED",
                "42.50, 40, 0, 0, 2.50, INAKTIV, KREDITKARTE, PARTIAL",
                "42.50, 42.49, 0, 0, 0.01, INAKTIV, KREDITKARTE, PARTIAL",
                // cancelled: nothing is owed, and yet it is not paid
                "42.50, 0, 0, 42.50, 0, INAKTIV, KREDITKARTE, CANCELED",
                // cancelled after money had come: somebody else's step, not CANCELED
                "42.50, 42.50, 0, 42.50, -42.50, INAKTIV, KREDITKARTE, SETTLED",
                // the money went back
                "42.50, 42.50, 42.50, 0, 42.50, INAKTIV, SEPASDD, REVERSED",
                // went back and was paid again
                "42.50, 85.00, 42.50, 0, 0, INAKTIV, SEPASDD, SETTLED",
                // another amount than ordered
                "42.51, 42.51, 0, 0, 0, INAKTIV, KREDITKARTE, MISMATCH",
                "42.51, 0, 0, 0, 42.51, INAKTIV, KREDITKARTE, MISMATCH",
                "10, 0, 0, 0, 10, INAKTIV, KREDITKARTE, MISMATCH",
                "0, 0, 0, 0, 0, INAKTIV, KREDITKARTE, MISMATCH"
            })
    void theMeaningOfTheLedger(
            String claimed,
            String received,
            String returned,
            String withdrawn,
            String balance,
            String paypage,
            String method,
            PaymentState expected) {
        assertEquals(expected, state(claimed, received, returned, withdrawn, balance, paypage, method));
    }

    @Test
    void aClaimOfSomebodyElseIsACaseForAPerson() {
        BigDecimal zero = BigDecimal.ZERO;
        ClaimInfo paid = new ClaimInfo("4711", "K", "EUR", "X", OWED, OWED, zero, zero, zero, "INAKTIV");
        ClaimInfo silent = new ClaimInfo("4711", null, null, "X", OWED, OWED, zero, zero, zero, "INAKTIV");
        ClaimInfo dollars = new ClaimInfo("4711", "K", "USD", "X", OWED, OWED, zero, zero, zero, "INAKTIV");

        assertEquals(PaymentState.SETTLED, paid.state("4711", "K", OWED));
        assertEquals(PaymentState.SETTLED, silent.state("4711", "K", OWED));
        assertEquals(PaymentState.MISMATCH, paid.state("4712", "K", OWED));
        assertEquals(PaymentState.MISMATCH, paid.state("4711", "L", OWED));
        assertEquals(PaymentState.MISMATCH, dollars.state("4711", "K", OWED));
    }
}
