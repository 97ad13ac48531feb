package io.github.bayernkommunal.postfach.testkit;

/**
 * A fault that the simulator plays instead of its ordinary answer.
 *
 * <p>At a {@link Step} that delivers no message, read "accepted" as "the step has taken effect". The constants about
 * receipts belong to SOAP; the other roads have no receipts, and there {@code RECEIPT_10}, {@code 11} and {@code 20} are
 * status 400, {@code RECEIPT_30} is 404, {@code RECEIPT_31} and {@code 32} are 422, all others 500 with a JSON body.
 *
 * <p>Every constant says whether the message lies in the mailbox afterwards: that is what an application cannot see, and
 * what its handling of the fault has to be right about.
 *
 * @source docs/protocol.md, section "Simulator: what is assumed"; our choice where nothing else is said
 */
public enum Mishap {
    /** The message is accepted, the answer is held back until {@link PostfachSimulator#releaseAnswers()}. */
    LATE_ANSWER(true),
    /** The connection ends without an answer; the message was not accepted. */
    RESET_BEFORE_ACCEPTING(false),
    /** The connection ends without an answer although the message was accepted. */
    RESET_AFTER_ACCEPTING(true),
    /** The message is accepted and the connection ends in the middle of the answer. */
    CUT_ANSWER(true),
    /** The message is accepted and the answer, status 200, holds bytes that are neither XML nor JSON. */
    GARBAGE(true),
    /** A gateway answers with an HTML page and status 200; the message never arrived. */
    HTML_PAGE(false),
    /** Status 429 with {@code Retry-After: 30}; not accepted. */
    TOO_MANY_REQUESTS(false),
    /** Status 503 without {@code Retry-After}; not accepted. */
    SERVICE_UNAVAILABLE(false),
    /** Status 503 with {@code Retry-After: 120}; not accepted. */
    SERVICE_UNAVAILABLE_WITH_RETRY_AFTER(false),
    /** Status 502: the gateway lost the answer of a message that was accepted. */
    BAD_GATEWAY(true),
    /** Status 500 with an HTML page, without a SOAP envelope; not accepted. */
    INTERNAL_ERROR(false),
    /** Status 401; not accepted. */
    UNAUTHORIZED(false),
    /** Status 403; not accepted. */
    FORBIDDEN(false),
    /** Receipt 10, schema of OK.KOMM violated; not accepted. */
    RECEIPT_10(false),
    /** Receipt 11, parameter of OK.KOMM invalid; not accepted. */
    RECEIPT_11(false),
    /** Receipt 20, message schema violated; not accepted. */
    RECEIPT_20(false),
    /** Receipt 30, mailbox handle invalid; not accepted. */
    RECEIPT_30(false),
    /** Receipt 31, content not allowed; not accepted. */
    RECEIPT_31(false),
    /** Receipt 32, attachment not allowed; not accepted. */
    RECEIPT_32(false),
    /** Receipt 99, other technical error; not accepted. */
    RECEIPT_99(false),
    /** Receipt 99 although the message was accepted. */
    RECEIPT_99_AFTER_ACCEPTING(true),
    /** A receipt with code 77, which table 9006 does not contain; not accepted. */
    UNKNOWN_RECEIPT(false),
    /** A receipt that says accepted but carries code 31; not accepted. */
    CONTRADICTING_RECEIPT(false),
    /** A receipt that says refused but carries code 0; the message was accepted. */
    CONTRADICTING_ZERO(true),
    /** The message is accepted and the answer carries the wrapper of the other operation. */
    WRONG_WRAPPER(true),
    /** The message is accepted and the answer carries two receipts that disagree. */
    TWO_RECEIPTS(true),
    /** The message is accepted and the receipt document carries a document type declaration with an entity. */
    DOCTYPE_IN_RECEIPT(true),
    /** The message is accepted and the answer comes byte by byte, ten a second, until the answers are released. */
    SLOW_DRIP(true);

    private final boolean accepts;

    Mishap(boolean accepts) {
        this.accepts = accepts;
    }

    /** {@return whether a message without fault lies in the mailbox after this mishap} */
    public boolean accepts() {
        return accepts;
    }
}
