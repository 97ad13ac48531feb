package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.epay.Money;
import io.github.bayernkommunal.epay.PaymentReport;
import io.github.bayernkommunal.epay.PaymentState;
import io.github.bayernkommunal.samples.fuehrungszeugnis.CertificateCase.Payment;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a state of the library means to a citizen. */
class CaseDeskTest {

    @ParameterizedTest
    @CsvSource({
        "CREATED, NOT_STARTED",
        "SUBMITTED, UNANSWERED",
        "PENDING, OPEN",
        "CANCELED, NOT_PAID",
        "FAILED, NOT_PAID",
        "EXPIRED, UNCLEAR",
        "UNKNOWN, UNCLEAR",
        "AUTHORIZED, UNCLEAR",
        "PARTIAL, UNCLEAR",
        "REVERSED, UNCLEAR",
        "MISMATCH, UNCLEAR"
    })
    void onlyACertainEndWithoutPaymentIsCalledOne(PaymentState state, Payment shown) {
        assertEquals(shown, CaseDesk.stateOf(report(state, false), Payment.OPEN));
    }

    @Test
    void whatThePlatformConfirmsIsPaid() {
        assertEquals(Payment.PAID, CaseDesk.stateOf(report(PaymentState.AUTHORIZED, true), Payment.OPEN));
    }

    @Test
    void paymentWhosePageNobodyHasSeenMayBeAskedForAgain() {
        assertEquals(Payment.UNANSWERED, CaseDesk.stateOf(report(PaymentState.UNKNOWN, false), Payment.UNANSWERED));
    }

    private static PaymentReport report(PaymentState state, boolean paid) {
        return new PaymentReport(
                "FZ-1",
                1,
                state,
                paid,
                Money.euro("13.00"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                "");
    }
}
