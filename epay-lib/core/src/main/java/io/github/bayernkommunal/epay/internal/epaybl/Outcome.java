package io.github.bayernkommunal.epay.internal.epaybl;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Redact;
import io.github.bayernkommunal.epay.internal.soap.Element;
import java.util.Locale;

/**
 * The service's result (Ergebnis) in the shape of 2.x or 3.x, and what its code means.
 *
 * @param ok istOk
 * @param code signed number; the service pads it with zeros
 * @param ePaymentId the service's name for the call; support asks for it
 */
record Outcome(boolean ok, int code, String ePaymentId) {

    static final int NO_CODE = Integer.MIN_VALUE;
    static final int CUSTOMER_UNKNOWN = -199;
    static final int DUPLICATE_TRANSACTION = -531;

    /** Reads the result; an answer without one says nothing. */
    static Outcome of(Element payload, String operation) {
        Element result = payload.child("ergebnis").orElse(payload);
        boolean ok = result.text("istOk")
                .map(value -> value.equals("true") || value.equals("1"))
                .orElseThrow(
                        () -> Fault.FIELD_WRONG.protocol("In the answer to " + operation + ", istOk is missing", null));
        // 3.x: nested text; 2.x: directly
        String code = result.child("text")
                .flatMap(text -> text.text("code"))
                .or(() -> result.text("code"))
                .orElse("");
        return new Outcome(
                ok, number(code), Redact.line(result.text("EPaymentId").orElse("")));
    }

    private static int number(String code) {
        return code.matches("[+-]?[0-9]{1,6}") ? Integer.parseInt(code) : NO_CODE;
    }

    /** The code as the service writes it. */
    String written() {
        // Not the language of the machine: some have digits of their own.
        return code == NO_CODE ? "" : String.format(Locale.ROOT, code < 0 ? "-%04d" : "+%04d", Math.abs(code));
    }

    /** The refusal that an answer without istOk stands for. */
    EpayException refusal(String operation) {
        String stands = "ePayBL declined %s with %s (EPaymentId %s): ".formatted(operation, written(), ePaymentId);
        int n = -code;
        if (in(n, 11, 16) || in(n, 301, 310)) {
            return Fault.ACCOUNT_UNKNOWN.rejected(
                    stands
                            + "Mandant or Bewirtschafter is unknown, inactive, or does not fit. Check both with the operator",
                    written());
        }
        if (in(n, 20, 21)) {
            return Fault.NOT_ALLOWED.rejected(
                    stands + "the client certificate is missing or not allowed for this Mandant", written());
        }
        if (n == 503 || n == 506 || n == 525 || n == 602 || n == 603) {
            return Fault.SUM_DIFFERS.rejected(stands + "an amount or the sum of the items is not accepted", written());
        }
        if (n == 504 || n == 507 || in(n, 521, 522) || in(n, 601, 601) || in(n, 604, 608) || n == 611) {
            return Fault.BOOKING_DATA_MISSING.rejected(
                    stands + "posting data or the payment method does not fit to the settings of the Mandant",
                    written());
        }
        if (in(n, 103, 109)
                || in(n, 201, 214)
                || in(n, 401, 413)
                || in(n, 420, 420)
                || in(n, 440, 443)
                || in(n, 501, 502)
                || n == 505
                || n == 508
                || n == 514
                || n == 530
                || in(n, 609, 612)
                || in(n, 701, 703)) {
            return Fault.NOT_VALID.rejected(stands + "a value is not accepted", written());
        }
        if (in(n, 515, 520) || n == 529) {
            return Fault.CLAIM_CONFLICT.rejected(
                    stands + "the Kassenzeichen belongs to another claim, or its Paypage is not finished", written());
        }
        if (n == 9970 || n == 9977 || n == 9980 || n == 9988) {
            return Fault.NUMBERS_EXHAUSTED.rejected(
                    stands + "the operator's number range is exhausted or not set up. Tell the operator", written());
        }
        if (in(n, 100, 120)
                || n == 199
                || n == 415
                || in(n, 425, 436)
                || in(n, 509, 513)
                || in(n, 1800, 1803)
                || n == 5115
                || n == 5120
                || n == 5126) {
            return Fault.NOT_POSSIBLE.rejected(stands + "a rule of the platform forbids it", written());
        }
        // -9999 and everything that no document names: neither failed nor succeeded
        return Fault.CODE_UNKNOWN.protocol(stands + "the code says nothing about what has happened", null);
    }

    /** Whether the refusal is about us and not about this claim. */
    boolean concernsAccess() {
        return in(-code, 11, 16) || in(-code, 20, 21);
    }

    private static boolean in(int number, int from, int to) {
        return number >= from && number <= to;
    }
}
