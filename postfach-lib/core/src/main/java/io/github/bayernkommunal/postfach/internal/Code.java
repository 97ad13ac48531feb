package io.github.bayernkommunal.postfach.internal;

/** Every error code of this library; each has an entry in docs/errors.md, and no two causes share one. */
public enum Code {
    NO_HANDLE(101),
    HANDLE_MALFORMED(102),
    MESSAGE_NOT_SENDABLE(103),
    REFERENCE_CONFLICT(104),
    ATTACHMENT_CHANGED(105),
    MALWARE_FOUND(106),

    HANDLE_UNKNOWN(230),
    CONTENT_DECLINED(231),
    ATTACHMENT_DECLINED(232),
    DECLINED_BY_STATUS(240),
    MAIL_DECLINED(241),
    DECLINED_BY_BRIDGE(242),

    NOT_CONNECTED(301),
    SECURE_CONNECTION_FAILED(302),
    CERTIFICATE_REFUSED(303),
    ACCESS_REFUSED(304),
    ASKED_TO_WAIT(305),
    GATEWAY_GAVE_UP(306),
    NO_ANSWER_IN_TIME(307),
    CONNECTION_LOST(308),
    ANSWER_NOT_SOAP(309),
    ANSWER_NOT_OURS(310),
    ANSWER_UNREADABLE(311),
    TECHNICAL_ERROR(312),
    RECEIPT_UNKNOWN(313),
    RECEIPT_CONTRADICTS(314),
    FAULT_WITHOUT_CODE(315),
    STILL_UNCERTAIN(316),
    BEING_SENT(317),
    TOO_MANY_CALLS(318),
    INTERRUPTED(319),
    CALL_FAILED(320),
    STORAGE_FAILED(321),
    OUTCOME_NOT_NOTED(322),
    LEASE_EXPIRED(323),
    DEADLINE_PASSED(324),
    BACKLOG_FULL(325),
    STATUS_UNCLEAR(326),
    ANSWER_NOT_JSON(327),
    SCAN_FAILED(328),
    NOT_FOR_THIS_NODE(329),

    OKKOMM_SCHEMA(410),
    OKKOMM_PARAMETER(411),
    MESSAGE_SCHEMA(420),
    FAULT_CLIENT(430),
    HTTP_REFUSED(440),
    LETTER_MIXED_UP(450),
    EVENT_NOT_TRUSTED(451);

    private final int number;

    Code(int number) {
        this.number = number;
    }

    /** The stable text, for example {@code POSTFACH-230}. */
    @Override
    public String toString() {
        return "POSTFACH-" + number;
    }
}
