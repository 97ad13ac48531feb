package io.github.bayernkommunal.samples.fuehrungszeugnis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.bayernkommunal.bayernid.CitizenId;
import io.github.bayernkommunal.samples.fuehrungszeugnis.CertificateCase.Letter;
import io.github.bayernkommunal.samples.fuehrungszeugnis.CertificateCase.Payment;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LetterDeskTest {

    @Test
    void letterThatCannotBeWrittenEndsTheWaiting() {
        CertificateCase item = new CertificateCase(
                "FZ-1",
                CitizenId.of("owner-of-the-case-0000000000000000000000"),
                new Applicant("Anna Muster", "1979", "Gasse 1", Optional.empty()),
                Draft.EMPTY,
                "token");
        item.note(Payment.PAID, Instant.EPOCH);
        item.takeLetter();

        new LetterDesk().write(item);

        assertEquals(Letter.FAILED, item.getLetter());
    }
}
