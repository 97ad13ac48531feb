package io.github.bayernkommunal.epay.internal;

import io.github.bayernkommunal.epay.EpayProtocolException;
import io.github.bayernkommunal.epay.EpayRejectedException;
import io.github.bayernkommunal.epay.EpayUnavailableException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Every failure that we can report. One cause, one code; docs/errors.md explains each. */
public enum Fault {
    NO_CONNECTION(101),
    NO_ANSWER(102),
    CONNECTION_LOST(103),
    PLATFORM_FAILED(104),
    TOO_MANY_CALLS(105),
    TOKEN_SERVICE_FAILED(106),
    CALL_UNDER_WAY(107),
    FATE_UNKNOWN(108),
    CERTIFICATE_REFUSED(109),
    INTERRUPTED(110),
    JOURNAL_FAILED(111),
    TOO_MANY_AT_ONCE(112),

    ACCOUNT_UNKNOWN(201),
    SUM_DIFFERS(202),
    BOOKING_DATA_MISSING(203),
    NOT_VALID(204),
    NOT_ALLOWED(205),
    NOT_POSSIBLE(206),
    CREDENTIALS_REFUSED(207),
    CLAIM_CONFLICT(208),
    NUMBERS_EXHAUSTED(209),
    REFERENCE_IN_USE(210),
    ALREADY_PAID(211),
    NEEDS_A_PERSON(212),
    REFERENCE_UNKNOWN(213),
    OPERATION_MISSING(214),

    NOT_READABLE(301),
    TOO_LARGE(302),
    FIELD_WRONG(303),
    OTHER_PAYMENT(304),
    PAGE_NOT_ALLOWED(305),
    EXISTS_BUT_HIDDEN(306),
    UNEXPECTED_STATUS(307),
    NO_PAGE(308),
    TOKEN_NOT_USABLE(309),
    CODE_UNKNOWN(310),
    NOTIFICATION_UNREADABLE(311),
    NOTIFICATION_FOREIGN(312),
    NOTIFICATION_FORGED(313);

    private final int number;

    Fault(int number) {
        this.number = number;
    }

    /** The stable code, for example {@code EPAY-102}. */
    public String code() {
        return "EPAY-" + number;
    }

    /** No usable answer came in time. */
    public EpayUnavailableException unavailable(
            String message, boolean mayHaveTakenEffect, @Nullable Duration pause, @Nullable Throwable cause) {
        return new EpayUnavailableException(code(), message, mayHaveTakenEffect, pause, cause);
    }

    /** The request was declined. */
    public EpayRejectedException rejected(String message, @Nullable String platformCode) {
        return new EpayRejectedException(code(), message, platformCode);
    }

    /** The answer must not be believed. */
    public EpayProtocolException protocol(String message, @Nullable Throwable cause) {
        return new EpayProtocolException(code(), message, cause);
    }
}
