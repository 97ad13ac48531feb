package io.github.bayernkommunal.epay.testkit.internal.xbezahldienste;

import io.github.bayernkommunal.epay.testkit.Call;
import io.github.bayernkommunal.epay.testkit.Mishap;
import io.github.bayernkommunal.epay.testkit.internal.Answer;
import io.github.bayernkommunal.epay.testkit.internal.Endpoint;
import io.github.bayernkommunal.epay.testkit.internal.Platform;
import io.github.bayernkommunal.epay.testkit.internal.Request;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Token endpoint of RFC 6749, section 4.4: client credentials in the body, as a form or as JSON. */
public final class Tokens implements Endpoint {

    private final Platform platform;
    private final String clientId;
    private final String clientSecret;
    private final Duration lifetime;
    private final Map<String, Issued> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger issued = new AtomicInteger();

    public Tokens(Platform platform, String clientId, String clientSecret, Duration lifetime) {
        this.platform = platform;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.lifetime = lifetime;
    }

    /** Every token issued so far is worth nothing from now on. */
    public void revoke() {
        tokens.clear();
    }

    public void reset() {
        revoke();
        issued.set(0);
    }

    public int issued() {
        return issued.get();
    }

    boolean accepts(String token) {
        Issued known = tokens.get(token);
        return known != null && platform.now().isBefore(known.expiry());
    }

    /** Whether an accepted token was asked for with this word among its scopes. */
    boolean allows(String token, String scope) {
        Issued known = tokens.get(token);
        return known != null && known.scopes().contains(scope);
    }

    private record Issued(Instant expiry, Set<String> scopes) {}

    @Override
    public Call call(Request request) {
        return Call.TOKEN;
    }

    @Override
    public Answer answer(Request request, @Nullable Mishap mishap) {
        if (!request.method().equals("POST")) {
            return failure(405, "Use POST").with("Allow", "POST");
        }
        Map<String, String> fields;
        switch (request.mediaType()) {
            case "application/x-www-form-urlencoded" -> fields = request.form();
            case "application/json" -> fields = json(request.text().orElse(""));
            default -> {
                return error(400, "invalid_request");
            }
        }
        if (!"client_credentials".equals(fields.get("grant_type"))) {
            return error(400, fields.containsKey("grant_type") ? "unsupported_grant_type" : "invalid_request");
        }
        if (!clientId.equals(fields.get("client_id")) || !clientSecret.equals(fields.get("client_secret"))) {
            return error(401, "invalid_client");
        }
        String token = platform.randomId();
        Set<String> scopes =
                Set.copyOf(Arrays.asList(fields.getOrDefault("scope", "").split(" ", -1)));
        tokens.put(token, new Issued(platform.now().plus(lifetime), scopes));
        issued.incrementAndGet();
        return Answer.of(
                200,
                "application/json",
                Json.createObjectBuilder()
                        .add("access_token", token)
                        .add("token_type", "Bearer")
                        .add("expires_in", lifetime.toSeconds())
                        .build()
                        .toString());
    }

    @Override
    public Answer failure(int status, String detail) {
        return error(status, status == 401 ? "invalid_client" : status < 500 ? "invalid_request" : "server_error");
    }

    private static Answer error(int status, String error) {
        return Answer.of(
                status,
                "application/json",
                Json.createObjectBuilder().add("error", error).build().toString());
    }

    private static Map<String, String> json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject object = reader.readObject();
            return object.entrySet().stream()
                    .filter(member -> member.getValue() instanceof JsonString)
                    .collect(Collectors.toMap(Map.Entry::getKey, member -> object.getString(member.getKey())));
        } catch (JsonException e) {
            return Map.of();
        }
    }
}
