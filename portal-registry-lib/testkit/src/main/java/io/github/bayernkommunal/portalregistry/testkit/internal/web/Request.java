package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request as the parts of the portal need it.
 *
 * @param path decoded segments of the path, without empty ones
 * @param query decoded parameters, every value in order
 * @param headers by lower-case name
 * @param form decoded fields of a form post
 * @param body the body as text
 */
public record Request(
        String method,
        URI uri,
        List<String> path,
        Map<String, List<String>> query,
        Map<String, String> headers,
        Map<String, List<String>> form,
        String body) {

    private static final int LARGEST_FORM = 256 * 1024;

    static Request of(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readNBytes(LARGEST_FORM), StandardCharsets.UTF_8);
        URI uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                uri,
                Arrays.stream(uri.getRawPath().split("/"))
                        .filter(segment -> !segment.isEmpty())
                        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                        .toList(),
                parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
                headers,
                headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")
                        ? parameters(body)
                        : Map.of(),
                body);
    }

    /** The first value of a query parameter. */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    /** The first value of a form field, unless it is blank. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(form.get(name))
                .map(values -> values.get(0).strip())
                .filter(value -> !value.isEmpty());
    }

    /** A query parameter that must be {@code true} or {@code false}. */
    public boolean flag(String name, boolean otherwise) {
        return parameter(name)
                .map(value -> switch (value) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Refusal.invalid(name, value, "true oder false");
                })
                .orElse(otherwise);
    }

    /** A query parameter that must be a number between the limits, both included. */
    public int number(String name, int otherwise, int least, int most) {
        return parameter(name)
                .map(value -> {
                    int number = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
                    if (number < least || number > most) {
                        throw Refusal.invalid(name, value, least + " bis " + most);
                    }
                    return number;
                })
                .orElse(otherwise);
    }

    /** Whether the request carries exactly this user and password (RFC 7617, UTF-8). */
    public boolean carries(String user, String password) {
        String wanted =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return wanted.equals(headers.get("authorization"));
    }

    private static Map<String, List<String>> parameters(String encoded) {
        Map<String, List<String>> parameters = new HashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), n -> new ArrayList<>())
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
