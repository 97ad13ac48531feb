package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.Map;

/** What goes back: status, media type, text, further headers. */
public record Answer(int status, String type, String body, Map<String, String> headers) {

    private static final Map<String, String> PAGE_HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    /** Status 200. */
    public static Answer of(String type, String body) {
        return new Answer(200, type, body, Map.of());
    }

    /** Status 200 with JSON. */
    public static Answer json(Object value) {
        return of("application/json;charset=UTF-8", Json.write(value));
    }

    /** A page for people, which may load nothing but this server's style sheet. */
    public static Answer page(int status, String html) {
        return new Answer(status, "text/html; charset=utf-8", html, PAGE_HEADERS);
    }
}
