package io.github.bayernkommunal.postfach.internal;

import io.github.bayernkommunal.postfach.PostfachUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Says what an HTTP status alone means, when no answer of the service itself came with it. */
public final class StatusJudge {

    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final Clock clock;

    /** A judge who reads dates in {@code Retry-After} by the given clock. */
    public StatusJudge(Clock clock) {
        this.clock = clock;
    }

    /** Whether the set-up is refused: certificate or network address. */
    public @Nullable PostfachUnavailableException setUp(int status) {
        if (status != 401 && status != 403) {
            return null;
        }
        return unavailable(
                Code.ACCESS_REFUSED,
                "The mailbox service refuses access (HTTP %d). Check the client certificate and, with the operator, the admitted network addresses."
                        .formatted(status),
                false,
                null);
    }

    /** Whether the service or a gateway in front of it has no time; null for any other status. */
    public @Nullable PostfachUnavailableException busy(int status, @Nullable String retryAfter) {
        Duration pause = pause(retryAfter);
        return switch (status) {
            case 429 ->
                unavailable(
                        Code.ASKED_TO_WAIT, "The mailbox service is busy (HTTP 429). Send again later.", false, pause);
            case 503 ->
                pause == null
                        ? gateway(status)
                        : unavailable(
                                Code.ASKED_TO_WAIT,
                                "The mailbox service is not available now (HTTP 503 with Retry-After). Send again later.",
                                false,
                                pause);
            // A gateway may have passed the message on before it gave up.
            case 408, 502, 504 -> gateway(status);
            default -> null;
        };
    }

    private static PostfachUnavailableException gateway(int status) {
        return unavailable(
                Code.GATEWAY_GAVE_UP,
                "A gateway gave up waiting (HTTP %d); the message may have passed it. Find out whether it arrived, then call markDelivered or permitRepeat."
                        .formatted(status),
                true,
                null);
    }

    private static PostfachUnavailableException unavailable(
            Code code, String text, boolean effect, @Nullable Duration pause) {
        return new PostfachUnavailableException(code.toString(), text, effect, pause, null);
    }

    /** RFC 9110, section 10.2.3: seconds or a date; at most a day, because nobody means more. */
    private @Nullable Duration pause(@Nullable String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        String value = retryAfter.strip();
        Duration pause;
        if (value.matches("\\d{1,9}")) {
            pause = Duration.ofSeconds(Long.parseLong(value));
        } else {
            try {
                pause = Duration.between(
                        clock.instant(),
                        ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                .toInstant());
            } catch (DateTimeParseException e) {
                return null;
            }
        }
        if (pause.isNegative()) {
            return Duration.ZERO;
        }
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
}
