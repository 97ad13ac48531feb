package io.github.bayernkommunal.samples.existingapp;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/**
 * A browser as far as a login needs one: it keeps cookies by host and path, and a form that another site sends brings no
 * cookie that is not marked {@code SameSite=None}; without a mark a cookie counts as {@code Lax}.
 */
final class Browser {

    /** A page as it arrived. */
    record Page(URI address, int status, @Nullable URI location, String text) {
        Document html() {
            return Jsoup.parse(text, address.toString());
        }

        String title() {
            return html().title();
        }

        /** The first form that leads away by POST. */
        FormElement form() {
            if (html().selectFirst("form[method=post]") instanceof FormElement form) {
                return form;
            }
            throw new IllegalStateException("No form on " + address + " (" + status + "): " + html().text());
        }

        /** The hidden field of the form; empty when there is none. */
        String field(String name) {
            return html().select("input[name=" + name + "]").val();
        }
    }

    private record Cookie(HttpCookie value, boolean crossSite) {}

    private final HttpClient client;
    private final Map<String, Cookie> cookies = new TreeMap<>();

    Browser(X509Certificate... trusted) {
        client = HttpClient.newBuilder().sslContext(trusting(trusted)).build();
    }

    /** Opens an address, as by a link. */
    Page get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address), address, false);
    }

    /** Goes where a redirect leads. */
    Page follow(Page redirect) throws IOException {
        if (redirect.location() == null) {
            throw new IllegalStateException(
                    "No redirect from %s: %d %s".formatted(redirect.address(), redirect.status(), redirect.title()));
        }
        return get(redirect.location());
    }

    /** Sends the page's form; {@code more} fills in or replaces fields. */
    Page submit(Page page, Map<String, String> more) throws IOException {
        FormElement form = page.form();
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(field -> fields.put(field.key(), field.value()));
        fields.putAll(more);
        return post(page.address(), URI.create(form.absUrl("action")), fields);
    }

    /** Sends fields that stand on a page at {@code from}. */
    Page post(URI from, URI to, Map<String, String> fields) throws IOException {
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        // Ports do not make another site; names do.
        boolean crossSite = !from.getHost().equals(to.getHost());
        return send(
                HttpRequest.newBuilder(to)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                to,
                crossSite);
    }

    /** The session at this address; empty without one. */
    String session(URI address) {
        Cookie cookie = cookies.get(address.getHost() + " JSESSIONID");
        return cookie == null ? "" : cookie.value().getValue();
    }

    /** Takes a session over, as somebody might plant it. */
    void plant(URI address, String session) {
        HttpCookie cookie = new HttpCookie("JSESSIONID", session);
        cookie.setPath("/");
        cookies.put(address.getHost() + " JSESSIONID", new Cookie(cookie, false));
    }

    private Page send(HttpRequest.Builder request, URI address, boolean crossSite) throws IOException {
        String brought = cookies.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(address.getHost() + " "))
                .map(Map.Entry::getValue)
                .filter(cookie -> cookie.crossSite() || !crossSite)
                .map(Cookie::value)
                .filter(cookie -> address.getPath().startsWith(cookie.getPath()))
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        if (!brought.isEmpty()) {
            request.header("Cookie", brought);
        }
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        response.headers().allValues("Set-Cookie").forEach(line -> keep(address, line));
        URI location =
                response.headers().firstValue("Location").map(address::resolve).orElse(null);
        return new Page(address, response.statusCode(), location, response.body());
    }

    private void keep(URI address, String line) {
        HttpCookie cookie = HttpCookie.parse(line).get(0);
        if (cookie.getPath() == null) {
            cookie.setPath("/");
        }
        String key = address.getHost() + " " + cookie.getName();
        if (cookie.getMaxAge() == 0) {
            cookies.remove(key);
        } else {
            cookies.put(key, new Cookie(cookie, line.contains("SameSite=None")));
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SSLContext trusting(X509Certificate... trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < trusted.length; i++) {
                store.setCertificateEntry("server" + i, trusted[i]);
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
