package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.bayernkommunal.postfach.testkit.Step;
import io.github.bayernkommunal.postfach.testkit.internal.Http;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls.RestAnswer;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls.Work;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Paths and access of the three services of FIT-Connect: tokens, destinations, submissions (version 2). */
public final class FitConnectEndpoint implements HttpHandler {

    /** The path of the token service. */
    public static final String TOKEN = "/token";

    /** The base path of the destination service. */
    public static final String DESTINATIONS = "/destination-api";

    /** The base path of the submission service. */
    public static final String SUBMISSIONS = "/submission-api";

    private static final String UUID = "([0-9a-fA-F-]{36})";
    private static final Pattern KEYS =
            Pattern.compile("GET /(?:destination|submission)-api/v2/destinations/" + UUID + "/keys(?:/" + UUID + ")?");
    private static final Pattern SUBMISSION = Pattern.compile(
            "(PUT|GET) /submission-api/v2/submissions/" + UUID + "(?:/(events|attachments/" + UUID + "))?");

    private final RestCalls calls;
    private final Destination destination;
    private final Tokens tokens;
    private final SubmissionService submissions;

    /** Answers at {@link #TOKEN} and below the two base paths. */
    FitConnectEndpoint(RestCalls calls, Destination destination, Tokens tokens, SubmissionService submissions) {
        this.calls = calls;
        this.destination = destination;
        this.tokens = tokens;
        this.submissions = submissions;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String call =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            Matcher keys = KEYS.matcher(call);
            Matcher submission = SUBMISSION.matcher(call);
            if (call.equals("POST " + TOKEN)) {
                calls.serve(exchange, Step.TOKEN, takeEffect -> tokens.issue(exchange, takeEffect));
            } else if (call.equals("GET " + SUBMISSIONS + "/.well-known/jwks.json")) {
                calls.serve(
                        exchange,
                        Step.KEYS,
                        takeEffect -> set(destination.service().forVerifying()));
            } else if (keys.matches()) {
                serve(exchange, Step.KEYS, takeEffect -> keys(keys.group(1), keys.group(2)));
            } else if (call.equals("POST " + SUBMISSIONS + "/v2/submissions")) {
                serve(exchange, Step.ANNOUNCE, takeEffect -> submissions.announce(body(exchange), takeEffect));
            } else if (submission.matches()) {
                submission(exchange, submission);
            } else {
                RestCalls.refuse(exchange, new Problem(404, "path", "There is nothing at this path for this method"));
            }
        }
    }

    private void submission(HttpExchange exchange, Matcher call) throws IOException {
        boolean put = call.group(1).equals("PUT");
        String id = call.group(2);
        String attachment = call.group(4);
        if (put && call.group(3) == null) {
            serve(exchange, Step.DELIVER, takeEffect -> submissions.submit(id, body(exchange), takeEffect));
        } else if (put && attachment != null) {
            serve(exchange, Step.UPLOAD, takeEffect -> upload(exchange, id, attachment, takeEffect));
        } else if (!put && "events".equals(call.group(3))) {
            Map<String, String> query = Http.parameters(exchange.getRequestURI().getRawQuery());
            serve(
                    exchange,
                    Step.EVENTS,
                    takeEffect -> submissions.events(
                            id, number(query, "limit", 1, 500, 500), number(query, "offset", 0, Integer.MAX_VALUE, 0)));
        } else {
            RestCalls.refuse(exchange, new Problem(405, "method", "Another method is required"));
        }
    }

    private void serve(HttpExchange exchange, Step step, Work work) throws IOException {
        calls.serve(exchange, step, takeEffect -> {
            tokens.check(exchange);
            return work.answer(takeEffect);
        });
    }

    private RestAnswer keys(String id, @Nullable String keyId) throws Problem {
        if (!id.equals(destination.id())) {
            throw new Problem(404, "destination", "There is no such destination");
        }
        if (keyId == null) {
            return set(destination.encryption().forEncrypting());
        }
        if (keyId.equals(destination.encryption().id())) {
            return new RestAnswer(200, destination.encryption().forEncrypting().toString());
        }
        if (keyId.equals(destination.bridge().id())) {
            return new RestAnswer(200, destination.bridge().forVerifying().toString());
        }
        throw new Problem(404, "key", "The destination has no such key");
    }

    private RestAnswer upload(HttpExchange exchange, String id, String attachment, boolean takeEffect)
            throws Problem, IOException {
        requireType(exchange, "application/jose");
        return submissions.upload(id, attachment, exchange.getRequestBody(), takeEffect);
    }

    private static byte[] body(HttpExchange exchange) throws Problem, IOException {
        requireType(exchange, "application/json");
        return Http.body(exchange).orElseThrow(() -> new Problem(413, "too-large", "The request is too large"));
    }

    private static void requireType(HttpExchange exchange, String expected) throws Problem {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(expected)) {
            throw new Problem(415, "media-type", expected + " is required");
        }
    }

    private static int number(Map<String, String> query, String name, int smallest, int largest, int absent)
            throws Problem {
        String text = query.get(name);
        if (text == null) {
            return absent;
        }
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= smallest && Integer.parseInt(text) <= largest) {
            return Integer.parseInt(text);
        }
        throw Problem.malformed("%s must be a number from %d to %d".formatted(name, smallest, largest));
    }

    private static RestAnswer set(JsonObject key) {
        JsonObject set = Json.createObjectBuilder()
                .add("keys", Json.createArrayBuilder(List.of(key)))
                .build();
        return new RestAnswer(200, set.toString());
    }
}
