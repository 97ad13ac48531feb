package io.github.bayernkommunal.epay.internal.pmpayment;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.Json;
import io.github.bayernkommunal.epay.internal.Redact;
import io.github.bayernkommunal.epay.internal.RetryAfter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The two calls of pmPayment. */
public final class PmService {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private static final String CREATION = "answer to the creation";
    private static final String QUESTION = "answer to the question for the status";

    private final URI address;
    private final Http http;
    private final Clock clock;

    public PmService(URI address, Http http, Clock clock) {
        this.address = address;
        this.http = http;
        this.clock = clock;
    }

    /** The platform's answer to a creation. */
    public record Opened(String transactionId, URI page) {

        /** Reads an answer to the creation of {@code ourId}. */
        public static Opened read(byte[] body, String ourId) {
            Json json = Json.object(body, CREATION);
            String error = json.optionalText("Error");
            if (error != null) {
                throw error(error);
            }
            String id = json.text("txid");
            if (!id.equals(ourId)) {
                throw Fault.FIELD_WRONG.protocol(
                        "In the answer to the creation, txid is not the one that we sent", null);
            }
            try {
                return new Opened(id, URI.create(json.text("url")));
            } catch (IllegalArgumentException e) {
                throw Fault.FIELD_WRONG.protocol("In the answer to the creation, url is not an address", e);
            }
        }
    }

    /** The platform's answer to a question. */
    public record Seen(String status, @Nullable String method) {

        /** Reads an answer to the question for {@code id}. */
        public static Seen read(byte[] body, String id) {
            Json json = Json.object(body, QUESTION);
            String named = json.optionalText("txid");
            if (named != null && !named.equals(id)) {
                throw Fault.FIELD_WRONG.protocol(
                        "In the answer to the question for the status, txid is another one", null);
            }
            String method = json.optionalText("payment_method");
            return new Seen(Redact.line(json.textOrNumber("status")), method == null ? null : Redact.line(method));
        }
    }

    /** Creates a transaction. */
    public Opened open(Map<String, String> form, String ourId) {
        String fields = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        Http.Answer answer = http.send(
                HttpRequest.newBuilder(address.resolve("/payment/secure"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(fields)),
                true);
        return Opened.read(body(answer, CREATION, true), ourId);
    }

    /** Asks for a transaction; empty when the platform does not know it. */
    public Optional<Seen> status(String ags, String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("A txid has 1 to 64 letters, digits, '.', '_' or '-'");
        }
        Http.Answer answer = http.send(
                HttpRequest.newBuilder(address.resolve("/payment/status/" + ags + "/" + id))
                        .header("Accept", "application/json")
                        .GET(),
                false);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(Seen.read(body(answer, QUESTION, false), id));
    }

    private byte[] body(Http.Answer answer, String what, boolean writes) {
        int status = answer.status();
        if (status == 429) {
            throw Fault.TOO_MANY_CALLS.unavailable(
                    "The platform asks us to slow down (status 429)",
                    false,
                    RetryAfter.of(answer.headers(), clock),
                    null);
        }
        if (status >= 500) {
            throw Fault.PLATFORM_FAILED.unavailable(
                    "The platform answered with status " + status,
                    writes,
                    RetryAfter.of(answer.headers(), clock),
                    null);
        }
        if (!answer.isSuccess()) {
            throw Fault.UNEXPECTED_STATUS.protocol(
                    "Status %d in the %s. Check the address".formatted(status, what), null);
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.contains("json")) {
            throw Fault.NOT_READABLE.protocol(
                    "The " + what + " is not JSON: probably something between us and the platform answered", null);
        }
        return answer.body();
    }

    /** Words of errors are not documented; only the one that both open clients know is given a meaning. */
    private static EpayException error(String words) {
        if (words.toLowerCase(Locale.ROOT).contains("invalid hash")) {
            return Fault.NOT_ALLOWED.rejected(
                    "The platform found our hash invalid: salt, AGS or procedure is wrong", "invalid hash");
        }
        return Fault.CODE_UNKNOWN.protocol("The platform answered with an error that no document names", null);
    }
}
