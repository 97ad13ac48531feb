package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.PortalRegistryProtocolException;
import io.github.bayernkommunal.portalregistry.PortalRegistryRejectedException;
import io.github.bayernkommunal.portalregistry.PortalRegistryUnavailableException;
import io.github.bayernkommunal.portalregistry.internal.Redact;
import io.github.bayernkommunal.portalregistry.internal.tree.JsonTree;
import io.github.bayernkommunal.portalregistry.internal.tree.Node;
import io.github.bayernkommunal.portalregistry.internal.tree.UnreadableException;
import io.github.bayernkommunal.portalregistry.internal.tree.XmlTree;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an HTTP answer means. */
public final class Answers {

    private static final int LONGEST_ERROR_TEXT = 2000;
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private Answers() {}

    /** The answer, or empty when the service does not have the resource. */
    public static Optional<Answer> judge(String operation, HttpSettings settings, Reply response, Instant readAt) {
        int status = response.status();
        if (status == 200) {
            return Optional.of(new Answer(read(operation, settings, response), response.bytes().length, readAt));
        }
        if (status == 204 || status == 404) {
            return Optional.empty();
        }
        String said = errorText(response.bytes());
        switch (status) {
            case 400, 422 ->
                throw new PortalRegistryRejectedException(
                        PortalRegistryRejectedException.INVALID_REQUEST,
                        "%s: the service calls the request wrong (HTTP %d). Check the ids and keys that were passed"
                                .formatted(operation, status),
                        said,
                        null);
            case 401 ->
                throw new PortalRegistryRejectedException(
                        PortalRegistryRejectedException.CREDENTIALS,
                        "%s: %s does not accept the credentials (HTTP 401). Check user and password, or the client's key and secret"
                                .formatted(operation, settings.address().getAuthority()),
                        said,
                        null);
            case 403 ->
                throw new PortalRegistryRejectedException(
                        PortalRegistryRejectedException.NOT_PERMITTED,
                        "%s: the user may not read this (HTTP 403). Ask the editorial office for the role"
                                .formatted(operation),
                        said,
                        null);
            case 429 ->
                throw new PortalRegistryUnavailableException(
                        "PORTAL-104",
                        "%s: the service asks to call less often (HTTP 429). Wait before calling again"
                                .formatted(operation),
                        false,
                        pause(response.headers(), settings.clock().instant()),
                        null);
            default -> {
                if (status >= 500) {
                    throw new PortalRegistryUnavailableException(
                            "PORTAL-103",
                            "%s: the service is disturbed (HTTP %d). Try again later".formatted(operation, status),
                            false,
                            pause(response.headers(), settings.clock().instant()),
                            null);
                }
                if (status >= 400) {
                    throw new PortalRegistryRejectedException(
                            "PORTAL-206",
                            "%s: the service declines (HTTP %d); serviceText() has its words"
                                    .formatted(operation, status),
                            said,
                            null);
                }
                throw new PortalRegistryProtocolException(
                        "PORTAL-304",
                        "%s: HTTP %d is no answer to a read; redirects are not followed, because the password would go along."
                                        .formatted(operation, status)
                                + " Check the address of the service",
                        null);
            }
        }
    }

    private static Node read(String operation, HttpSettings settings, Reply response) {
        refuseCutOff(operation, settings, response);
        byte[] bytes = response.bytes();
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        char first = firstCharacter(bytes);
        try {
            if (first == '{' || first == '[') {
                return JsonTree.read(bytes);
            }
            if (first == '<' && !type.contains("html")) {
                return XmlTree.read(bytes);
            }
        } catch (UnreadableException e) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-301",
                    "%s: the answer cannot be read: %s. Somebody should look at what the service sends"
                            .formatted(operation, e.getMessage()),
                    e);
        }
        throw new PortalRegistryProtocolException(
                "PORTAL-303",
                "%s: neither JSON nor XML came (Content-Type '%s'). Perhaps a proxy or a maintenance page answered"
                        .formatted(operation, Redact.line(type)),
                null);
    }

    /** Refuses an answer that was too large to be read to its end. */
    public static void refuseCutOff(String operation, HttpSettings settings, Reply response) {
        if (response.cutOff()) {
            throw new PortalRegistryProtocolException(
                    "PORTAL-302",
                    "%s: the answer is larger than %,d bytes and was not read to its end"
                            .formatted(operation, settings.largest()),
                    null);
        }
    }

    private static char firstCharacter(byte[] bytes) {
        int i = bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF
                ? 3
                : 0;
        while (i < bytes.length && bytes[i] >= 0 && Character.isWhitespace(bytes[i])) {
            i++;
        }
        return i < bytes.length ? (char) (bytes[i] & 0xFF) : ' ';
    }

    private static String errorText(byte[] bytes) {
        return errorText(new String(bytes, StandardCharsets.UTF_8));
    }

    /** What the service said, without blanks at both ends and not longer than 2,000 characters. */
    public static String errorText(String said) {
        String text = said.strip();
        return text.length() > LONGEST_ERROR_TEXT ? text.substring(0, LONGEST_ERROR_TEXT) : text;
    }

    /** RFC 9110, 10.2.3: Retry-After is a number of seconds or a date. */
    private static @Nullable Duration pause(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("Retry-After")
                .or(() -> headers.firstValue("RateLimit-Reset"))
                .orElse("")
                .strip();
        if (value.isEmpty()) {
            return null;
        }
        try {
            Duration pause = value.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
