package io.github.bayernkommunal.bayernid.testkit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange: parameters in, page out. */
final class Call {

    private static final int LARGEST = 512 * 1024;
    private static final int MOST_DISCARDED = 16 * 1024 * 1024;

    private final HttpExchange exchange;

    Call(HttpExchange exchange) {
        this.exchange = exchange;
    }

    /** A call that breaks HTTP or form rules; it is answered with its status. */
    static final class Broken extends Exception {
        private static final long serialVersionUID = 1;
        private final int status;

        Broken(int status, String message) {
            super(message);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    String method() {
        return exchange.getRequestMethod();
    }

    String path() {
        return exchange.getRequestURI().getPath();
    }

    String rawQuery() {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? "" : query;
    }

    /** The parameters of the query; each may occur once. */
    Map<String, String> query() throws Broken {
        return decode(rawQuery());
    }

    Language language() throws Broken {
        return Language.of(query().get("lang"));
    }

    /** The fields of a posted form; each may occur once. */
    Map<String, String> form() throws Broken, IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.split(";", 2)[0].trim().equalsIgnoreCase("application/x-www-form-urlencoded")) {
            throw new Broken(415, "A form is posted as application/x-www-form-urlencoded");
        }
        return decode(body());
    }

    String body() throws Broken, IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new Broken(413, "The request is larger than " + LARGEST + " bytes");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static Map<String, String> decode(String encoded) throws Broken {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            try {
                String name = decodeOne(equals < 0 ? pair : pair.substring(0, equals));
                if (fields.put(name, equals < 0 ? "" : decodeOne(pair.substring(equals + 1))) != null) {
                    throw new Broken(400, "The field " + name + " occurs twice");
                }
            } catch (IllegalArgumentException e) {
                throw new Broken(400, "A field is not percent-encoded correctly");
            }
        }
        return fields;
    }

    private static String decodeOne(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Sends a page; {@code formTarget} is where its form may lead, {@code nonce} admits its style and script. */
    void page(int status, String html, String formTarget, String nonce) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set(
                "Content-Security-Policy",
                ("default-src 'none'; style-src 'nonce-%s'; script-src 'nonce-%s'; form-action %s; base-uri 'none';"
                                + " frame-ancestors 'none'")
                        .formatted(nonce, nonce, formTarget));
        send(status, "text/html; charset=utf-8", html);
    }

    void send(int status, String type, String text) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        // What nobody has read would be taken for the beginning of the next request, or never be seen at all.
        exchange.getRequestBody().readNBytes(MOST_DISCARDED);
        exchange.sendResponseHeaders(status, head || bytes.length == 0 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    void seeOther(String location) throws IOException {
        exchange.getResponseHeaders().set("Location", location);
        send(303, "text/plain; charset=utf-8", "");
    }

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
