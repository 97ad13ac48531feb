package io.github.bayernkommunal.epay.internal.xbezahldienste;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Json;
import org.jspecify.annotations.Nullable;

/** A problem document (RFC 9457) with the functionalCode of the standard. */
public record Problem(String functionalCode) {

    /** The code of a document; null when there is none of the standard's form, so that nobody knows what has happened. */
    public static @Nullable Problem read(byte[] body) {
        try {
            String code = Json.object(body, "problem document").optionalText("functionalCode");
            return code != null && code.matches("[A-Z_]{1,64}") ? new Problem(code) : null;
        } catch (EpayException e) {
            return null;
        }
    }

    boolean is(String code) {
        return functionalCode.equals(code);
    }

    /** What the code means. The detail text of the platform stays out: it may quote what we sent. */
    public EpayException refusal(int status, boolean writes) {
        return switch (functionalCode) {
            case "NO_VALID_ORIGINATOR_OR_DESTINATION", "NO_VALID_ORIGINATOR_OR_ENDPOINT" ->
                Fault.ACCOUNT_UNKNOWN.rejected(
                        "The platform does not know our originator id or end point id. Check both settings",
                        functionalCode);
            case "CALCULATION_ERROR" ->
                Fault.SUM_DIFFERS.rejected(
                        "The platform computes another sum of the items. Report it to the operator with the order",
                        functionalCode);
            case "BOOKING_DATA_MISSING" ->
                Fault.BOOKING_DATA_MISSING.rejected(
                        "The platform needs more posting data. Ask the operator which names it expects, and give them"
                                + " with LineItem.withBookingData",
                        functionalCode);
            case "VALIDATION_ERROR" ->
                Fault.NOT_VALID.rejected(
                        "The platform found a value that it does not accept. Compare the order with the operator's"
                                + " rules",
                        functionalCode);
            case "FORBIDDEN" ->
                Fault.NOT_ALLOWED.rejected(
                        "The platform does not let us in. Check the credentials with the operator", functionalCode);
            case "UNSPECIFIED" ->
                Fault.PLATFORM_FAILED.unavailable(
                        status == 404
                                ? "The platform failed without saying why (status 404, UNSPECIFIED), or epay.address is"
                                        + " wrong. Check its path"
                                : "The platform failed without saying why (UNSPECIFIED)",
                        writes,
                        null,
                        null);
            default ->
                // Unknown is neither failed nor succeeded.
                Fault.CODE_UNKNOWN.protocol(
                        "The platform answered with a code that XBezahldienste v1.0.0 does not name: " + functionalCode,
                        null);
        };
    }
}
