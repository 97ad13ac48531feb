package io.github.bayernkommunal.epay.internal.xbezahldienste;

import io.github.bayernkommunal.epay.EpayProtocolException;
import io.github.bayernkommunal.epay.EpayUnavailableException;
import io.github.bayernkommunal.epay.internal.Fault;
import io.github.bayernkommunal.epay.internal.Http;
import io.github.bayernkommunal.epay.internal.RetryAfter;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Access tokens by client credentials (RFC 6749, 4.4), fetched when needed and kept until a minute before their end. */
public final class OAuthTokens implements Authorization {

    private static final Duration MARGIN = Duration.ofSeconds(60);

    private final URI address;
    private final String form;
    private final Http http;
    private final Clock clock;

    private @Nullable String token;
    private Instant usableUntil = Instant.MIN;

    /** {@code scope}: what the token shall allow, or null where the provider does not ask for it. */
    public OAuthTokens(
            URI address, String clientId, String clientSecret, @Nullable String scope, Http http, Clock clock) {
        this.address = address;
        this.form = "grant_type=client_credentials&client_id=" + encode(clientId) + "&client_secret="
                + encode(clientSecret) + (scope == null ? "" : "&scope=" + encode(scope));
        this.http = http;
        this.clock = clock;
    }

    @Override
    public synchronized String value() {
        String current = token;
        if (current == null || !clock.instant().isBefore(usableUntil)) {
            current = fetched();
            token = current;
        }
        return "Bearer " + current;
    }

    @Override
    public synchronized boolean renew(@Nullable String refused) {
        // Another thread may have fetched a new one already.
        if (("Bearer " + token).equals(refused)) {
            token = null;
        }
        return true;
    }

    /** Whatever the token service answers, nothing was sent to the payment platform yet. */
    private String fetched() {
        try {
            return fetch();
        } catch (EpayProtocolException e) {
            throw unusable("something that cannot be read (" + e.code() + ")", e);
        }
    }

    private String fetch() {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        Http.Answer answer;
        try {
            answer = http.send(request, false);
        } catch (EpayUnavailableException e) {
            throw Fault.TOKEN_SERVICE_FAILED.unavailable(
                    "The token service gave no answer (" + e.code() + "). Nothing was sent to the payment platform",
                    false,
                    e.suggestedPause().orElse(null),
                    e);
        }
        if (answer.status() == 429 || answer.status() >= 500) {
            throw Fault.TOKEN_SERVICE_FAILED.unavailable(
                    "The token service answered with status %d. Nothing was sent to the payment platform"
                            .formatted(answer.status()),
                    false,
                    RetryAfter.of(answer.headers(), clock),
                    null);
        }
        if (answer.status() >= 400) {
            throw Fault.CREDENTIALS_REFUSED.rejected(
                    "The token service declined our client id and secret with status %d. Check both with the operator"
                            .formatted(answer.status()),
                    null);
        }
        if (!answer.isSuccess()) {
            throw unusable("status " + answer.status(), null);
        }
        Token fetched = Token.read(answer.body());
        Duration life = fetched.life();
        // A token that lives no longer than the margin is used for half of its life.
        usableUntil = clock.instant()
                .plus(life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2));
        return fetched.value();
    }

    static RuntimeException unusable(String what, @Nullable Throwable cause) {
        return Fault.TOKEN_NOT_USABLE.unavailable(
                "The token service answered with " + what
                        + ". Nothing was sent to the payment platform. Check the token service's address with the operator",
                false,
                null,
                cause);
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
