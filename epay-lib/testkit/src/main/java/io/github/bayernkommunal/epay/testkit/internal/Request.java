package io.github.bayernkommunal.epay.testkit.internal;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One request as it arrived; header names in lower case, {@code text} empty when the body is not UTF-8. */
public record Request(
        String method,
        URI address,
        Map<String, String> headers,
        Optional<String> text,
        @Nullable X509Certificate client) {

    private static final Pattern AND = Pattern.compile("&");

    public String path() {
        return address.getPath();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The media type without its parameters, in lower case. */
    public String mediaType() {
        String value = header("Content-Type").orElse("");
        int end = value.indexOf(';');
        return (end < 0 ? value : value.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }

    public Map<String, String> query() {
        return fields(Optional.ofNullable(address.getRawQuery()).orElse(""));
    }

    public Map<String, String> form() {
        return fields(text().orElse(""));
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : List.of(AND.split(encoded))) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
