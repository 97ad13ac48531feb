package io.github.bayernkommunal.epay.testkit;

/**
 * A fault of the platform or of the network, for the next matching call.
 *
 * <p>Each constant says whether the call takes effect nevertheless.
 */
public enum Mishap {
    /** The call takes effect; the answer waits until {@link EpaySimulator#releaseLateAnswers()}. */
    LATE_ANSWER,
    /** The connection ends without an answer and nothing took effect. Opening only. */
    CONNECTION_CUT_BEFORE_BOOKING,
    /** The payment is opened, then the connection ends without an answer. Opening only. */
    CONNECTION_CUT_AFTER_BOOKING,
    /** The call takes effect; the connection ends in the middle of the answer. */
    CUT_ANSWER,
    /** The call takes effect; the answer has the right media type and senseless bytes. */
    GARBAGE,
    /** The call takes effect; a proxy's HTML page with status 200 comes instead of the answer. */
    HTML_PAGE,
    /** Status 401, once; nothing took effect. */
    UNAUTHORIZED,
    /** Status 429 with {@code Retry-After: 30}; nothing took effect. */
    TOO_MANY_REQUESTS,
    /** Status 500; nothing took effect, which the client cannot know. */
    INTERNAL_ERROR,
    /** Status 503; nothing took effect. */
    SERVICE_UNAVAILABLE,
    /** The call takes effect; the answer carries a state that no document names. */
    UNKNOWN_STATUS,
    /** The call takes effect; the answer names one cent more than was ordered. */
    WRONG_AMOUNT,
    /** The call takes effect; the answer belongs to another request. */
    WRONG_REQUEST_ID,
    /** The payment is opened; the payment page's address is on a host that nobody allowed. Opening only. */
    FOREIGN_REDIRECT_HOST,
    /** The call takes effect; the answer says its state twice, first {@code PAYED}. JSON protocols only. */
    DUPLICATE_JSON_KEYS,
    /** The call takes effect; the answer grows to 64 MiB unless the client hangs up. */
    HUGE_ANSWER,
    /** The call takes effect; the answer comes one byte each tenth of a second. */
    SLOW_DRIP;

    /**
     * Whether this fault can happen at {@code call}.
     *
     * @param call what the client asks
     * @return false if {@link EpaySimulator#next(Mishap, Call)} would refuse the pair
     */
    public boolean canHappenAt(Call call) {
        return switch (this) {
            case CONNECTION_CUT_BEFORE_BOOKING, CONNECTION_CUT_AFTER_BOOKING, FOREIGN_REDIRECT_HOST ->
                call == Call.OPEN;
            case UNKNOWN_STATUS, WRONG_AMOUNT, WRONG_REQUEST_ID, DUPLICATE_JSON_KEYS ->
                call == Call.OPEN || call == Call.REPORT;
            case LATE_ANSWER,
                    CUT_ANSWER,
                    GARBAGE,
                    HTML_PAGE,
                    UNAUTHORIZED,
                    TOO_MANY_REQUESTS,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    HUGE_ANSWER,
                    SLOW_DRIP -> true;
        };
    }
}
