package io.github.bayernkommunal.epay.internal.xbezahldienste;

import io.github.bayernkommunal.epay.EpayException;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.Redact;
import io.github.bayernkommunal.epay.internal.RetryAfter;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The calls of XBezahldienste v1.0.0 and the meaning of every status they may answer with. */
public final class Provider {

    private final URI collection;
    private final URI state;
    private final Http http;
    private final Authorization authorization;
    private final Clock clock;

    /** {@code address} ends with a slash. */
    public Provider(
            URI address, String originatorId, String endPointId, Http http, Authorization authorization, Clock clock) {
        this.collection = address.resolve("paymenttransaction/" + originatorId + "/" + endPointId);
        this.state = address.resolve("status/" + originatorId + "/" + endPointId);
        this.http = http;
        this.authorization = authorization;
        this.clock = clock;
    }

    /** Creates a transaction; empty when the provider says that it has this requestId already. */
    public Optional<Transaction> create(byte[] request) {
        Http.Answer answer = exchange(
                HttpRequest.newBuilder(collection)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request)),
                true);
        if (answer.isSuccess()) {
            return Optional.of(transaction(answer, "answer to the creation"));
        }
        Problem problem = problem(answer);
        if (problem != null && problem.is("PAYMENT_EXISTS")) {
            return Optional.empty();
        }
        throw refusal(answer, problem, true);
    }

    /** Reads a transaction; empty when the provider does not know the id. */
    public Optional<Transaction> read(String transactionId) {
        if (!Transaction.isId(transactionId)) {
            throw new IllegalArgumentException("A transaction id has 1 to 64 letters, digits, '_' or '-'");
        }
        Http.Answer answer = exchange(
                HttpRequest.newBuilder(URI.create(collection + "/" + transactionId))
                        .GET(),
                false);
        if (answer.isSuccess()) {
            return Optional.of(transaction(answer, "answer to the question for the status"));
        }
        if (answer.status() == 404) {
            return Optional.empty();
        }
        throw refusal(answer, problem(answer), false);
    }

    /** Whether the provider says that it takes payments for this payee. */
    public boolean isAlive() {
        Http.Answer answer = exchange(HttpRequest.newBuilder(state).GET(), false);
        if (answer.isSuccess() || answer.status() == 503) {
            return answer.isSuccess();
        }
        throw refusal(answer, problem(answer), false);
    }

    private Http.Answer exchange(HttpRequest.Builder request, boolean writes) {
        request.header("Accept", "application/json, application/problem+json");
        String used = authorization.value();
        Http.Answer answer = http.send(authorized(request, used), writes);
        // A 401 is given before anything is done, so even a creation may be sent again. Once: never a loop.
        if (answer.status() == 401 && authorization.renew(used)) {
            answer = http.send(authorized(request, authorization.value()), writes);
        }
        return answer;
    }

    private static HttpRequest.Builder authorized(HttpRequest.Builder request, @Nullable String value) {
        HttpRequest.Builder copy = request.copy();
        return value == null ? copy : copy.header("Authorization", value);
    }

    private static Transaction transaction(Http.Answer answer, String what) {
        if (!mediaType(answer).equals("application/json")) {
            throw Fault.NOT_READABLE.protocol(
                    "The %s has the media type %s instead of application/json: probably something between us and"
                                    .formatted(what, Redact.line(mediaType(answer)))
                            + " the platform answered",
                    null);
        }
        return Transaction.read(answer.body(), what);
    }

    private EpayException refusal(Http.Answer answer, @Nullable Problem problem, boolean writes) {
        int status = answer.status();
        if (status == 429) {
            return Fault.TOO_MANY_CALLS.unavailable(
                    "The platform asks us to slow down (status 429)",
                    false,
                    RetryAfter.of(answer.headers(), clock),
                    null);
        }
        if (status >= 500) {
            return Fault.PLATFORM_FAILED.unavailable(
                    "The platform answered with status %d%s".formatted(status, named(problem)),
                    writes,
                    RetryAfter.of(answer.headers(), clock),
                    null);
        }
        if (status == 401 || status == 403) {
            return Fault.NOT_ALLOWED.rejected(
                    "The platform does not let us in (status %d%s). Check the credentials with the operator"
                            .formatted(status, named(problem)),
                    problem == null ? null : problem.functionalCode());
        }
        if (status < 400 || problem == null) {
            // Without the standard's problem document we cannot know who answered and what has happened.
            return Fault.UNEXPECTED_STATUS.protocol(
                    "Status %d without a problem document as XBezahldienste prescribes it. Check the address"
                            .formatted(status),
                    null);
        }
        return problem.refusal(status, writes);
    }

    private static @Nullable Problem problem(Http.Answer answer) {
        return mediaType(answer).endsWith("json") ? Problem.read(answer.body()) : null;
    }

    private static String named(@Nullable Problem problem) {
        return problem == null ? "" : ", " + problem.functionalCode();
    }

    private static String mediaType(Http.Answer answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(Locale.ROOT);
    }
}
