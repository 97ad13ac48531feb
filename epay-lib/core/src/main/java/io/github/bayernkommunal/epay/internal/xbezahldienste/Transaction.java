package io.github.bayernkommunal.epay.internal.xbezahldienste;

import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Json;
import io.github.bayernkommunal.epay.internal.Redact;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A PaymentTransaction (XBezahldienste v1.0.0), as far as it matters. The transactionUrl is not read on purpose: we build
 * that address ourselves, so no answer can send our credentials elsewhere.
 */
public record Transaction(
        String id,
        String status,
        String requestId,
        BigDecimal amount,
        String currency,
        @Nullable String reference,
        @Nullable String method,
        @Nullable Instant paidAt,
        @Nullable URI page) {

    // The standard says 1 to 36; one known client allows 44.
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private static final int LONGEST_ADDRESS = 2082;

    /** Reads an answer; refuses it when something is missing that we have to compare. */
    public static Transaction read(byte[] body, String what) {
        Json answer = Json.object(body, what);
        Json information = answer.object("paymentInformation");
        Json request = answer.object("paymentRequest");
        String id = information.text("transactionId");
        if (!ID.matcher(id).matches()) {
            throw Fault.FIELD_WRONG.protocol(
                    "In the %s, transactionId is not 1 to 64 letters, digits, '_' or '-'".formatted(what), null);
        }
        return new Transaction(
                id,
                Redact.line(information.text("status")),
                request.text("requestId"),
                request.number("grosAmount"),
                request.text("currency"),
                shortText(information.optionalText("transactionReference")),
                shortText(information.optionalText("paymentMethod")),
                time(information.optionalText("transactionTimestamp")),
                address(information.optionalText("transactionRedirectUrl"), what));
    }

    /** Whether an id of the platform can stand in a path. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    private static @Nullable String shortText(@Nullable String text) {
        return text == null ? null : Redact.line(text);
    }

    /** A time that cannot be read is left out: it informs, nothing is decided by it. */
    private static @Nullable Instant time(@Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable URI address(@Nullable String text, String what) {
        if (text != null && text.length() > LONGEST_ADDRESS) {
            throw Fault.FIELD_WRONG.protocol(
                    "In the %s, transactionRedirectUrl is longer than %d characters".formatted(what, LONGEST_ADDRESS),
                    null);
        }
        try {
            return text == null ? null : URI.create(text);
        } catch (IllegalArgumentException e) {
            throw Fault.FIELD_WRONG.protocol("In the " + what + ", transactionRedirectUrl is not an address", e);
        }
    }
}
