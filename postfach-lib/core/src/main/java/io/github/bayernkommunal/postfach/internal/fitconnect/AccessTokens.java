package io.github.bayernkommunal.postfach.internal.fitconnect;

import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import io.github.bayernkommunal.postfach.internal.Code;
import io.github.bayernkommunal.postfach.internal.HttpsCalls;
import io.github.bayernkommunal.postfach.internal.StatusJudge;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/**
 * The token of the submission API, kept until shortly before its end. Thread-safe.
 *
 * @source RFC 6749, sections 4.4 and 5.1
 */
final class AccessTokens {

    private static final Duration EARLY = Duration.ofSeconds(60);
    private static final ContentType FORM = ContentType.create("application/x-www-form-urlencoded");

    private final URI address;
    private final String clientId;
    private final String clientSecret;
    private final Clock clock;
    private final HttpsCalls https;
    private final StatusJudge statuses;
    private @Nullable Token known;

    /** Tokens for one client. */
    AccessTokens(URI address, String clientId, String clientSecret, Clock clock, HttpsCalls https) {
        this.address = address;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.clock = clock;
        this.https = https;
        this.statuses = new StatusJudge(clock);
    }

    private record Token(String text, Instant until) {}

    /** A token that is still good. */
    synchronized String current() throws IOException {
        Token token = known;
        if (token == null || !clock.instant().isBefore(token.until())) {
            token = fetch();
            known = token;
        }
        return token.text();
    }

    /** A token was refused although it should be good: the next one is a new one. */
    synchronized void forget(String refused) {
        if (known != null && known.text().equals(refused)) {
            known = null;
        }
    }

    private Token fetch() throws IOException {
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s"
                .formatted(encode(clientId), encode(clientSecret));
        HttpPost request = new HttpPost(address);
        request.addHeader("Accept", "application/json");
        request.setEntity(new StringEntity(form, FORM));
        HttpsCalls.Answer answer = https.send(request, 64 * 1024);
        PostfachUnavailableException busy = statuses.busy(answer.status(), answer.retryAfter());
        if (busy != null) {
            throw busy;
        }
        if (answer.status() == 400 || answer.status() == 401 || answer.status() == 403) {
            throw unavailable(
                    Code.ACCESS_REFUSED,
                    "FIT-Connect gives no token (HTTP %d). Check postfach.fit-connect.client-id and client-secret."
                            .formatted(answer.status()));
        }
        if (answer.status() != 200) {
            throw unavailable(
                    Code.STATUS_UNCLEAR,
                    "The token service of FIT-Connect answered with HTTP %d.".formatted(answer.status()));
        }
        JsonObject token = JsonAnswer.object(answer);
        String text = token.getString("access_token", "");
        if (!text.matches("[\\x21-\\x7E]{1,8192}")) {
            throw unavailable(Code.ANSWER_UNREADABLE, "The token service of FIT-Connect answered without a token.");
        }
        long seconds = JsonAnswer.number(token, "expires_in", 0);
        return new Token(text, clock.instant().plusSeconds(seconds).minus(EARLY));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static PostfachUnavailableException unavailable(Code code, String text) {
        return new PostfachUnavailableException(code.toString(), text + " Nothing was sent.", false, null, null);
    }
}
