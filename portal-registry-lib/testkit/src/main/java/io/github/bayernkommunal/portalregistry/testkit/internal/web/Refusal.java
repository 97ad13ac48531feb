package io.github.bayernkommunal.portalregistry.testkit.internal.web;

import java.util.Map;

/** Ends a request with an error status and a text in German, as the portal answers. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;
    private final transient Map<String, String> headers;

    private Refusal(int status, String message, Map<String, String> headers) {
        this(status, "text/plain; charset=utf-8", message, headers);
    }

    private Refusal(int status, String type, String message, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.headers = headers;
    }

    /** Status 400 in the form of RFC 7807, as the routing service answers. */
    public static Refusal problem(String detail) {
        Fields body = new Fields()
                .put("type", "about:blank")
                .put("title", "Bad Request")
                .put("status", 400)
                .put("detail", detail);
        return new Refusal(400, "application/problem+json", Json.write(body), Map.of());
    }

    /** Status 400: a parameter has a value that the interface does not know. */
    public static Refusal invalid(String name, String value, String allowed) {
        return new Refusal(400, "Ungültiger Wert '%s' für %s; erlaubt: %s".formatted(value, name, allowed), Map.of());
    }

    /** Status 401 with the challenge that Basic authentication demands. */
    public static Refusal unauthorized() {
        return new Refusal(
                401,
                "Anmeldung erforderlich: Benutzer oder Passwort fehlt oder ist falsch.",
                Map.of("WWW-Authenticate", "Basic realm=\"BayernPortal\", charset=\"UTF-8\""));
    }

    /** Status 404. */
    public static Refusal notFound(String what) {
        return new Refusal(404, what + " wurde nicht gefunden.", Map.of());
    }

    /** Status 500 with a fault (SOAP 1.1, 4.4 and 6.2). */
    public static Refusal fault(String code, String text) {
        return new Refusal(500, "text/xml;charset=UTF-8", Markup.fault(code, text), Map.of());
    }

    /** Any other status. */
    public static Refusal of(int status, String message) {
        return new Refusal(status, message, Map.of());
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    Answer answer() {
        return new Answer(status, type, String.valueOf(getMessage()), headers);
    }
}
