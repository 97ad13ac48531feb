package io.github.bayernkommunal.epay.internal.xbezahldienste;

import io.github.bayernkommunal.epay.internal.Json;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An access token (RFC 6749, 5.1) of the type Bearer, which can stand in a header. */
public record Token(String value, Duration life) {

    // RFC 6749, 5.1: expires_in is only recommended; without it a token is used for a minute.
    private static final Duration UNSTATED = Duration.ofSeconds(60);
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    /** Reads an answer of the token service. */
    public static Token read(byte[] body) {
        Json answer = Json.object(body, "answer of the token service");
        if (!"bearer".equalsIgnoreCase(answer.text("token_type"))) {
            throw OAuthTokens.unusable("a token of another type than Bearer", null);
        }
        String value = answer.text("access_token");
        if (value.length() > 16_384 || !value.matches("[A-Za-z0-9._~+/=-]+")) {
            throw OAuthTokens.unusable("a token with characters that RFC 6750 does not allow", null);
        }
        return new Token(value, life(answer.optionalNumber("expires_in")));
    }

    private static Duration life(@Nullable BigDecimal stated) {
        return stated == null
                ? UNSTATED
                : Duration.ofSeconds(stated.max(BigDecimal.ZERO).min(LONGEST).longValue());
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Token[***, " + life + "]";
    }
}
