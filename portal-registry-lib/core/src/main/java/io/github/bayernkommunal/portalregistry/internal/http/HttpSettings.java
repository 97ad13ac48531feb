package io.github.bayernkommunal.portalregistry.internal.http;

import io.github.bayernkommunal.portalregistry.Exchange;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a caller of a REST service needs to know.
 *
 * @param address base address, ends with a slash
 * @param headers sent with every call
 * @param trust certificates to trust; none for the platform's
 * @param timeout of a whole call
 * @param parallel most calls at a time
 * @param spacing shortest time between the beginnings of two calls
 * @param largest most bytes of an answer
 * @param clock for the age of answers
 * @param onExchange is told of every call
 */
public record HttpSettings(
        URI address,
        Map<String, String> headers,
        List<X509Certificate> trust,
        Duration timeout,
        int parallel,
        Duration spacing,
        int largest,
        Clock clock,
        Consumer<Exchange> onExchange) {

    /** Largest answer in bytes, unless somebody needs more. */
    public static final int LARGEST_ANSWER = 48 * 1024 * 1024;

    /** Checks address and time limit and notes what is wrong. */
    public static HttpSettings check(
            URI address,
            Map<String, String> headers,
            List<X509Certificate> trust,
            Duration timeout,
            Clock clock,
            Consumer<Exchange> onExchange,
            List<String> problems) {
        if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            problems.add("address: an absolute https address is needed");
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            problems.add("address: must have no user, query or fragment");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            problems.add("timeout: more than zero is needed; got %s".formatted(timeout));
        }
        String base = address.toString();
        URI folder = base.endsWith("/") ? address : URI.create(base + "/");
        return new HttpSettings(
                folder, Map.copyOf(headers), trust, timeout, 2, Duration.ZERO, LARGEST_ANSWER, clock, onExchange);
    }

    /** The same for a service that has one address only, which need not end with a slash. */
    public HttpSettings exactAddress(URI only) {
        return new HttpSettings(only, headers, trust, timeout, parallel, spacing, largest, clock, onExchange);
    }

    /** The same with other limits. */
    public HttpSettings limits(int otherParallel, Duration otherSpacing, int otherLargest) {
        return new HttpSettings(
                address, headers, trust, timeout, otherParallel, otherSpacing, otherLargest, clock, onExchange);
    }

    /** The header of HTTP Basic, RFC 7617, in UTF-8; notes what is wrong with user and password. */
    public static String basic(String user, String password, List<String> problems) {
        if (user.isBlank() || user.contains(":")) {
            problems.add("credentials: a user name without colon is needed");
        }
        if (password.isEmpty()) {
            problems.add("credentials: a password is needed");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Without the headers, which may hold secrets. */
    @Override
    public String toString() {
        return "HttpSettings[" + address + "]";
    }
}
