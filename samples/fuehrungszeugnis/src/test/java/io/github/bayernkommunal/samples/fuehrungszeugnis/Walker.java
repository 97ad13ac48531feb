package io.github.bayernkommunal.samples.fuehrungszeugnis;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.jspecify.annotations.Nullable;

/**
 * A person without a browser: follows links, fills forms, keeps cookies as browsers do, above all {@code SameSite}: a form
 * that another site sends brings no cookie that is not marked {@code None}.
 */
final class Walker {

    /** A page as it arrived. */
    record Page(
            URI address,
            int status,
            byte[] body,
            String type,
            @Nullable URI location,
            long sentBytes,
            Duration took,
            Set<String> sentCookies,
            HttpHeaders headers) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Document html() {
            return Jsoup.parse(text(), address.toString());
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The form that the CSS query finds, or a clear failure that shows what came instead. */
        FormElement form(String query) {
            Element found = html().selectFirst(query);
            if (found instanceof FormElement form) {
                return form;
            }
            throw new IllegalStateException(
                    "No form '" + query + "' on " + address + " (" + status + "): " + html().title());
        }
    }

    private record Cookie(String name, String value, boolean crossSite) {}

    private final HttpClient client;
    private final Map<String, Map<String, Cookie>> cookies = new LinkedHashMap<>();
    private @Nullable URI at;

    Walker(X509Certificate authority) {
        client = HttpClient.newBuilder()
                .sslContext(trusting(authority))
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    Page get(URI address) throws IOException {
        // A link that is followed brings "Lax" cookies along, from wherever it is followed.
        return send(HttpRequest.newBuilder(address).GET(), address, 0, false);
    }

    /** Sends a form with its fields as they stand on the page; {@code values} replace or add some, in order. */
    Page submit(FormElement form, Map<String, String> values) throws IOException {
        URI address = URI.create(form.absUrl("action").isEmpty() ? form.baseUri() : form.absUrl("action"));
        Map<String, String> fields = new LinkedHashMap<>();
        form.formData().forEach(field -> fields.put(field.key(), field.value()));
        fields.putAll(values);
        if (form.attr("method").toLowerCase(Locale.ROOT).equals("get")) {
            return get(URI.create(address.toString().replaceAll("\\?.*", "") + "?" + encode(fields)));
        }
        return post(address, fields);
    }

    /** Sends a form from the page where the walker is. */
    Page post(URI address, Map<String, String> fields) throws IOException {
        String body = encode(fields);
        boolean crossSite = at != null && !site(at).equals(site(address));
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                address,
                body.length(),
                crossSite);
    }

    /** Puts a cookie into the browser, as somebody might who was at it before. */
    void plant(URI address, String name, String value) {
        cookies.computeIfAbsent(address.getHost(), host -> new LinkedHashMap<>())
                .put(name, new Cookie(name, value, false));
    }

    /** The value of a cookie that would go to this address; empty without one. */
    Optional<String> cookie(URI address, String name) {
        return Optional.ofNullable(
                        cookies.getOrDefault(address.getHost(), Map.of()).get(name))
                .map(Cookie::value);
    }

    /** Follows a redirect. */
    Page follow(Page redirect) throws IOException {
        URI location = redirect.location();
        if (location == null) {
            throw new IllegalStateException("Expected a redirect from " + redirect.address() + ", got "
                    + redirect.status() + ": " + redirect.html().title());
        }
        return get(location);
    }

    private Page send(HttpRequest.Builder request, URI address, long sent, boolean crossSite) throws IOException {
        List<Cookie> brought = cookies.getOrDefault(address.getHost(), Map.of()).values().stream()
                .filter(cookie -> !crossSite || cookie.crossSite())
                .toList();
        if (!brought.isEmpty()) {
            request.header(
                    "Cookie",
                    brought.stream()
                            .map(cookie -> cookie.name() + "=" + cookie.value())
                            .collect(Collectors.joining("; ")));
        }
        request.timeout(Duration.ofSeconds(60)).header("Accept-Language", "de");
        long start = System.nanoTime();
        HttpResponse<byte[]> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        response.headers().allValues("Set-Cookie").forEach(line -> keep(address, line));
        at = address;
        URI location =
                response.headers().firstValue("Location").map(address::resolve).orElse(null);
        return new Page(
                address,
                response.statusCode(),
                response.body(),
                response.headers().firstValue("Content-Type").orElse(""),
                location,
                sent,
                took,
                brought.stream().map(Cookie::name).collect(Collectors.toSet()),
                response.headers());
    }

    private void keep(URI address, String line) {
        List<String> parts = new ArrayList<>(List.of(line.split(";", -1)));
        String[] pair = parts.remove(0).split("=", 2);
        boolean none = parts.stream().anyMatch(part -> part.strip().equalsIgnoreCase("SameSite=None"));
        boolean gone = parts.stream().anyMatch(part -> part.strip().equalsIgnoreCase("Max-Age=0"));
        Map<String, Cookie> jar = cookies.computeIfAbsent(address.getHost(), host -> new LinkedHashMap<>());
        if (gone) {
            jar.remove(pair[0]);
        } else {
            jar.put(pair[0], new Cookie(pair[0], pair[1], none));
        }
    }

    /** Ports do not make another site; names do. */
    private static String site(URI address) {
        return address.getScheme() + "://" + address.getHost();
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static SSLContext trusting(X509Certificate authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("sandbox", authority);
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
