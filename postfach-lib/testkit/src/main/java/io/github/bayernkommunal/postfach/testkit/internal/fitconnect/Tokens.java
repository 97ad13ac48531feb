package io.github.bayernkommunal.postfach.testkit.internal.fitconnect;

import com.sun.net.httpserver.HttpExchange;
import io.github.bayernkommunal.postfach.testkit.internal.Http;
import io.github.bayernkommunal.postfach.testkit.internal.Problem;
import io.github.bayernkommunal.postfach.testkit.internal.RestCalls.RestAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Access tokens by client credentials (RFC 6749, 4.4). Thread-safe. */
final class Tokens {

    private static final int LIFETIME = 1800;
    private static final int LARGEST_FORM = 16 * 1024;

    private final Destination destination;
    private final Clock clock;
    private final Map<String, Instant> valid = new HashMap<>();

    Tokens(Destination destination, Clock clock) {
        this.destination = destination;
        this.clock = clock;
    }

    /** Answers the token call; refusals have the members of RFC 6749, 5.2. */
    RestAnswer issue(HttpExchange exchange, boolean takeEffect) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), StandardCharsets.UTF_8);
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return refusal(400, "invalid_request");
        }
        Map<String, String> form = Http.parameters(body);
        if (!"client_credentials".equals(form.get("grant_type"))) {
            return refusal(400, "unsupported_grant_type");
        }
        if (!destination.clientId().equals(form.get("client_id"))
                || !same(destination.clientSecret(), form.getOrDefault("client_secret", ""))) {
            return refusal(401, "invalid_client");
        }
        String token = UUID.randomUUID().toString();
        if (takeEffect) {
            synchronized (this) {
                valid.put(token, clock.instant().plusSeconds(LIFETIME));
            }
        }
        return new RestAnswer(
                200,
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%s}".formatted(token, LIFETIME));
    }

    /** Refuses with 401 who does not show a valid token. */
    void check(HttpExchange exchange) throws Problem {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String token = authorization == null || !authorization.startsWith("Bearer ") ? "" : authorization.substring(7);
        synchronized (this) {
            Instant end = valid.get(token);
            if (end == null || !clock.instant().isBefore(end)) {
                throw new Problem(401, "access-token", "An access token that is still valid is required");
            }
        }
    }

    private static boolean same(String secret, String shown) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static RestAnswer refusal(int status, String error) {
        return new RestAnswer(status, "{\"error\":\"%s\"}".formatted(error));
    }
}
