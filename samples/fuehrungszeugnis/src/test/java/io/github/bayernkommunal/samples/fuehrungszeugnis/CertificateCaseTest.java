package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.bayernkommunal.bayernid.CitizenId;
import io.github.bayernkommunal.samples.fuehrungszeugnis.CertificateCase.Letter;
import io.github.bayernkommunal.samples.fuehrungszeugnis.CertificateCase.Payment;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateCaseTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final CitizenId OWNER = CitizenId.of("owner-of-the-case-0000000000000000000000");

    private final CertificateCase item = new CertificateCase(
            "FZ-1", OWNER, new Applicant("Anna Muster", "1979", "Gasse 1", Optional.empty()), Draft.EMPTY, "token");

    @Test
    void beginsWithoutPaymentAndLetter() {
        assertEquals(Payment.NOT_STARTED, item.getPayment());
        assertEquals(Letter.NOT_DUE, item.getLetter());
        assertFalse(item.takeLetter());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAID")
    void letterIsDueForNothingButAPayment(Payment payment) {
        item.note(payment, NOON);

        assertFalse(item.takeLetter());
        assertEquals(Optional.empty(), item.paidAt());
    }

    @ParameterizedTest
    @EnumSource
    void whatWasPaidStaysPaid(Payment later) {
        item.note(Payment.PAID, NOON);

        item.note(later, NOON.plusSeconds(60));

        assertEquals(Payment.PAID, item.getPayment());
        assertEquals(Optional.of(NOON), item.paidAt());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAID")
    void everythingElseMayStillChange(Payment earlier) {
        item.note(earlier, NOON);

        item.note(Payment.PAID, NOON);

        assertEquals(Payment.PAID, item.getPayment());
    }

    @Test
    void letterIsTakenOnceHoweverManyAskAtOnce() {
        item.note(Payment.PAID, NOON);
        AtomicInteger taken = new AtomicInteger();

        IntStream.range(0, 200).parallel().filter(i -> item.takeLetter()).forEach(i -> taken.incrementAndGet());

        assertEquals(1, taken.get());
        assertEquals(Letter.SENDING, item.getLetter());
    }

    @Test
    void snapshotStaysAsItWasWhileTheCaseMovesOn() {
        item.note(Payment.PAID, NOON);
        item.takeLetter();

        CertificateCase shown = item.snapshot();
        item.letterIs(Letter.WAITING);

        assertEquals(Letter.SENDING, shown.getLetter());
        assertEquals(Payment.PAID, shown.getPayment());
        assertEquals(Optional.of(NOON), shown.paidAt());
        assertEquals("FZ-1", shown.getNumber());
    }

    @Test
    void nothingPersonalAppearsInLogs() {
        assertFalse(item.toString().contains("Anna"));
        assertFalse(item.applicant().toString().contains("Anna"));
    }
}
