package io.github.bayernkommunal.portalregistry.internal.pvog;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.internal.http.Answer;
import io.github.bayernkommunal.portalregistry.internal.http.RestCaller;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** Fetches tokens (OAuth 2.0, RFC 6749, 4.4) and keeps each until shortly before its end. */
public final class Tokens {

    private static final int SECONDS_BEFORE_THE_END = 5;
    private static final long LONGEST_LIFE = 3600;

    private final RestCaller caller;
    private final URI address;
    private final String form;
    private final Clock clock;
    private String token = "";
    private Instant until = Instant.MIN;

    /** Tokens for a client. */
    public Tokens(RestCaller caller, URI address, String clientId, String clientSecret, Clock clock) {
        this.caller = caller;
        this.address = address;
        this.clock = clock;
        this.form = "grant_type=client_credentials&client_id=" + URLEncoder.encode(clientId, StandardCharsets.UTF_8)
                + "&client_secret=" + URLEncoder.encode(clientSecret, StandardCharsets.UTF_8);
    }

    /** The value of the header Authorization. */
    public synchronized String header() {
        if (!clock.instant().isBefore(until)) {
            Instant asked = clock.instant();
            Node answer = caller.call(
                            "pvog token",
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(HttpRequest.BodyPublishers.ofString(form)))
                    .map(Answer::content)
                    .orElse(Node.EMPTY);
            String given = answer.text("access_token");
            if (!given.matches("[\\x21-\\x7E]+") || !answer.text("token_type").equalsIgnoreCase("Bearer")) {
                throw new PortalRegistryProtocolException(
                        "PORTAL-312",
                        "The token service answered without a usable token. Check the address of the token service",
                        null);
            }
            String life = answer.text("expires_in");
            long seconds = life.matches("[0-9]{1,9}") ? Math.min(Long.parseLong(life), LONGEST_LIFE) : 60;
            token = given;
            until = asked.plusSeconds(Math.max(0, seconds - SECONDS_BEFORE_THE_END));
        }
        return "Bearer " + token;
    }
}
