package io.github.bayernkommunal.samples.fuehrungszeugnis;

import io.github.bayernkommunal.bayernid.CitizenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One application and how far it has come. Two things move independently of each other: the payment and the letter.
 *
 * <p>Thread-safe: the citizen's browser, the payment platform and the delivery in the background meet here.
 */
public final class CertificateCase {

    /** How the payment stands, in the words of this application. */
    public enum Payment {
        /** The platform knows nothing of it. */
        NOT_STARTED,
        /** Asked for, but no certain answer came; asking for the same again is safe. */
        UNANSWERED,
        OPEN,
        PAID,
        NOT_PAID,
        /** Asking for the same again helps nobody; the platform or a person has to say how it stands. */
        UNCLEAR
    }

    /** How the letter stands. */
    public enum Letter {
        NOT_DUE,
        /** Being written, or under way for the first time. */
        SENDING,
        /** The mailbox could not be reached; tried again later. */
        WAITING,
        DELIVERED,
        /** It may lie in the mailbox, or not. */
        UNCLEAR,
        /** The mailbox does not exist, or does not take this letter. */
        DECLINED,
        /** Certainly not delivered, for a reason on our side. */
        FAILED
    }

    private final String number;
    private final CitizenId owner;
    private final Applicant applicant;
    private final Draft draft;
    private final String returnToken;
    private Payment payment = Payment.NOT_STARTED;
    private Letter letter = Letter.NOT_DUE;
    private @Nullable Instant paidAt;

    CertificateCase(String number, CitizenId owner, Applicant applicant, Draft draft, String returnToken) {
        this.number = number;
        this.owner = owner;
        this.applicant = applicant;
        this.draft = draft;
        this.returnToken = returnToken;
    }

    /**
     * The case as it stands now, for a page: what shows payment and letter in several places must not see one of them
     * move in between.
     */
    synchronized CertificateCase snapshot() {
        CertificateCase copy = new CertificateCase(number, owner, applicant, draft, returnToken);
        copy.payment = payment;
        copy.letter = letter;
        copy.paidAt = paidAt;
        return copy;
    }

    /** Our own reference; the payment and the letter carry it too, so that repeating either is harmless. */
    public String getNumber() {
        return number;
    }

    public Draft getDraft() {
        return draft;
    }

    public synchronized Payment getPayment() {
        return payment;
    }

    public synchronized Letter getLetter() {
        return letter;
    }

    CitizenId owner() {
        return owner;
    }

    Applicant applicant() {
        return applicant;
    }

    String returnToken() {
        return returnToken;
    }

    synchronized Optional<Instant> paidAt() {
        return Optional.ofNullable(paidAt);
    }

    /** Notes what the platform says; a payment that has been seen as paid stays paid. */
    synchronized void note(Payment reported, Instant now) {
        if (payment == Payment.PAID) {
            return;
        }
        payment = reported;
        if (reported == Payment.PAID) {
            paidAt = now;
        }
    }

    /** True exactly once: for whoever has to see to the letter. */
    synchronized boolean takeLetter() {
        if (payment != Payment.PAID || letter != Letter.NOT_DUE) {
            return false;
        }
        letter = Letter.SENDING;
        return true;
    }

    synchronized void letterIs(Letter state) {
        letter = state;
    }

    @Override
    public synchronized String toString() {
        return "CertificateCase[" + number + ", payment " + payment + ", letter " + letter + "]";
    }
}
